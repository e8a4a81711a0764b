import type { DetectorContext } from '../context.js';
import type { Press } from '../press.js';
import type { Values } from './values.js';

/** What can be compared of the page: a hash of its fields' values, and the address. */
export interface PageState {
  values: number;
  address: string;
}

/** The same, with a hash of the fields around what was pressed. */
export interface PressState extends PageState {
  around: number;
}

/** Presses on one thing, one after the other, until the visitor does something else. */
export interface Run {
  presses: Press[];
  /** When the visitor did something else, and what the page was like then. */
  until?: number;
  closing?: PressState;
}

const MAX_RECENT = 20;

/** Which presses went on with the one before, and which were the last. */
export const createRuns = ({ page, settings }: DetectorContext, values: Values) => {
  const { location } = page.window;
  const runs = new WeakMap<Press, Run>();
  let run: Run | undefined;
  let recent: Press[] = [];
  const pageState = (): PageState => ({ values: values.ofPage(), address: location.href });
  const stateAt = (element: Element): PressState => ({ ...pageState(), around: values.around(element) });
  const latest = (): Press | undefined => recent[recent.length - 1];
  /** The visitor does something else: what the page does from now on is not the last press's. `now`: if it is read already. */
  const close = (at: number, now?: PageState): void => {
    const last = latest();
    if (run && last) {
      const { values: ofPage, address } = now || pageState();
      run.until = at;
      run.closing = { values: ofPage, address, around: values.around(last.element) };
    }
    run = undefined;
  };
  return {
    stateAt,
    close,
    latest,
    recent: (): readonly Press[] => recent,
    /** A press begins. `goesOn`: it is on the same thing as the last. */
    add: (press: Press, goesOn: boolean): void => {
      const last = latest();
      if (!goesOn || !last || press.at - last.at > settings.dead_click.within) close(press.at, press);
      run ||= { presses: [] };
      run.presses.push(press);
      runs.set(press, run);
      recent = [...recent.slice(1 - MAX_RECENT), press];
    },
    of: (press: Press): Run => runs.get(press) || { presses: [press] },
    /** The press that something of that time followed, if one did. */
    before: (at: number): Press | undefined => {
      let found: Press | undefined;
      for (const press of recent) if (press.at <= at && at - press.at <= settings.dead_click.within) found = press;
      return found;
    },
  };
};

export type Runs = ReturnType<typeof createRuns>;
