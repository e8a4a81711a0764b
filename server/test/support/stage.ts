import { createRelay } from '../../src/relay.js';
import type { RelayOptions } from '../../src/relay-options.js';
import type { RelayLogEntry } from '../../src/relay-report.js';
import { createPushApi, type PushApiOptions } from '../../src/stand-ins/push-api.js';
import { createStreams, type StreamInput, type StreamsOptions } from '../../src/stand-ins/streams.js';
import { ECHO_EVENT, mapping } from '../../src/streams/mapping.js';
import { createFakeClock } from './fake-clock.js';

export const SECRET = 'a-secret-of-the-connection';
export const HEADER = 'X-FullStory-Signature';
export const KEY = 'an-api-key-of-ometria';

/** An event as FullStory holds it for a Stream on the tag's echo. `minutes`: after the clock's start. */
export const streamInput = (at: number, more: Record<string, unknown> = {}): StreamInput => ({
  stream: { name: 'Checkout frustration' },
  event: [
    {
      event_type: 'custom',
      event_name: ECHO_EVENT,
      event_time: new Date(at).toISOString(),
      app_url_event:
        'https://app.eu1.fullstory.com/ui/o-DEMO-eu1/session/6012345678901234567%3A7012345678901234567:1790000000000',
      url: 'https://shop.example/checkout/payment?order=1#top',
      user_email: 'Jane.Doe@example.com',
      user_id: '42',
      device_id: '6012345678901234567',
      session_id: '7012345678901234567',
      custom_properties: {
        reason: 'quiet',
        frustration_score: 34,
        signal_types: 'rage_click',
        rage_click: 1,
      },
      ...more,
    },
  ],
});

export interface StageOptions {
  relay?: Partial<RelayOptions>;
  push?: PushApiOptions;
  streams?: Partial<StreamsOptions>;
}

/** Streams, a relay and Ometria's push API on one fake clock. */
export function setStage({ relay: relayOptions, push, streams }: StageOptions = {}) {
  const clock = createFakeClock();
  const logs: RelayLogEntry[] = [];
  const api = createPushApi({ key: KEY, clock, ...push });
  const log = (entry: RelayLogEntry) => void logs.push(entry);
  const relay = createRelay({
    secret: SECRET,
    header: HEADER,
    key: KEY,
    clock,
    fetch: api.fetch,
    log,
    ...relayOptions,
  });
  const sender = createStreams({
    secret: SECRET,
    header: HEADER,
    mapping: mapping(),
    deliver: relay,
    clock,
    ...streams,
  });
  return { clock, logs, api, relay, sender };
}
