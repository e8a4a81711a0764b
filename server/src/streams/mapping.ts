import { FIELD_WORDS, type SignalType, WEIGHT } from 'fullstory-ometria/vocabulary';
import { eventTypeOf } from '../push/records.js';
import { COUNTED_SIGNALS, EVENT_PROPERTIES, type EventProperty } from './record.js';

/**
 * A JSON mapping of FullStory Streams: an array is a function with its name first, everything else stands for itself.
 * Functions: `var`, `concat`, `list`, `toUnixTimestamp`, `asString(s)`, `asNumber(s)`, `asBool(s)`.
 */
export type Mapping = string | number | boolean | null | readonly Mapping[] | { readonly [key: string]: Mapping };

/** The event that the tag's option `echo.fullstory` sends. Only it carries the tag's own score. */
export const ECHO_EVENT = 'Ometria Profile Enriched';

/** Signals that weigh in the score, the heaviest first: what a campaign is started for. */
export const CAMPAIGN_SIGNALS = (Object.keys(WEIGHT) as SignalType[]).filter((type) => WEIGHT[type] > 0);

/** `form`: `relay` for the relay, `direct` for Ometria without one. `signal`: constant, for a Stream on another event than the tag's. */
export interface MappingOptions {
  form?: 'relay' | 'direct';
  /** Name of the signal that a Stream on an event of the shop's own stands for. Default: what the tag's event says. */
  signal?: string;
  prefix?: string;
}

const event = (path: string): Mapping => ['var', `event.0.${path}`];
const ofTag = (name: string): Mapping => event(`custom_properties.${name}`);

// Ids have 64 bits: as numbers they would lose digits on the way, as texts they do not.
const DEVICE: Mapping = ['concat', event('device_id')];
const SESSION: Mapping = ['concat', event('session_id')];

const forRelay = (signal: string | undefined): Mapping => ({
  ...(signal === undefined
    ? {
        signal_types: ofTag('signal_types'),
        frustration_score: ofTag('frustration_score'),
        counts: Object.fromEntries(COUNTED_SIGNALS.map((type) => [type, ofTag(type)])),
      }
    : { signal_type: signal }),
  at: event('event_time'),
  email: event('user_email'),
  device: DEVICE,
  session: SESSION,
  session_replay_url: event('app_url_event'),
  url: event('url'),
});

/** The type of the one event that the direct form can send for all signals of the tag: a mapping cannot choose. */
const DIRECT_TYPE = 'frustration';

const direct = (signal: string | undefined, prefix: string): Mapping => [
  'list',
  {
    '@type': 'custom_event',
    id: [
      'concat',
      event('device_id'),
      '-',
      event('session_id'),
      '-',
      ['toUnixTimestamp', event('event_time')],
      `-${signal ?? DIRECT_TYPE}`,
    ],
    timestamp: event('event_time'),
    event_type: eventTypeOf(prefix, signal ?? DIRECT_TYPE),
    identity_email: event('user_email'),
    properties: {
      signal_type: signal ?? ofTag('signal_types'),
      ...(signal === undefined && { frustration_score: ['asNumber', ofTag('frustration_score')] }),
      session_replay_url: event('app_url_event'),
    },
  },
];

/** What to paste into the Stream. */
export const mapping = ({ form = 'relay', signal, prefix = 'fs_' }: MappingOptions = {}): Mapping =>
  form === 'relay' ? forRelay(signal) : direct(signal, prefix);

/** A custom event to be created in Ometria; one that does not exist there is received and dropped. */
export interface EventToCreate {
  event_type: string;
  properties: { name: string; type: string; meaning: string }[];
}

/** Properties that a mapping of this form and source can bring. */
const propertiesOf = ({ form, signal }: MappingOptions): readonly EventProperty[] => {
  if (form === 'direct') return signal ? ['signal_type', 'session_replay_url'] : EVENT_PROPERTIES.slice(0, 3);
  return signal ? ['signal_type', 'session_replay_url', 'signal_page'] : EVENT_PROPERTIES;
};

/** The custom events of a mapping with their properties. */
export function eventsToCreate(options: MappingOptions = {}): EventToCreate[] {
  const { form, signal, prefix = 'fs_' } = options;
  const signals = signal ? [signal] : form === 'direct' ? [DIRECT_TYPE] : CAMPAIGN_SIGNALS;
  const properties = propertiesOf(options).map((name) => {
    const { type, meaning } = FIELD_WORDS[name];
    return { name, type, meaning };
  });
  return signals.map((type) => ({ event_type: eventTypeOf(prefix, type), properties }));
}

export interface Connection {
  /** Where the relay is reached. */
  url: string;
  header: string;
}

/** Rows of the sheet for FullStory’s *HTTP Endpoint* destination: label, value. */
export const connectionSheet = (form: 'relay' | 'direct', { url, header }: Connection): [string, string][] =>
  form === 'relay'
    ? [
        ['Destination', 'HTTP Endpoint'],
        ['URL', url],
        ['Method', 'POST'],
        ['Authentication', 'HMAC'],
        ['Algorithm', 'SHA-256, hexadecimal'],
        ['Header of the signature', header],
        ['Secret', 'the same text as FULLSTORY_SECRET of the relay'],
      ]
    : [
        ['Destination', 'HTTP Endpoint'],
        ['URL', 'https://api.ometria.com/v2/push'],
        ['Method', 'POST'],
        ['Authentication', 'API key'],
        ['Header of the key', 'X-Ometria-Auth'],
        ['Key', 'Ometria’s API key: whoever administers FullStory can use it for everything it can do'],
      ];

/** The Stream itself, in FullStory’s words: label, value. */
export const streamSheet = ({ signal }: MappingOptions = {}): [string, string][] => [
  ['Type', 'Single event'],
  ['Event', signal === undefined ? ECHO_EVENT : `your own event that stands for ${signal}`],
  [
    'Only where',
    signal === undefined
      ? 'signal_types contains rage_click, and the URL contains checkout (as the campaign wants it)'
      : 'as the campaign wants it',
  ],
  ['How often', 'Once per session: one campaign for each visit'],
];
