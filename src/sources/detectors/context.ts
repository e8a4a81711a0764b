import { type Config, readOptions } from '../../config/read-options.js';
import type { SignalInput, SignalType } from '../../signals/read-signal.js';
import type { Undo } from '../../tools/guard.js';
import type { Report } from '../../tools/problems.js';
import { readText, toObject } from '../../tools/text.js';
import type { Emit, Ports } from '../source.js';
import { targetName } from '../target-name.js';

/** Every threshold, in ms and CSS px where nothing else is said. docs/signals.md. */
export const DEFAULTS = {
  /** `controls`: taken for the sake of settings of version 1; what a control is called decides nothing any more. */
  rage_click: { clicks: 3, within: 1000, radius: 50, controls: [] as string[] },
  /** Tuned with rage_click. */
  rage_tap: {},
  /** `ignore`: globs on the addresses of requests that are no answer; `requests`: of other sites' that are one. */
  dead_click: { within: 2500, verdict: 4000, again: 1000, ignore: [] as string[], requests: [] as string[] },
  /** `scripts`: globs on the addresses of further scripts whose errors are the shop's. */
  error_click: { within: 2000, scripts: [] as string[] },
  /** `invalid`: the browser objects; `within`: the server answers with a page; `late`: the last complaint that counts. */
  form_error: { invalid: 500, within: 2000, late: 10000 },
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
  /** `within`: from leaving a page to the second return. */
  dead_end: { within: 60000 },
  /** Off unless it is asked for. `seconds`: of attention to a product that end the search. */
  search_struggle: { searches: 3, within: 180000, seconds: 10 },
  /** Off unless it is asked for. `times` in and out in a visit, or so many `products` out `within`. */
  basket_churn: { times: 2, products: 3, within: 120000 },
  /** Off unless it is asked for. `seconds` of attention; `controls`: selectors of the paying control, where the form does not tell. */
  hesitation: { seconds: 20, controls: [] as string[] },
};

const OPT_IN = { mouse_thrash: false, search_struggle: false, basket_churn: false, hesitation: false };

export type Settings = typeof DEFAULTS;

type Detected = keyof Settings;

/**
 * What each detector is to do, and which are not to. A signal type that FullStory or the site delivers itself (the
 * `bdl` options map it) is not detected at all: FullStory's own verdict wins.
 */
export const readSettings = ({ detect, bdl }: Config, report: Report): { settings: Settings; off: string[] } => {
  const { events, dataLayer } = toObject(bdl);
  const tuned: Record<string, unknown> = { ...OPT_IN, ...toObject(detect) };
  const off = [events, dataLayer].flatMap((map) => Object.values(toObject(map)).map(String));
  for (const type of Object.keys(DEFAULTS)) {
    if (detect === false || tuned[type] === false) off.push(type);
    // True is the default's other name.
    if (tuned[type] === !!tuned[type]) delete tuned[type];
  }
  const wrong = typeof detect === 'string' || typeof detect === 'number';
  return { settings: readOptions(DEFAULTS, wrong ? detect : tuned, { report, path: 'detect.' }), off };
};

/** Where something happened. */
export interface Place {
  path?: readonly EventTarget[];
  page?: string;
}

/** When and where an event was heard. */
export interface Here extends Place {
  at: number;
  page: string;
  /** From the innermost node, through open shadow roots. */
  path: readonly EventTarget[];
}

/** What the detectors share: the ports, listeners that keep away from excluded pages, and one way to say what was found. */
export interface DetectorContext extends Ports {
  settings: Settings;
  isOff(type: Detected): boolean;
  /** Run last-in first-out when the detectors stop. */
  undos: Undo[];
  /** Listens for each of the types, separated by spaces, except on excluded pages. */
  on(types: string, listener: (event: Event, here: Here) => void): void;
  /**
   * A verdict, with what else is known of it. It is dropped where an element of the path says so, or the type is
   * switched off. `page`: where it was; default the page in view.
   */
  say(type: Detected, more?: object, at?: Place): void;
}

/** An element and its descendants are left alone: for all types, or for those that are named. */
const IGNORE = 'data-fs-ometria-ignore';

const ignores = (path: readonly EventTarget[], type: string): boolean =>
  path.some((node) => {
    // Not `instanceof`: the node may come from another document.
    const { getAttribute } = node as Partial<Element>;
    const words = getAttribute && getAttribute.call(node, IGNORE);
    return words === '' || ` ${words} `.includes(` ${type} `);
  });

// An address is slow to read, and a click is half a dozen events. Routes are told; it is read again for those that nobody
// tells of.
const SAME_PAGE_MS = 500;

// A FullStory event within so long on the same target is about the same act.
const ONE_ACT_MS = 5000;

/** Rage by mouse and by finger are one kind. */
const kindOf = (type: string): string => type.replace('_tap', '_click');

export const createDetectorContext = (emit: Emit, ports: Ports, config: Config): DetectorContext => {
  const { page, guard, session, context, onSignal } = ports;
  const { settings, off } = readSettings(config, ports.report);
  const undos: Undo[] = [];
  /** Our last verdict of each kind. */
  const last: Record<string, [at: number, target: unknown, type: SignalType] | undefined> = {};
  let view: string;
  let isExcluded: boolean;
  let looked: number;
  /** Several detectors hear the same event: the browser calls once for each type. */
  const heard: Record<string, ((event: Event, here: Here) => void)[] | undefined> = {};
  const look = () => {
    view = page.path();
    isExcluded = ports.isExcluded(view);
    looked = page.elapsed();
  };
  look();
  undos.push(
    // On a route the address is another before the old view has said its last.
    context.follow(look),
    onSignal(({ type, origin, target }) => {
      const verdict = last[kindOf(type)];
      const open = session();
      if (origin !== 'fullstory' || !verdict || !open) return;
      const [at, ours, counted] = verdict;
      if (page.elapsed() - at > ONE_ACT_MS || ours !== target) return;
      // FullStory's own replaces ours. Its own is still to be delivered, whatever became of ours.
      last[kindOf(type)] = undefined;
      const { counters, pending } = open.own();
      open.update({ counters: { [counted]: Number(counters[counted]) - 1 }, pending: Math.max(1, pending - 1) });
    }),
  );
  return {
    ...ports,
    settings,
    undos,
    on: (types, listener) => {
      for (const type of types.split(' ')) {
        const known = heard[type];
        const listeners = known || [];
        heard[type] = listeners;
        listeners.push(guard(listener));
        if (known) continue;
        const stop = page.on(type, (event) => {
          const at = page.elapsed();
          if (at - looked > SAME_PAGE_MS) look();
          const here = { at, page: view, path: event.composedPath() };
          if (!isExcluded) for (const hear of listeners) hear(event, here);
        });
        // One of them may have stopped the tag: the others hear nothing any more.
        undos.push(stop, () => listeners.splice(0));
      }
    },
    isOff: (type) => off.includes(type),
    say: (type, more, { path = [], page: at = view } = {}) => {
      if (off.includes(type) || ports.isExcluded(at) || ignores(path, type)) return;
      const target = readText(targetName(path), 64);
      // Read and bounded like every signal before anything is done with it.
      if (emit({ ...more, type, target, page: at } as SignalInput, 'tag'))
        last[kindOf(type)] = [page.elapsed(), target, type];
    },
  };
};
