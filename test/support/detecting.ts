import type { Config } from '../../src/config/read-options.js';
import type { HostWindow, Page } from '../../src/page/page.js';
import { createContext } from '../../src/signals/page-context.js';
import { readSignal, type Signal } from '../../src/signals/read-signal.js';
import type { Ports, Source } from '../../src/sources/source.js';
import { createGuard, type Undo } from '../../src/tools/guard.js';
import type { VisitChange } from '../../src/visit/merge.js';
import { reduce } from '../../src/visit/reduce.js';
import type { Session } from '../../src/visit/session.js';
import { createTabRecord, type TabRecord } from '../../src/visit/tab-record.js';
import { createTimers } from './browser-window.js';

const GROUPS = ['counters', 'maxima', 'latest', 'ruleProgress'] as const;

/** What a performance observer of the fake window was asked to do. */
export interface Observed {
  connected: boolean;
  entries: object[];
}

export interface Bench {
  ports: Ports;
  /** Signals in order. */
  said: Signal[];
  /** Types in order. */
  types(): string[];
  own(): TabRecord;
  /** What is in storage, by key. */
  stored: Map<string, string>;
  problems: string[];
  advance(ms: number): void;
  /** What a person, or the browser, does: a trusted event that goes along the target's path. */
  fire(type: string, target?: EventTarget, fields?: object): void;
  /** Pointer down, pointer up, click. */
  press(target: Element, fields?: object): void;
  /** Presses of which nobody could tell. */
  undecided(): number;
  network: Observed;
  hide(leaving?: boolean): void;
  view(): void;
  /** FullStory says it too. */
  fullstory(signal: object): void;
  setHidden(hidden: boolean): void;
  setFocus(focused: boolean): void;
  /** From now on there is no session: sources run all the same where signals wait for consent. */
  waitForConsent(): void;
  exclude(excluded: boolean): void;
  stop(): void;
  /** Listeners, followers, timers and observers that are still there. */
  left(): number;
}

/** What stands among the options of a bench for the browser and the visit. */
interface Given {
  /** Storage that an earlier bench has left. */
  kept?: Map<string, string>;
  /** The record of the tab's page before. */
  record?: Partial<TabRecord>;
  /** How the page was reached, and what the server has answered. */
  navigation?: { type?: string; responseStatus?: number };
  /** Whose the visit is. */
  owner?: string | null;
}

const pathOf = (target: EventTarget, window: Window): EventTarget[] => {
  const path: EventTarget[] = [];
  for (let node: Node | null = target as Node; node; node = node.parentNode ?? (node as ShadowRoot).host ?? null)
    path.push(node);
  return target === window ? [window] : [...path, window];
};

