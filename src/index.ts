/**
 * The bridge: `createBridge` and the types of its options, its handle and its reports.
 * @module fullstory-ometria
 */

export { type Command, createBridge, type ScriptHandle } from './boot/install.js';
export type { ConsentAdapter, FunnelStage, Options, ReadEvent } from './config/read-options.js';
export type { FieldName } from './delivery/properties.js';
export type { PageContext } from './signals/page-context.js';
export type { Origin, Primitive, Signal, SignalInput, SignalType } from './signals/read-signal.js';
export type { Source } from './sources/source.js';
export type { DeliveryReport, Health, Problem, ProblemCode } from './tools/problems.js';
export type { Bridge, BridgeEvents } from './types/bridge.js';
// What the types above are made of: for a source of one's own, and to name what `health()` answers.
export type { Config, FullStoryOptions, OmetriaOptions } from './types/config.js';
export type { Field } from './types/fields.js';
export type { Undo } from './types/guard.js';
export type {
  ConsentState,
  FlushReason,
  FlushResult,
  FullStoryState,
  OmetriaState,
  Outcome,
  Properties,
} from './types/health.js';
export type { StorageKind } from './types/page.js';
export type { SignalContext } from './types/signal.js';
export type { Emit, Ports, VisitNotes } from './types/source.js';
