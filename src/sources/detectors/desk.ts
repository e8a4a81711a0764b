import { type Config, readOptions } from '../../config.js';
import type { Undo } from '../../guard.js';
import type { Report } from '../../health.js';
import type { SignalInput, SignalType } from '../../signal.js';
import { toObject } from '../../text.js';
import type { Emit, Ports } from '../source.js';
import { targetName } from '../target.js';

/** Every threshold, in ms and CSS px where nothing else is said. signals.md, "Definitions, version 1". */
const DEFAULTS = {
  /** `controls`: further words that a stepper, pager or carousel control is called by, in the shop's language. */
  rage_click: { clicks: 3, within: 1000, radius: 50, controls: [] as string[] },
  /** Tuned with rage_click. */
  rage_tap: {},
  dead_click: { within: 2500, verdict: 4000, again: 1000 },
  /** `scripts`: globs on the addresses of further scripts whose errors are the shop's. */
  error_click: { within: 2000, scripts: [] as string[] },
  form_error: { invalid: 500, within: 2000 },
  /** `fields`: a form with fewer fields to type into is not counted. */
  form_abandon: { fields: 2 },
  /** First at so many seconds of attention, then at twice as many, and so on. */
  dwell: { seconds: 60 },
  /** `away`: on another type of page; `leaving`: how long a navigation may take to begin. */
  funnel_abandon: { away: 60000, leaving: 3000 },
  /** `idle`: attention ends so long after the last input; dwell counts the same attention. */
  attention: { idle: 30000 },
  /** Off unless it is asked for. */
  mouse_thrash: { turns: 8, within: 2000, leg: 40 },
};

type Detected = keyof typeof DEFAULTS;

/** What each detector is to do; a detector that is switched off is missing. */
export type Settings = { [K in Detected]?: (typeof DEFAULTS)[K] };

/**
 * A signal type that FullStory or the site delivers itself (the `bdl` options map it) is not detected at all:
 * FullStory's own verdict wins.
 */
export const readSettings = ({ detect = true, bdl }: Config, report: Report): Settings => {
  const { events, dataLayer } = toObject(bdl);
  const mapped = [...Object.values(toObject(events)), ...Object.values(toObject(dataLayer))];
  const given = toObject(detect);
  const settings: Record<string, object> = {};
  if (detect !== !!detect && detect !== given) report('bad_option', 'detect');
  for (const [type, standard] of Object.entries(DEFAULTS)) {
    const chosen = given[type];
    const wanted = chosen === undefined ? type !== 'mouse_thrash' : chosen;
    if (detect && wanted && !mapped.includes(type))
      settings[type] = readOptions(standard, wanted === true ? undefined : wanted, {
        report,
        path: `detect.${type}.`,
      });
  }
  for (const type of Object.keys(given)) if (!(type in DEFAULTS)) report('unknown_option', `detect.${type}`);
  return settings as Settings;
};

/** What the detectors share: ports that keep away from excluded pages, and one way to say what was found. */
export interface Desk {
  ports: Ports;
  settings: Settings;
  /** Run last-in first-out when the detectors stop. */
  undos: Undo[];
  /** Listens for each of the types, separated by spaces, except on excluded pages. */
  on(types: string, listener: (event: Event) => void, target?: 'document'): void;
  /** A verdict. It is dropped where an element of the path says so, or the type is switched off. */
  say(input: SignalInput, path?: readonly EventTarget[]): void;
}

/** An element and its descendants are left alone: for all types, or for those that are named. */
const IGNORE = 'data-fs-ometria-ignore';

const ignores = (path: readonly EventTarget[], type: string): boolean =>
  path.some((node) => {
    // Not `instanceof`: the node may come from another document.
    const { getAttribute } = node as Partial<Element>;
    const words = getAttribute ? getAttribute.call(node, IGNORE) : null;
    return words !== null && (!words || ` ${words} `.includes(` ${type} `));
  });

// A FullStory event within so long on the same target is about the same act.
const ONE_ACT_MS = 5000;

/** Rage by mouse and by finger are one kind. */
const kindOf = (type: string): string => type.replace('_tap', '_click');

export const createDesk = (emit: Emit, ports: Ports, config: Config): Desk => {
  const { page, session, onSignal } = ports;
  const settings = readSettings(config, ports.report);
  const undos: Undo[] = [];
  /** Our last verdict of each kind. */
  const last: Record<string, [at: number, target: unknown, type: SignalType] | undefined> = {};
  undos.push(
    onSignal(({ type, origin, target }) => {
      const verdict = last[kindOf(type)];
      const open = session();
      if (origin !== 'fullstory' || !verdict || !open) return;
      const [at, ours, counted] = verdict;
      if (page.elapsed() - at > ONE_ACT_MS || ours !== target) return;
      // FullStory's own replaces ours. Its own is still to be delivered, whatever became of ours.
      const own = open.own();
      const key = `+${counted}`;
      last[kindOf(type)] = undefined;
      open.update({ [key]: Number(own[key]) - 1, unsent: Math.max(1, Number(own.unsent) - 1) });
    }),
  );
  return {
    ports,
    settings,
    undos,
    on: (types, listener, target) => {
      for (const type of types.split(' '))
        undos.push(page.on(type, (event) => ports.isExcluded() || listener(event), target));
    },
    say: (input, path = []) => {
      const { type } = input;
      if (!(type in settings) || ports.isExcluded() || ignores(path, type)) return;
      const target = targetName(path);
      if (emit(target ? ({ ...input, target } as SignalInput) : input, 'tag'))
        last[kindOf(type)] = [page.elapsed(), target, type];
    },
  };
};