/** A bench for a source: jsdom's document, a clock that only the test moves, and the browser's part played by hand. */
export const createBench = (source: Source, options: object = {}, host: Window = globalThis.window): Bench => {
  const {
    kept: tab = new Map<string, string>(),
    record: before,
    navigation,
    owner = null,
    ...given
  } = options as Given;
  const timers = createTimers(1_700_000_000_000);
  const begin = timers.now();
  const listeners: [type: string, listener: (event: Event) => void][] = [];
  const problems: string[] = [];
  const said: Signal[] = [];
  const hiding: ((leaving: boolean) => void)[] = [];
  const viewing: (() => void)[] = [];
  const taken: ((signal: Signal) => void)[] = [];
  const network: Observed = { connected: false, entries: [] };
  let told: ((list: object) => void) | undefined;
  let undecided = 0;
  let hidden = false;
  let agreed = true;
  let excluded = false;
  const errors: unknown[] = [];
  const guard = createGuard((error) => errors.push(error));
  class Network {
    constructor(callback: (list: object) => void) {
      told = callback;
    }
    observe() {
      network.connected = true;
    }
    disconnect() {
      network.connected = false;
    }
    takeRecords() {
      return network.entries.splice(0);
    }
  }
  const own: TabRecord = { ...createTabRecord(begin - 60_000), ...before };
  const record = () => own;
  const observing = new Set<MutationObserver>();
  // jsdom's.
  class Mutations extends (host as Window & typeof globalThis).MutationObserver {
    override observe(...what: Parameters<MutationObserver['observe']>) {
      observing.add(this);
      super.observe(...what);
    }
    override disconnect() {
      observing.delete(this);
      super.disconnect();
    }
  }
  const session = {
    own: record,
    parts: () => [own],
    renew: timers.now,
    records: () => [own],
    update: ({ startedAt = own.startedAt, pending = own.pending, ...groups }: VisitChange) => {
      Object.assign(own, { startedAt, pending });
      for (const group of GROUPS) Object.assign(own[group], groups[group]);
    },
  } as unknown as Session;
  const window = new Proxy(host, {
    get: (target, key) => {
      if (key === 'PerformanceObserver') return Network;
      if (key === 'MutationObserver') return Mutations;
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' && !/^[A-Z]/.test(String(key)) ? value.bind(target) : value;
    },
    set: (target, key, value) => Reflect.set(target, key, value),
  }) as unknown as HostWindow;
  const area = {
    get: (key: string) => tab.get(key) ?? null,
    set: (key: string, value: string | null) => void (value === null ? tab.delete(key) : tab.set(key, value)),
    keys: () => [...tab.keys()],
  };
  let focused = true;
  host.document.hasFocus = () => focused;
  const addTo = <T>(list: T[], item: T): Undo => {
    list.push(item);
    return () => {
      const at = list.indexOf(item);
      if (at >= 0) list.splice(at, 1);
    };
  };
  const page: Page = {
    now: timers.now,
    elapsed: () => timers.now() - begin,
    on: (type, listener) => addTo(listeners, [type, guard(listener)] as [string, (event: Event) => void]),
    after: (ms, fn) => {
      const id = timers.setTimeout(guard(fn), ms);
      return () => timers.clearTimeout(id);
    },
    hidden: () => hidden,
    path: () => host.location.pathname,
    navigation: () => navigation as PerformanceNavigationTiming | undefined,
    document: host.document,
    window,
    storage: { local: area, tab: area, kind: () => 'memory' },
    kept: { events: [] },
  };
  const followed = createContext();
  let followers = 0;
  const context = {
    ...followed,
    follow: (changed: Parameters<typeof followed.follow>[0]) => {
      followers++;
      const undo = followed.follow(changed);
      let on = 1;
      return () => {
        followers -= on;
        on = 0;
        undo();
      };
    },
  };
  const take = (input: unknown, origin: Signal['origin']) => {
    const signal = readSignal(input, timers.now(), origin);
    if (!signal) return false;
    if (origin !== 'fullstory') said.push(signal);
    Object.assign(own, reduce(own, signal));
    own.pending++;
    for (const listener of taken) listener(signal);
    return true;
  };
  const starts: (() => Undo | undefined)[] = [];
  const ports = {
    page,
    guard,
    report: (code, detail) => problems.push(`${code} ${String(detail)}`),
    isExcluded: (path = host.location.pathname) => excluded || path.startsWith('/excluded'),
    session: () => (agreed ? session : undefined),
    context,
    onSignal: (listener) => addTo(taken, listener),
    onHidden: (listener) => addTo(hiding, listener),
    onView: (listener) => addTo(viewing, listener),
    view: () => {
      for (const listener of [...viewing]) listener();
      context.clear();
    },
    names: () => {},
    defer: (start) => {
      starts.push(start);
    },
    undecided: () => {
      undecided++;
    },
    who: () => ({ owner }),
    // The rest is for other sources.
  } as Partial<Ports> as Ports;
  const fire: Bench['fire'] = (type, target = host.document, fields = {}) => {
    const path = pathOf(target, host);
    const event = {
      type,
      target: target === host ? window : target,
      isTrusted: true,
      composedPath: () => path,
    };
    // With its getters: what is prevented is prevented later.
    Object.defineProperties(event, Object.getOwnPropertyDescriptors(fields));
    for (const [wanted, listener] of [...listeners]) if (wanted === type) listener(event as unknown as Event);
    if (errors.length) throw errors[0];
  };
  const config = { session: { minutes: 30, key: 'fs_ometria' }, fields: {}, ...given } as unknown as Config;
  const undos = [guard(source)(take, ports, config)];
  // The bridge runs them in a task of its own, which test/sources/late-start.test.ts looks at.
  for (const start of starts.splice(0)) undos.push(guard(start)());
  if (errors.length) throw errors[0];
  return {
    ports,
    said,
    types: () => said.map(({ type }) => type).filter((type) => type !== 'attention'),
    own: record,
    stored: tab,
    problems,
    advance: (ms) => {
      timers.advance(ms);
      if (errors.length) throw errors[0];
    },
    fire,
    press: (target, fields = {}) => {
      const pointer = { clientX: 100, clientY: 100, button: 0, isPrimary: true, pointerType: 'mouse', ...fields };
      fire('pointerdown', target, pointer);
      fire('pointerup', target, pointer);
      fire('click', target, pointer);
    },
    undecided: () => undecided,
    network: new Proxy(network, {
      set: (target, key, value) => {
        if (key === 'entries') told?.({ getEntries: () => value });
        else Reflect.set(target, key, value);
        return true;
      },
    }),
    hide: (leaving = false) => {
      for (const listener of [...hiding]) listener(leaving);
    },
    view: ports.view,
    fullstory: (signal) => void take(signal, 'fullstory'),
    setHidden: (value) => {
      hidden = value;
      fire('visibilitychange');
    },
    waitForConsent: () => {
      agreed = false;
    },
    setFocus: (value) => {
      focused = value;
      fire(value ? 'focus' : 'blur', host);
    },
    exclude: (value) => {
      excluded = value;
      // A page becomes excluded by its category or by a route: both are told.
      context.say({});
    },
    stop: () => {
      for (const undo of undos.reverse()) undo?.();
    },
    left: () =>
      listeners.length +
      hiding.length +
      viewing.length +
      taken.length +
      followers +
      timers.pending() +
      observing.size +
      Number(network.connected),
  };
};
