import { type Config, type ConsentAdapter, readConfig } from './config.js';
import { type ConsentState, createConsent } from './delivery/consent.js';
import { createSender, type Outcome } from './delivery/deliver.js';
import { createGate } from './delivery/gate.js';
import { type Plan, planProperties } from './delivery/properties.js';
import { type Attempt, createScheduler, type Scheduler } from './delivery/scheduler.js';
import { createGuard, type Undo, undoAll } from './guard.js';
import { createProblems, DEFINITIONS, type DeliveryReport, type Health, type Problem, type Report } from './health.js';
import { onHidden, onShown } from './page/lifecycle.js';
import { createPage, redactPath } from './page/page.js';
import { createContext, type PageContext } from './session/context.js';
import { CONFIRM_MS, createSession, type Session } from './session/session.js';
import type { SessionState } from './session/state.js';
import { erase } from './session/store.js';
import { type Origin, readSignal, type Signal, type SignalInput } from './signal.js';
import { bdl } from './sources/bdl.js';
import type { Ports, Source } from './sources/source.js';
import { matchesGlob, readObject, readText } from './text.js';
import { createFullStory } from './vendors/fullstory.js';
import { createOmetria } from './vendors/ometria.js';

/** What came of `flush()`. */
export type FlushResult = Outcome | 'calls_capped';

/** The handle. None of its methods throws, whatever it is given: a wrong argument is a problem in `health()`. */
export interface Bridge {
  /** A signal from the page. */
  signal(input: SignalInput): void;
  /** What the page shows: type, product, category, funnel stage. */
  page(context: PageContext): void;
  /** The site's word on who this is: an e-mail address or `omid:…`. It never switches the tracker's identity. */
  visitor(email: string): void;
  /** What the visitor said. */
  consent(state: 'granted' | 'denied'): void;
  /** Delivers now if the gates allow. Says what happened. */
  flush(): FlushResult;
  /** Counters, the state of each gate, the last problems and the last delivery. */
  health(): Health;
  /** Listens; returns the undo. */
  on<K extends keyof BridgeEvents>(event: K, listener: (detail: BridgeEvents[K]) => void): Undo;
  /** Forgets the session: the visitor has logged out. */
  reset(): void;
  /** Undoes everything. The handle stays and does nothing any more. */
  stop(): void;
}

export interface BridgeEvents {
  signal: Signal;
  delivery: DeliveryReport;
  problem: Problem;
}

/** What a build brings along. */
export interface Build {
  sources: readonly Source[];
  adapters: Readonly<Record<string, ConsentAdapter>>;
}

// delivery.md, "Properties": signal_page.
const MOST_PATH = 80;
// A person makes a handful of signals in a second. More is a broken page, and each costs a write to storage.
const MOST_PER_SECOND = 100;
// Signals that wait for consent are kept in memory, the oldest go first. delivery.md, "Consent".
const MOST_BUFFERED = 100;

/** What is there only while the visitor has agreed. */
interface Live {
  session: Session;
  scheduler: Scheduler;
  test: (state: SessionState) => Outcome;
  undos: Undo[];
}

