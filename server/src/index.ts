export type { Clock } from './clock.js';
export {
  type BatchResult,
  createPushClient,
  type Outcome,
  type PushClient,
  type PushOptions,
  type PushReport,
} from './push/client.js';
export type { PushError } from './push/errors.js';
export {
  type Contact,
  type CustomEvent,
  eventTypeOf,
  isEmail,
  LIMITS,
  type PropertyValue,
  type PushRecord,
  problemOf,
  toTimestamp,
} from './push/records.js';
export { createRelay, type Relay } from './relay.js';
export type { RelayOptions } from './relay-options.js';
export type { RelayHealth, RelayLogEntry, RelayReason } from './relay-report.js';
export { evaluate, type Missing } from './streams/evaluate.js';
export {
  connectionSheet,
  ECHO_EVENT,
  type EventToCreate,
  eventsToCreate,
  type Mapping,
  type MappingOptions,
  mapping,
  streamSheet,
} from './streams/mapping.js';
export { sign } from './streams/signature.js';
