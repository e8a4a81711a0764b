import { readConfig } from '../../src/config/read-options.js';
import type { IntakeTag, Recorder } from '../../src/intake/intake-tag.js';
import { createContext } from '../../src/signals/page-context.js';
import { createGuard } from '../../src/tools/guard.js';
import type { ConsentState, FlushReason } from '../../src/types/health.js';
import type { LifecycleState } from '../../src/types/lifecycle.js';
import type { Signal } from '../../src/types/signal.js';
import type { TabRecord } from '../../src/types/visit.js';
import { createTabRecord } from '../../src/visit/tab-record.js';

export const NOW = 1_795_302_000_000;

interface Given {
  options?: object;
  consent?: ConsentState;
  state?: LifecycleState;
  path?: string;
  /** Of all tabs, beside this one's. */
  parts?: readonly Partial<TabRecord>[];
  replayUrl?: string;
}

/** The tag as the intake sees it, with everything around it played by hand. */
export const createIntakeTag = ({
  options,
  consent = 'granted',
  state = 'active',
  path = '/',
  parts = [],
  replayUrl,
}: Given = {}) => {
  const problems: [code: string, detail: unknown][] = [];
  const applied: [signal: Signal, silent: boolean][] = [];
  const attempts: (FlushReason | 'touch')[] = [];
  const told: Signal[] = [];
  const owners: unknown[] = [];
  const clock = { now: NOW };
  const own = { ...createTabRecord(NOW - 60_000), lastActivityAt: NOW };
  const recorder = {
    _session: {
      own: () => own,
      parts: () => [own, ...parts.map((part) => ({ ...createTabRecord(NOW), ...part }))],
      renew: () => clock.now,
      assignOwner: (owner: unknown) => owners.push(owner),
      apply: (signal: Signal, silent: boolean) => applied.push([{ ...signal }, silent]),
    },
    _scheduler: { touch: () => attempts.push('touch'), now: (reason: FlushReason) => attempts.push(reason) },
    // The members that the intake uses.
  } as unknown as Recorder;
  const context = createContext();
  const tag = {
    page: { now: () => clock.now, path: () => path },
    guard: createGuard((error) => problems.push(['internal_error', error])),
    report: (code: string, detail: unknown) => problems.push([code, detail]),
    fullstory: { accept: (url: unknown) => url, replayUrl: () => replayUrl },
    context,
    who: () => ({ owner: 'jane@example.com' }),
    activeSession: () => tag._active,
    _settings: readConfig(options ?? {}, () => {}),
    _consent: { state: () => consent },
    _state: state,
    _active: consent === 'granted' ? recorder : undefined,
    _buffer: [] as Signal[],
    _counts: { received: 0, refused: 0, droppedByConsent: 0 },
    _byType: {} as Record<string, number>,
    _byOrigin: {} as Record<string, number>,
    _second: 0,
    _inSecond: 0,
    _recorded: [],
    _listeners: { signal: [(signal: Signal) => told.push(signal)] },
  };
  return {
    // The members that the intake uses.
    tag: tag as unknown as IntakeTag,
    context,
    clock,
    own,
    problems,
    applied,
    attempts,
    told,
    owners,
  };
};