/** Wires the stages. Everything that crosses from the page to the tag from here on is behind a guard. */
export const createBridge = (window: Window, options: unknown, build: Build): { bridge: Bridge; report: Report } => {
  const listeners: { [K in keyof BridgeEvents]: Set<(detail: BridgeEvents[K]) => void> } = {
    signal: new Set(),
    delivery: new Set(),
    problem: new Set(),
  };
  const tell = <K extends keyof BridgeEvents>(event: K, detail: BridgeEvents[K]) => {
    for (const listener of listeners[event]) guard(listener)(detail);
  };
  const warned = new Set<string>();
  const { report, list } = createProblems((problem) => {
    const line = `[fs-ometria] ${problem.code} ${problem.detail}`;
    if (config?.debug && !warned.has(line)) page.warn(line);
    warned.add(line);
    tell('problem', problem);
  });
  const guard = createGuard((error) => report('internal_error', error));
  const page = createPage(window, guard);
  let config: Config | undefined;
  const settings = readConfig(options, report);
  config = settings;
  const fullstory = createFullStory(page, guard, settings.fullstory ?? {});
  const ometria = createOmetria(page, guard, settings.ometria ?? {});
  const context = createContext();

  const counts = { received: 0, refused: 0, droppedByConsent: 0, droppedByIdentityChange: 0, droppedByExpiry: 0 };
  const deliveries = { made: 0, skippedEqual: 0, capped: 0, repeated: 0 };
  const byOrigin: Record<string, number> = {};
  const heldFor: Record<string, number> = {};
  let byType: Record<string, number> = {};
  let lastDelivery: DeliveryReport | undefined;

  let live: Live | undefined;
  let buffer: Signal[] = [];
  let grantedAt = 0;
  let stopped = false;
  const sourceUndos: Undo[] = [];
  const hiding: ((leaving: boolean) => void)[] = [];
  const viewing: (() => void)[] = [];
  const taken: ((signal: Signal) => void)[] = [];
  const rules: string[] = [];
  const stages: string[] = [];
  let plan: Plan | undefined;

  const path = (): string => {
    const { redact } = settings.page;
    const segments = redactPath(page.path()).split('/');
    return segments
      .map((segment) => (matchesGlob(segment, redact) ? '*' : segment))
      .join('/')
      .slice(0, MOST_PATH);
  };

  const gate = createGate(page, ometria, () => live?.session);

  let second = 0;
  let inSecond = 0;
  /** Reads, bounds and completes a signal, or refuses it. */
  const read = (input: unknown, origin: Origin): Signal | undefined => {
    const now = page.now();
    if (now - second >= 1000) [second, inSecond] = [now, 0];
    if (inSecond++ >= MOST_PER_SECOND) {
      report('too_many_signals');
      return undefined;
    }
    let signal: Signal | undefined;
    try {
      signal = readSignal(input, now, origin);
    } catch {
      // A getter of the input threw.
    }
    if (!signal) {
      report('bad_signal', readText(readObject(input)?.type, 64));
      return undefined;
    }
    const shown = context.now();
    signal.page =
      signal.page === undefined ? path() : redactPath(signal.page.replace(/[?#].*$/, '')).slice(0, MOST_PATH);
    if (!signal.stage && shown.stage) signal.stage = shown.stage;
    const category = signal.category ?? shown.category;
    if (
      matchesGlob(page.path(), settings.exclude.pages) ||
      matchesGlob(signal.page, settings.exclude.pages) ||
      (category && settings.exclude.categories.includes(category))
    ) {
      report('excluded', signal.type);
      return undefined;
    }
    const url = fullstory.accept(signal.replayUrl);
    if (url) signal.replayUrl = url;
    else delete signal.replayUrl;
    return signal;
  };

  /** Takes a signal into the session. */
  const take = ({ session, scheduler }: Live, signal: Signal) => {
    const { owner } = gate.who();
    const now = session.renew();
    if (owner !== undefined) session.claim(owner);
    // A time of the page's own counts only within this session.
    if (!(signal.at >= session.own().start && signal.at < now)) signal.at = now;
    const url = signal.replayUrl ?? fullstory.replayUrl();
    if (url) signal.replayUrl = url;
    fullstory.observe(pauseOrResume);
    session.apply(signal);
    byType[signal.type] = (byType[signal.type] ?? 0) + 1;
    byOrigin[signal.origin] = (byOrigin[signal.origin] ?? 0) + 1;
    for (const listener of taken) guard(listener)(signal);
    tell('signal', { ...signal });
    if (signal.type === 'attention') return;
    const retraction = signal.type === 'purchase' || signal.type === 'funnel_progress';
    if (retraction && session.own().latest.abandoned?.[1] === '') scheduler.now('retraction');
    else scheduler.touch();
  };

  const accept = (input: unknown, origin: Origin): boolean => {
    if (stopped) return false;
    counts.received++;
    const state = consent.state();
    if (state === 'denied' || (state === 'unknown' && settings.beforeConsent !== 'buffer')) {
      counts.droppedByConsent++;
      return false;
    }
    const signal = read(input, origin);
    if (!signal) {
      counts.refused++;
      return false;
    }
    if (live) take(live, signal);
    else if (buffer.push(signal) > MOST_BUFFERED) {
      buffer.shift();
      counts.droppedByConsent++;
    }
    return true;
  };

  const ports: Ports = {
    page,
    guard,
    report,
    fullstory,
    context,
    session: () => live?.session,
    onSignal: (listener) => addTo(taken, listener),
    onHidden: (listener) => addTo(hiding, listener),
    onView: (listener) => addTo(viewing, listener),
    view: () => {
      for (const listener of viewing) guard(listener)();
      context.clear();
      byType = {};
      live?.scheduler.view();
    },
    names: (kind, names) => {
      (kind === 'rules' ? rules : stages).splice(0, 1e3, ...names);
      plan = undefined;
    },
    fire: (signal, fired) => {
      live?.session.apply(signal, fired);
      live?.scheduler.touch();
    },
    sendTest: (state) => (live ? live.test(state) : 'consent_missing'),
  };

  const sources: Source[] = [bdl, ...build.sources, ...(settings.sources ?? [])];
  const stopSources = () => undoAll(sourceUndos, guard);
  const startSources = () => {
    if (sourceUndos.length) return;
    for (const source of sources) {
      const undo = guard(source)(accept, ports, settings);
      if (undo) sourceUndos.push(undo);
    }
  };
  const pauseOrResume = (capturing: boolean) => {
    if (!settings.pauseOnShutdown || !live) return;
    if (capturing) startSources();
    else stopSources();
  };

  const open = () => {
    const session = createSession(page, {
      key: settings.session.key,
      timeout: settings.session.minutes * 60000,
      attributeAnonymous: settings.attributeAnonymous,
      dropped: (count, reason) => {
        counts[reason === 'identity' ? 'droppedByIdentityChange' : 'droppedByExpiry'] += count;
      },
    });
    const { send, test } = createSender(page, {
      config: settings,
      guard,
      report,
      session,
      gate,
      fullstory,
      ometria,
      plan: () => {
        if (!plan) {
          plan = planProperties(settings, { rules, stages });
          if (plan.off.length) report('field_over_budget', plan.off);
        }
        return { plan, rules, stages };
      },
      allowed: (denied) => {
        if (denied > grantedAt) consent.doubt();
        return consent.state() === 'granted';
      },
      delivered: (delivery, repeated) => {
        deliveries.made++;
        if (repeated) deliveries.repeated++;
        lastDelivery = delivery;
        page.after(CONFIRM_MS, () => live?.session.confirm());
        tell('delivery', delivery);
      },
    });
    const scheduler = createScheduler(page, {
      timing: settings.timing,
      owing: session.owing,
      send: (reason) => {
        const outcome = guard(send)(reason) ?? 'nothing';
        if (outcome === 'equal') deliveries.skippedEqual++;
        if (outcome === 'sent' || outcome === 'nothing' || outcome === 'equal' || outcome === 'cancelled')
          return outcome;
        heldFor[outcome] = (heldFor[outcome] ?? 0) + 1;
        held = outcome;
        return 'held';
      },
      capped: () => {
        deliveries.capped++;
        held = 'calls_capped';
        report('calls_capped');
      },
      gaveUp: () => held && report(held),
    });
    const current: Live = { session, scheduler, test, undos: [scheduler.stop] };
    live = current;
    startSources();
    if (settings.linkIdentities === 'limited' && ometria.linked() && gate.named() === undefined) limit(true);
    current.undos.push(
      ...onHidden(page, (leaving) => {
        // The producers first: what they say at the last moment belongs into this delivery.
        for (const listener of hiding) guard(listener)(leaving);
        scheduler.now('hide');
        if (leaving) session.leave();
      }),
      ...onShown(page, (restored) => {
        if (restored) {
          session.enter();
          scheduler.view();
          byType = {};
        }
        scheduler.hurry();
      }),
      // Another tab has written: a refusal there is felt here.
      page.on('storage', () => session.denied() > grantedAt && consent.doubt()),
      // A mark that another tab has just set is looked at again when its second is over.
      page.after(2 * CONFIRM_MS, scheduler.hurry),
    );
    for (const signal of buffer.splice(0)) take(current, signal);
    scheduler.hurry();
  };

  const limit = (limited: boolean) => {
    const session = live?.session;
    if (session) session.update({ latest: { ...session.own().latest, link: [session.renew(), limited] } });
  };

  const close = () => {
    stopSources();
    if (live) undoAll(live.undos, guard);
    live = undefined;
  };

  const follow = (state: ConsentState) => {
    if (stopped) return;
    if (state === 'granted') {
      grantedAt = page.now();
      open();
      return;
    }
    counts.droppedByConsent += buffer.length + (live?.session.own().unsent ?? 0);
    buffer = [];
    close();
    if (state === 'denied') erase(page, settings.session.key, page.now());
    else if (settings.beforeConsent === 'buffer') startSources();
  };

  let held: Exclude<Outcome, Attempt> | 'calls_capped' | undefined;
  const consent = createConsent(page, settings, {
    guard,
    adapters: build.adapters,
    changed: guard(follow),
    unknownAdapter: () => report('bad_option', 'consent'),
  });
  const begin = () => {
    if (stopped) return;
    consent.start();
    if (settings.beforeConsent === 'buffer' && consent.state() === 'unknown') startSources();
  };
  // A page that is only prerendered has no visitor yet.
  const awaited = page.prerendering() ? page.on('prerenderingchange', begin, 'document') : begin();

  const bridge: Bridge = {
    signal: guard((input) => {
      accept(input, 'page');
    }),
    page: guard(context.say),
    visitor: guard((name) => {
      if (!gate.visitor(name)) return report('bad_visitor');
      if (live) limit(false);
      live?.scheduler.hurry();
    }),
    consent: guard((state) => {
      if (state === 'granted' || state === 'denied') consent.say(state);
      else report('bad_command', 'consent');
    }),
    flush: () =>
      guard((): FlushResult => {
        if (!live) return 'consent_missing';
        const attempt = live.scheduler.now('flush');
        return attempt === 'held' ? (held ?? 'nothing') : attempt;
      })() ?? 'nothing',
    health: () => ({
      version: __VERSION__,
      definitions: DEFINITIONS,
      state: {
        consent: consent.state(),
        ometria: ometria.state(),
        identity: guard(gate.who)()?.hold ?? 'known',
        fullstory: fullstory.state(),
        storage: page.storage.kind(),
      },
      signals: {
        ...counts,
        byType: { ...byType },
        byOrigin: { ...byOrigin },
        held: live ? live.session.own().unsent : buffer.length,
      },
      deliveries: { ...deliveries, heldFor: { ...heldFor } },
      ...(lastDelivery && { lastDelivery: { ...lastDelivery, properties: { ...lastDelivery.properties } } }),
      problems: list(),
    }),
    on: (event, listener) => {
      const set =
        Object.keys(listeners).includes(event) && typeof listener === 'function' ? listeners[event] : undefined;
      if (!set) report('bad_command', 'on');
      set?.add(listener);
      return () => {
        set?.delete(listener);
      };
    },
    reset: guard(() => {
      // What belongs to the visitor who leaves is sent to that visitor, or not at all.
      live?.scheduler.now('reset');
      counts.droppedByIdentityChange += live?.session.own().unsent ?? 0;
      live?.session.forget();
      gate.reset();
      context.clear();
    }),
    stop: guard(() => {
      if (stopped) return;
      live?.session.leave();
      close();
      stopped = true;
      awaited?.();
      consent.stop();
      fullstory.stop();
    }),
  };
  for (const source of sources) if (source.extend) Object.assign(bridge, guard(source.extend)(ports, settings));
  return { bridge, report };
};

const addTo = <T>(list: T[], item: T): Undo => {
  list.push(item);
  return () => {
    list.splice(list.indexOf(item), 1);
  };
};
