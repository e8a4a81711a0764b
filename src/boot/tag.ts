import type { Consent } from '../consent/consent.js';
import type { Gate } from '../delivery/gate.js';
import type { Plan, Vocabulary } from '../delivery/properties.js';
import type { IntakeTag } from '../intake/intake-tag.js';
import type { ActiveSession, Extension, ExtensionPorts } from '../sources/extension.js';
import type { BridgeEvents } from '../types/bridge.js';
import type { Undo } from '../types/guard.js';
import type { DeliveryReport, FlushResult, Health, Problem } from '../types/health.js';
import type { LifecycleState } from '../types/lifecycle.js';
import type { Emit } from '../types/source.js';
import type { Ometria } from '../vendors/ometria.js';
import type { Session } from '../visit/session.js';

export type Listeners = { readonly [K in keyof BridgeEvents]: ((detail: BridgeEvents[K]) => void)[] };

/**
 * What the parts of one bridge share: the ports that sources have as well, and what is the bridge's own. Of what changes it
 * says who changes it. Own names begin with `_`, so that the script builds may shorten them.
 */
export interface Tag extends ExtensionPorts, Omit<IntakeTag, 'activeSession' | 'session'> {
  who: ExtensionPorts['who'];
  /** Opened now if it is not yet. */
  session(): Session | undefined;
  readonly _consent: Consent;
  readonly _gate: Gate;
  readonly _ometria: Ometria;
  readonly _sources: readonly Extension[];
  readonly _emit: Emit;
  readonly _listeners: Listeners;
  readonly _problems: () => Problem[];

  /** lifecycle.ts, `advance`. */
  _state: LifecycleState;
  /** There while the state is `active` or `paused`. open-session.ts, consent-changes.ts. */
  _active?: ActiveSession | undefined;
  /** What is taken back when the visitor no longer agrees. */
  readonly _undos: Undo[];

  /** run-sources.ts. */
  readonly _sourceUndos: Undo[];
  /** What sources start in a task of its own. */
  _deferred: (() => Undo | undefined)[];
  /** FullStory is shut down: whatever the visitor says meanwhile, the sources wait for it. */
  _isShutDown?: boolean;

  /** consent-changes.ts. When the visitor agreed. */
  _grantedAt: number;
  /** open-session.ts. The last refusal of before the visitor agreed here. */
  _refusedBefore?: number;

  /** Sources that listen to how the page ends, and to views. */
  readonly _hiding: ((leaving: boolean) => void)[];
  readonly _viewing: (() => void)[];
  _byType: Record<string, number>;

  /** What decides which properties fit, and what came of it: made anew when it has changed. */
  readonly _vocabulary: Vocabulary;
  _plan?: Plan | undefined;
  /** What came of the last attempt. */
  _outcome: FlushResult;
  readonly _deliveries: Health['deliveries'];
  _lastDelivery?: DeliveryReport | undefined;
}
