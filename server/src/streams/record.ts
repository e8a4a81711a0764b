import { AT_RISK_FROM, type SignalType } from 'fullstory-ometria/vocabulary';
import { type CustomEvent, eventTypeOf, type PropertyValue, toTimestamp } from '../push/records.js';
import type { StreamEvent } from './event.js';
import { shortHash } from './signature.js';

/** Properties of the custom event, in the order in which campaigns use them, and how each is read from the event. */
const PROPERTIES = {
  signal_type: ({ type }: StreamEvent) => type,
  frustration_score: ({ score }: StreamEvent) => score,
  session_replay_url: ({ replayUrl }: StreamEvent) => replayUrl,
  experience_at_risk: ({ score }: StreamEvent) => (score === undefined ? undefined : score >= AT_RISK_FROM),
  signal_page: ({ page }: StreamEvent) => page,
  rage_clicks: ({ counts }: StreamEvent) => counts.rage_click,
  rage_taps: ({ counts }: StreamEvent) => counts.rage_tap,
  error_clicks: ({ counts }: StreamEvent) => counts.error_click,
  form_errors: ({ counts }: StreamEvent) => counts.form_error,
} as const;

/** Signals whose counts the custom event carries. */
export const COUNTED_SIGNALS = ['rage_click', 'rage_tap', 'error_click', 'form_error'] as const satisfies SignalType[];

export type EventProperty = keyof typeof PROPERTIES;

// The keys of the table.
export const EVENT_PROPERTIES = Object.keys(PROPERTIES) as EventProperty[];

/**
 * The custom event for an event of a Stream whose e-mail address is known.
 * The id is the same whenever FullStory repeats the event, and holds no personal data.
 */
export async function toRecord(event: StreamEvent & { email: string }, prefix: string): Promise<CustomEvent> {
  const properties: Record<string, PropertyValue> = {};
  for (const name of EVENT_PROPERTIES) {
    const value = PROPERTIES[name](event);
    if (value !== undefined) properties[name] = value;
  }
  return {
    '@type': 'custom_event',
    id: await shortHash([event.session, event.at / 1000, event.type].join('\n')),
    timestamp: toTimestamp(event.at),
    event_type: eventTypeOf(prefix, event.type),
    identity_email: event.email,
    properties,
  };
}
