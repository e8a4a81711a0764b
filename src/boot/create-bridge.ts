import { readConfig } from '../config/read-options.js';
import { createConsent } from '../consent/consent.js';
import { createGate } from '../delivery/gate.js';
import { accept, isExcluded } from '../intake/intake.js';
import { createPage } from '../page/page.js';
import { createContext } from '../signals/page-context.js';
import type { Extension } from '../sources/extension.js';
import { bdl } from '../sources/fullstory-events.js';
import { addTo } from '../tools/guard.js';
import type { Bridge } from '../types/bridge.js';
import type { ConsentAdapter } from '../types/config.js';
import type { Report } from '../types/health.js';
import type { HostWindow } from '../types/page.js';
import type { Signal } from '../types/signal.js';
import { createFullStory } from '../vendors/fullstory.js';
import { createOmetria } from '../vendors/ometria.js';
import { begin, followConsent } from './consent-changes.js';
import { guardMethods } from './guard-methods.js';
import { createHandle } from './handle.js';
import { openSession } from './open-session.js';
import { createProblemLog } from './problem-log.js';
import { beginView, followFullStory, ready } from './run-sources.js';
import type { Listeners, Tag } from './tag.js';

/** What a build brings along. */
export interface Build {
  sources: readonly Extension[];
  adapters: Readonly<Record<string, ConsentAdapter>>;
}

/** Wires the parts. Everything that crosses from the page to the tag from here on is behind a guard. */
export const createBridge = (
  window: HostWindow,
  options: unknown,
  build: Build,
): { bridge: Bridge; report: Report } => {
  const listeners: Listeners = { signal: [], delivery: [], problem: [] };
  const { guard, report, list } = createProblemLog(window, options, listeners.problem);
  const page = createPage(window, guard);
  const settings = guard(readConfig)(options, report) || readConfig({}, report);
  const fullstory = createFullStory(page, guard, settings.fullstory || {});
  const ometria = createOmetria(page, guard, settings.ometria || {});
  const context = createContext();
  const session = guard(() => {
    if (tag._state === 'opening') openSession(tag);
    return tag._active?._session;
  });
  const sources: Extension[] = [bdl, ...build.sources];
  const gate = createGate(page, ometria, session);
  // What the vendor throws costs no signal: it is kept and waits.
  gate.who = guard(gate.who, { owner: undefined, hold: 'ometria_not_ready' });

  const recorded: ((signal: Signal) => void)[] = [
    () => fullstory.observe((capturing) => followFullStory(tag, capturing)),
  ];
  const tag: Tag = {
    page,
    guard,
    report,
    fullstory,
    context,
    session,
    who: gate.who,
    activeSession: () => ready(tag),
    handle: () => bridge,
    isExcluded: (path = page.path()) => isExcluded(tag, context.now().category, [path]),
    onSignal: (listener) => addTo(recorded, listener),
    onHidden: (listener) => addTo(tag._hiding, listener),
    onView: (listener) => addTo(tag._viewing, listener),
    view: () => beginView(tag),
    names: (kind, names) => {
      tag._vocabulary[kind] = names;
      tag._plan = undefined;
    },
    defer: (start) => {
      tag._deferred.push(start);
      tag._sourceUndos.push(page.after(0, tag.activeSession));
    },
    undecided: () => {
      tag._counts.undecided++;
    },
    dropped: (count, reason) => {
      tag._counts[reason] += count;
    },
    _problems: list,
    _settings: settings,
    _ometria: ometria,
    _gate: gate,
    _consent: createConsent(page, settings, {
      guard,
      report,
      adapters: build.adapters,
      changed: guard((state) => followConsent(tag, state)),
    }),
    _sources: sources,
    _emit: (input, origin) => accept(tag, input, origin),
    _listeners: listeners,
    _recorded: recorded,
    _hiding: [],
    _viewing: [],
    _state: 'prerendering',
    _undos: [],
    _sourceUndos: [],
    _deferred: [],
    _grantedAt: 0,
    _buffer: [],
    _second: 0,
    _inSecond: 0,
    _counts: {
      received: 0,
      refused: 0,
      droppedByConsent: 0,
      droppedByIdentityChange: 0,
      droppedByExpiry: 0,
      undecided: 0,
    },
    _byType: {},
    _byOrigin: {},
    _vocabulary: { fields: sources.flatMap(guard(({ fields = [] }) => fields, [])), stages: [], rules: [] },
    _outcome: 'nothing',
    _deliveries: { made: 0, skippedEqual: 0, capped: 0, repeated: 0, heldFor: {} },
  };
  const bridge = createHandle(tag);
  for (const source of sources) guard(() => Object.assign(bridge, source.extend && source.extend(tag, settings)))();
  guardMethods(bridge, guard);
  // A page that is only prerendered has no visitor yet. Not in TypeScript's lib.
  const { prerendering } = page.document as { prerendering?: unknown };
  const start = guard(() => begin(tag));
  if (prerendering) tag._undos.push(page.on('prerenderingchange', start, 'document'));
  else start();
  return { bridge, report };
};
