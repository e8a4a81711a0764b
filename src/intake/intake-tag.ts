import type { IdentityStatus } from '../identity/resolve.js';
import type { Config } from '../types/config.js';
import type { ConsentState, FlushReason, Health } from '../types/health.js';
import type { LifecycleState } from '../types/lifecycle.js';
import type { Signal } from '../types/signal.js';
import type { Ports } from '../types/source.js';
import type { FullStory } from '../vendors/fullstory.js';
import type { Session } from '../visit/session.js';

/** What became of the signals, as `health()` tells it. */
export type SignalCounts = Omit<Health['signals'], 'byType' | 'byOrigin' | 'held'>;

/** What the intake uses of the tag. */
export interface IntakeTag extends Omit<Ports, 'activeSession'> {
  fullstory: FullStory;
  who(): IdentityStatus;
  /** Opens the session if the visitor agrees, and starts what sources have deferred. */
  activeSession(): Recorder | undefined;
  readonly _settings: Config;
  readonly _consent: { state(): ConsentState };
  readonly _state: LifecycleState;
  /** Where signals go, while the visitor agrees. */
  readonly _active?: Recorder | undefined;
  /** Signals that wait for the visitor's answer. */
  readonly _buffer: Signal[];
  readonly _counts: SignalCounts;
  /** Of this page view. */
  readonly _byType: Record<string, number>;
  readonly _byOrigin: Record<string, number>;
  /** The second that signals are counted in, and how many it has had. */
  _second: number;
  _inSecond: number;
  /** Sources and the site, who hear of each signal in this order. */
  readonly _recorded: readonly ((signal: Signal) => void)[];
  readonly _listeners: { readonly signal: readonly ((signal: Signal) => void)[] };
}

/** The session, and who decides when it is delivered. */
export interface Recorder {
  readonly _session: Session;
  readonly _scheduler: { touch(): void; now(reason: FlushReason): unknown };
}
