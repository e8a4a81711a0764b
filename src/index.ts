export type { Bridge, BridgeEvents, FlushResult } from './bridge.js';
export type { ConsentAdapter, FunnelStage, Options, ReadEvent } from './config.js';
export type { FieldName } from './delivery/properties.js';
export type { DeliveryReport, Health, Problem, ProblemCode } from './health.js';
export { type Command, createBridge, type ScriptHandle } from './install.js';
export type { PageContext } from './session/context.js';
export type { Origin, Primitive, Signal, SignalInput, SignalType } from './signal.js';
export type { Source } from './sources/source.js';
