// The way within minutes: FullStory's server hears of an event in the page, a Stream matches it and signs it, the real
// relay answers, and Ometria's push API holds the custom event. Both vendors are stand-ins, the relay is not.
import { createRelay, ECHO_EVENT, mapping } from 'fullstory-ometria-server';
import { createPushApi, createStreams } from 'fullstory-ometria-server/stand-ins';
import type { CustomEventView } from './inbox/view.js';

// Secrets of a demo, which open nothing.
const SECRET = 'the-demo-has-no-secret';
const HEADER = 'X-FullStory-Signature';
const KEY = 'the-demo-has-no-key';
// Ometria validates what it received a moment later.
const VALIDATION_MS = 300;

/** What the demo's marketer has built on the custom events; one for each campaign. */
const CAMPAIGNS: Readonly<Record<string, { name: string; message: string }>> = {
  fs_rage_click: {
    name: 'Checkout help',
    message: 'Trouble at our checkout? Your basket is safe. Answer this mail and we finish the order together.',
  },
};

/** The Stream: the tag's event, a rage click in it, at the checkout. */
const STREAM = 'Checkout frustration';
const matches = ({ event_name, url, custom_properties }: ReturnType<typeof toEvent>): boolean =>
  event_name === ECHO_EVENT &&
  /\/checkout\b/.test(new URL(url, 'http://demo.invalid').pathname) &&
  String(custom_properties.signal_types).split(',').includes('rage_click');

/** What a page's stand-in for FullStory tells of an event: it comes from a page, so it may be anything. */
export type Told = Readonly<Record<string, unknown>>;

const textOr = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What the page has told, as FullStory holds it. Every value is read as text. */
const toEvent = ({ name, properties, at, url, replayUrl, email, device, session }: Told) => ({
  event_name: String(name),
  event_type: 'custom',
  event_time: new Date(Number(at) || Date.now()).toISOString(),
  url: String(url ?? ''),
  app_url_event: textOr(replayUrl),
  user_email: textOr(email),
  device_id: String(device),
  session_id: String(session),
  custom_properties: { ...(typeof properties === 'object' ? properties : {}) } as Told,
});

export type ServerPath = ReturnType<typeof createServerPath>;

/** `visitOf`: which visit of the demo an address is in, since a session of FullStory's goes on for longer than that. */
export const createServerPath = ({ visitOf }: { visitOf: (identity: string | undefined) => number | undefined }) => {
  const listeners = new Set<() => void>();
  const api = createPushApi({ key: KEY, validationMs: VALIDATION_MS, eventTypes: Object.keys(CAMPAIGNS) });
  const relay = createRelay({ secret: SECRET, header: HEADER, key: KEY, fetch: api.fetch });
  const streams = createStreams({ secret: SECRET, header: HEADER, mapping: mapping(), deliver: relay });
  // The Stream is set to once per session.
  let matched = new Set<string>();

  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  return {
    async receive(given: Told): Promise<void> {
      const event = toEvent(given);
      const once = `${event.session_id} ${visitOf(event.user_email)}`;
      if (!matches(event) || matched.has(once)) return;
      matched.add(once);
      await streams.trigger({ stream: { name: STREAM }, event: [event] });
      setTimeout(() => {
        api.validate();
        changed();
      }, VALIDATION_MS + 20).unref();
    },
    /** The custom events of a contact, the latest first. */
    eventsOf: (identity: string): CustomEventView[] =>
      api
        .events()
        .filter(({ record }) => record.identity_email === identity)
        .map(({ record: { id, event_type, timestamp, properties }, at, entered }) => ({
          id,
          type: event_type,
          at: Date.parse(timestamp),
          arrivedAt: at,
          properties,
          campaign: entered ? CAMPAIGNS[event_type] : undefined,
        }))
        .reverse(),
    onChange: (listener: () => void) => listeners.add(listener),
    reset(): void {
      api.reset();
      matched = new Set();
    },
  };
};
