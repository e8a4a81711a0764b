import { guardMethods } from './boot/guard-methods.js';
import { readConfig } from './config.js';
import { createConsent } from './delivery/consent.js';
import { createSender } from './delivery/deliver.js';
import { createGate, LINK_GRACE_MS } from './delivery/gate.js';
import { type Plan, planProperties, type Vocabulary } from './delivery/properties.js';
import { createScheduler } from './delivery/scheduler.js';
import { addTo, createGuard, undoAll } from './guard.js';
import { createProblems, DEFINITIONS } from './health.js';
import { differ } from './identity/normalise.js';
import { isContradiction } from './identity/resolve.js';
import { onVisibility } from './page/lifecycle.js';
import { createPage } from './page/page.js';
import { createContext } from './session/context.js';
import { isExcludedCategory } from './session/exclusion.js';
import { matchesPath } from './session/path.js';
import { ACKNOWLEDGE_MS, createSession } from './session/session.js';
import { latest, stamp } from './session/state.js';
import { createStore, newName } from './session/store.js';
import { readSignal } from './signal.js';
import { redactPath } from './signals/redact-path.js';
import { bdl } from './sources/bdl.js';
import type { Extension, ExtensionPorts, Live } from './sources/extension.js';
import { toObject } from './text.js';
import type { Bridge, BridgeEvents } from './types/bridge.js';
import type { ConsentAdapter } from './types/config.js';
import type { Undo } from './types/guard.js';
import type { Attempt, DeliveryReport, FlushResult, Hold, Outcome, Report } from './types/health.js';
import type { HostWindow } from './types/page.js';
import type { Origin, Signal } from './types/signal.js';
import { createFullStory } from './vendors/fullstory.js';
import { createOmetria } from './vendors/ometria.js';

export type { Bridge, BridgeEvents } from './types/bridge.js';
export type { FlushResult } from './types/health.js';

/** What a build brings along. */
export interface Build {
  sources: readonly Extension[];
  adapters: Readonly<Record<string, ConsentAdapter>>;
}

// docs/properties.md, "How they are written".
const MOST_PATH = 80;
// A person makes a handful of signals in a second. More is a broken page, and each costs a write to storage.
const MOST_PER_SECOND = 100;
// Signals that wait for consent are kept in memory, the oldest go first. docs/privacy.md, "On what ground: consent".
const MOST_BUFFERED = 100;

/** What the scheduler does about an outcome. */
const toAttempt = (outcome: Outcome): Attempt => {
  switch (outcome) {
    case 'sent':
    case 'nothing':
    case 'equal':
    case 'cancelled':
      return outcome;
    // A visitor outside the sample is no gate that may open.
    case 'sampled_out':
      return 'nothing';
    default:
      return 'held';
  }
};

