export {
  createPushApi,
  type HeldContact,
  type HeldEvent,
  type PushApi,
  type PushApiOptions,
  type PushFault,
} from './push-api.js';
export { createStreams, type Delivery, type StreamInput, type Streams, type StreamsOptions } from './streams.js';