/** Wires the stages. Everything that crosses from the page to the tag from here on is behind a guard. */
export const createBridge = (
  window: HostWindow,
  options: unknown,
  build: Build,
): { bridge: Bridge; report: Report } => {
  const quiet = createGuard(nothing);
  const listeners: { [K in keyof BridgeEvents]: ((detail: BridgeEvents[K]) => void)[] } = {
    signal: [],
    delivery: [],
    problem: [],
  };
  const notify = <T>(told: readonly ((detail: T) => void)[], detail: T, crossing = guard) => {
    // A copy: one that takes itself out must not make the next be passed over.
    for (const listener of [...told]) crossing(listener)(detail);
  };
  const warned: Record<string, boolean> = {};
  // A getter of the site's may throw.
  const debug = quiet(() => toObject(options).debug)();
  const { report, list } = createProblems((problem) => {
    const line = `[fs-ometria] ${problem.code} ${problem.detail}`;
    if (debug && !warned[line]) {
      warned[line] = true;
      quiet(() => window.console.warn(line))();
    }
    // A listener of problems that throws is not told of that, or it would never end.
    notify(listeners.problem, problem, quiet);
  }, quiet);
  const guard = createGuard((error) => report('internal_error', error));
  const page = createPage(window, guard);
  const settings = guard(readConfig)(options, report) || readConfig({}, report);
  const { minutes, key } = settings.session;
  const fullstory = createFullStory(page, guard, settings.fullstory || {});
  const ometria = createOmetria(page, guard, settings.ometria || {});
  const context = createContext();
  const sources: Extension[] = [bdl, ...build.sources];

  const counts = {
    received: 0,
    refused: 0,
    droppedByConsent: 0,
    droppedByIdentityChange: 0,
    droppedByExpiry: 0,
    undecided: 0,
  };
  const deliveries = { made: 0, skippedEqual: 0, capped: 0, repeated: 0 };
  const heldFor: Record<string, number> = {};
  const byOrigin: Record<string, number> = {};
  let byType: Record<string, number> = {};
  let lastDelivery: DeliveryReport | undefined;

  let live: Live | undefined;
  // The visitor has agreed, and nothing has asked for the session yet.
  let opening: (() => void) | undefined;
  let buffer: Signal[] = [];
  let grantedAt = 0;
  // The last refusal of before the visitor agreed here.
  let refusal = 0;
  let stopped = false;
  // FullStory is shut down: whatever the visitor says meanwhile, the sources wait for it.
  let paused = false;
  let held: FlushResult = 'nothing';
  let plan: Plan | undefined;
  const undos: Undo[] = [];
  const sourceUndos: Undo[] = [];
  // What the sources start in a task of its own.
  let late: (() => Undo | undefined)[] = [];
  const hiding: ((leaving: boolean) => void)[] = [];
  const viewing: (() => void)[] = [];
  const taken: ((signal: Signal) => void)[] = [];
  const vocabulary: Vocabulary = {
    fields: sources.flatMap(guard(({ fields = [] }) => fields, [])),
    stages: [],
    rules: [],
  };

  /** What is there while the visitor has agreed, opened now if it is not yet. */
  const alive = guard((): Live | undefined => {
    opening?.();
    return live;
  });

  /** The same, when the sources have started whole: what a signal says of its page may come from one of them. */
  const ready = guard((): Live | undefined => {
    alive();
    const starts = late;
    while (late === starts && starts.length) {
      const undo = guard(starts.shift() || nothing)() || nothing;
      // What it found may have led a listener of the site's to stop the tag.
      if (late === starts) sourceUndos.push(undo);
      else undo();
    }
    return live;
  });

  const session = () => alive()?.session;
  const gate = createGate(page, ometria, session);
  // What the vendor throws costs no signal: it is kept and waits.
  gate.who = guard(gate.who, { owner: undefined, hold: 'ometria_not_ready' });

  const isExcluded = (category: string | undefined, ...paths: string[]): boolean =>
    paths.some((path) => matchesPath(path, settings.exclude.pages)) ||
    isExcludedCategory(settings.exclude.categories, [category, ...context.levels]);

  let second = 0;
  let inSecond = 0;
  /** Reads, bounds and completes a signal, or refuses it. */
  const read = (input: unknown, origin: Origin): Signal | undefined => {
    const now = page.now();
    if (Math.abs(now - second) > 999) {
      second = now;
      inSecond = 0;
    }
    if (++inSecond > MOST_PER_SECOND) return void report('too_many_signals', origin);
    // A getter of the input may throw.
    const signal = quiet(readSignal)(input, now, origin);
    if (!signal) return void report('bad_signal', origin);
    const { stage, category } = context.now();
    const [path = ''] = (signal.page || page.path()).split(/[?#]/);
    signal.page = redactPath(path, settings.page.redact).slice(0, MOST_PATH);
    if (stage && !signal.stage) signal.stage = stage;
    // A detector's verdict may come when the address is another already: it says where it was.
    if (isExcluded(signal.category || category, path, origin === 'tag' ? path : page.path()))
      return void report('excluded', signal.type);
    const url = fullstory.accept(signal.replayUrl);
    delete signal.replayUrl;
    if (url) signal.replayUrl = url;
    return signal;
  };

  /** Takes a signal into the session. */
  const take = ({ session, scheduler }: Live, signal: Signal) => {
    const { type, origin } = signal;
    const { owner, shows } = gate.who();
    const now = session.renew();
    if (owner !== undefined) session.assignOwner(owner);
    else if (shows) session.assignTabOwner(shows);
    // A time of the page's own counts only within this session.
    if (signal.at >= now || signal.at < -Number(session.own().since)) signal.at = now;
    const url = signal.replayUrl || fullstory.replayUrl();
    if (url) signal.replayUrl = url;
    fullstory.observe((capturing) => {
      paused = settings.pauseOnShutdown && !capturing;
      if (paused) stopSources();
      else if (alive()) startSources();
    });
    // These take back an abandonment that was sent provisionally.
    const retracts = type === 'purchase' || type === 'funnel_progress';
    const parts = retracts ? session.parts() : [];
    const abandoned = parts.some((record) => (latest(record, 'abandoned') || 'none') !== 'none');
    // Attention and progress alone are no reason to deliver; nor is a purchase, unless an outcome was told before.
    const silent =
      type === 'attention' || (retracts && !abandoned && !(type === 'purchase' && parts.some(({ sent }) => sent)));
    session.apply(signal, silent);
    tally(byType, type);
    tally(byOrigin, origin);
    notify(taken, signal);
    notify(listeners.signal, { ...signal });
    if (abandoned) scheduler.now('retraction');
    else if (!silent) scheduler.touch();
  };

  const accept = (input: unknown, origin: Origin): boolean => {
    if (stopped) return false;
    counts.received++;
    const state = consent.state();
    if (state === 'denied' || (state === 'unknown' && settings.beforeConsent === 'ignore')) {
      counts.droppedByConsent++;
      return false;
    }
    ready();
    const signal = read(input, origin);
    if (!signal) {
      counts.refused++;
      return false;
    }
    if (live) take(live, signal);
    else if (state === 'granted' || buffer.push(signal) > MOST_BUFFERED) {
      // Refused while the sources started or the signal was read, or more than may wait.
      if (state === 'unknown') buffer.shift();
      counts.droppedByConsent++;
    }
    return true;
  };

  const ports: ExtensionPorts = {
    page,
    guard,
    report,
    fullstory,
    context,
    isExcluded: (path = page.path()) => isExcluded(context.now().category, path),
    session,
    onSignal: (listener) => addTo(taken, listener),
    onHidden: (listener) => addTo(hiding, listener),
    onView: (listener) => addTo(viewing, listener),
    view: () => {
      notify(viewing, undefined);
      context.clear();
      byType = {};
      live?.scheduler.view();
    },
    names: (kind, names) => {
      vocabulary[kind] = names;
      plan = undefined;
    },
    late: (start) => {
      late.push(start);
      sourceUndos.push(page.after(0, ready));
    },
    undecided: () => {
      counts.undecided++;
    },
    handle: () => bridge,
    dropped: (count, reason) => {
      counts[reason] += count;
    },
    live: ready,
    who: gate.who,
  };

  const stopSources = () => {
    late = [];
    undoAll(sourceUndos, guard);
  };
  const startSources = () => {
    if (paused || sourceUndos.length) return;
    for (const source of sources) sourceUndos.push(guard(source)(accept, ports, settings) || nothing);
  };

  /** Another tab's refusal is felt here. */
  const checkRefusal = () => {
    // Another than that of before: whatever the clock says.
    const denied = live?.session.latest('denied');
    if (live && denied && denied !== refusal) {
      counts.droppedByConsent += live.session.discardTabRecord();
      consent.invalidate();
    }
    return !!live;
  };

  const open = () => {
    opening = undefined;
    const session = createSession(page, {
      key,
      timeout: minutes * 60000,
      attributeAnonymous: settings.attributeAnonymous,
      dropped: ports.dropped,
    });
    const sender = createSender(page, {
      config: settings,
      report,
      session,
      gate,
      fullstory,
      ometria,
      vocabulary,
      plan: () => {
        if (!plan) {
          plan = planProperties(settings, vocabulary);
          if (plan.off.length) report('field_over_budget', plan.off);
          if (plan.unknown.length) report('unknown_option', plan.unknown);
        }
        return plan;
      },
      allowed: () => checkRefusal() && consent.state() === 'granted',
      delivered: (delivery, repeated) => {
        deliveries.made++;
        if (repeated) deliveries.repeated++;
        lastDelivery = delivery;
        const { unconfirmed } = session.own();
        page.after(ACKNOWLEDGE_MS, () => live?.session.acknowledge(unconfirmed));
        notify(listeners.delivery, delivery);
      },
    });
    const scheduler = createScheduler(page, {
      timing: settings.timing,
      hasPending: session.hasPending,
      send: (reason) => {
        const outcome = guard(sender.send, 'nothing')(reason);
        held = outcome;
        if (outcome === 'equal') deliveries.skippedEqual++;
        const attempt = toAttempt(outcome);
        const isFirst = attempt !== outcome && tally(heldFor, outcome) === 1;
        if (isFirst && isContradiction(outcome)) report(outcome);
        return attempt;
      },
      capped: () => {
        deliveries.capped++;
        held = 'calls_capped';
        report(held);
      },
      // What held it is a gate: everything else is not answered with `held`.
      gaveUp: () => report(held as Hold),
    });
    live = { session, scheduler, sender };
    const denied = Number(session.latest('denied'));
    // One that came in between the yes and now is another.
    refusal = denied > grantedAt && denied <= page.now() ? 0 : denied;
    const named = gate.named();
    // Also where the site has confirmed it before the yes: an earlier page may have limited it.
    if (settings.linkIdentities === 'limited' && (named || ometria.linked())) limit(!named);
    undos.push(
      scheduler.stop,
      // A mark that another tab has just set is looked at again when its second is over.
      page.after(2 * ACKNOWLEDGE_MS, scheduler.hurry),
    );
    // A hidden page too: whom its link names may be gone from the cookie a moment later.
    if (ometria.linked())
      undos.push(
        page.after(LINK_GRACE_MS, () => {
          const { owner } = gate.who();
          if (owner) session.assignOwner(owner);
        }),
      );
    // The session began with what waited for consent: its signals keep their times.
    const [first] = buffer;
    if (first) session.update({ since: Math.max(Number(session.own().since), -first.at) });
    // A listener of the site's may refuse in the middle: what is left is dropped by that, and counted.
    for (let signal = buffer.shift(); signal; signal = live && buffer.shift()) take(live, signal);
    scheduler.hurry();
  };

  const grant = () => {
    grantedAt = page.now();
    opening = open;
    undos.push(
      // In a task of its own, so that the start is no long one.
      page.after(0, alive),
      ...onVisibility(
        page,
        (leaving) => {
          const open = ready();
          // The producers first: what they say at the last moment belongs into this delivery.
          notify(hiding, leaving);
          open?.scheduler.now('hide');
          // This very attempt may have heard of a refusal.
          if (leaving && checkRefusal()) open?.session.leave();
        },
        (restored) => {
          if (!checkRefusal()) return;
          if (restored) {
            live?.session.enter();
            ports.view();
          }
          live?.scheduler.hurry();
        },
      ),
      page.on('storage', (event) => {
        const { key, newValue } = event as StorageEvent;
        if (checkRefusal() && !newValue) live?.session.removed(key);
      }),
    );
    startSources();
    // A listener of the site's may have stopped the tag, or refused, while they started.
    if (!opening && !live) return stopSources();
    // Nobody has kept yet what the page said of itself while the sources ran without a yes.
    context.say({});
  };

  const dropBuffered = () => {
    counts.droppedByIdentityChange += buffer.length;
    buffer = [];
  };

  const limit = (limited: boolean) => {
    if (live) live.session.update({ link: stamp(live.session.renew(), limited) });
  };

  const close = () => {
    stopSources();
    undoAll(undos, guard);
    live = opening = undefined;
  };

  const consent = createConsent(page, settings, {
    guard,
    report,
    adapters: build.adapters,
    changed: guard((state) => {
      // A refusal is carried out all the same.
      if (stopped && state !== 'denied') return;
      if (state === 'granted') return grant();
      // The site may have cleared the storage on a refusal: without a record there would be no word for the other tabs.
      if (state === 'denied' && !alive()?.session.latest(state)) live?.session.update({});
      close();
      if (state === 'unknown') return;
      counts.droppedByConsent += buffer.length + createStore(page, key).erase(newName(key), page.now());
      buffer = [];
    }),
  });

  const begin = guard(() => {
    if (stopped) return;
    consent.start();
    if (settings.beforeConsent === 'buffer' && consent.state() === 'unknown') startSources();
  });

  const bridge: Bridge = {
    signal: (input) => {
      accept(input, 'page');
    },
    page: (shown) => {
      if (toObject(shown) !== shown) return report('bad_command', 'page');
      const setContext = () => void context.say(shown);
      setContext();
      // The site's own word stands over what the sources find at their start.
      if (late.length) late.push(setContext);
    },
    visitor: (name) => {
      const before = gate.named();
      if (!gate.visitor(name)) return report('bad_visitor');
      // What waits for consent is somebody else's.
      if (differ(before, name)) dropBuffered();
      limit(false);
      // At once: whoever is named next must not inherit what was nobody's until now.
      const open = alive();
      open?.session.assignOwner(name);
      open?.scheduler.hurry();
    },
    consent: (state) => {
      if (state === 'granted' || state === 'denied') consent.setConsent(state);
      else report('bad_command', 'consent');
    },
    flush: () => {
      const open = ready();
      if (!open) return 'consent_missing';
      open.scheduler.now('flush');
      return held;
    },
    health: () => ({
      version: __VERSION__,
      definitions: DEFINITIONS,
      state: {
        consent: consent.state(),
        ometria: ometria.state(),
        // Before consent the tracker's cookie is not read.
        identity: alive() ? gate.who().hold || 'known' : 'consent_missing',
        fullstory: fullstory.state(),
        storage: page.storage.kind(),
      },
      signals: {
        ...counts,
        byType: { ...byType },
        byOrigin: { ...byOrigin },
        held: Number(live?.session.own().unsent || buffer.length),
      },
      deliveries: { ...deliveries, heldFor: { ...heldFor } },
      ...(lastDelivery && { lastDelivery: { ...lastDelivery, properties: { ...lastDelivery.properties } } }),
      problems: list(),
    }),
    on: (event, listener) => {
      const list = listeners[event];
      if (typeof listener === 'function' && Array.isArray(list)) return addTo(list, listener);
      report('bad_command', 'on');
      return nothing;
    },
    reset: () => {
      // What belongs to the visitor who leaves is sent to that visitor, or not at all.
      const open = ready();
      open?.scheduler.now('reset');
      // That attempt may have heard of another tab's refusal, whose word is to stay.
      if (checkRefusal()) open?.session.forget();
      dropBuffered();
      gate.reset();
      context.clear();
    },
    stop: () => {
      if (checkRefusal()) live?.session.leave();
      close();
      stopped = true;
      awaited?.();
      consent.stop();
      fullstory.stop();
    },
  };
  for (const source of sources) guard(() => Object.assign(bridge, source.extend && source.extend(ports, settings)))();
  guardMethods(bridge, guard);
  // A page that is only prerendered has no visitor yet. Not in TypeScript's lib.
  const { prerendering } = page.document as { prerendering?: unknown };
  const awaited = prerendering ? page.on('prerenderingchange', begin, 'document') : begin();
  return { bridge, report };
};

const nothing = () => {};

const tally = (counts: Record<string, number>, key: string): number => {
  const count = (counts[key] || 0) + 1;
  counts[key] = count;
  return count;
};
