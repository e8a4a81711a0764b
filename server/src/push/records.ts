import type { SignalType } from 'fullstory-ometria/vocabulary';

/** A value that Ometria takes as a property. */
export type PropertyValue = string | number | boolean;

/** An event on a contact; it starts a campaign's flow where one waits for its `event_type`. */
export interface CustomEvent {
  '@type': 'custom_event';
  /** The same id again is the same event. Without personal data. */
  id: string;
  /** ISO 8601 with `+00:00` and whole seconds: Ometria's documents do not say what else is read. */
  timestamp: string;
  /** At most 32 characters. It must exist in the account, as its properties must. */
  event_type: string;
  identity_email: string;
  properties: Record<string, PropertyValue>;
}

/** Properties of a contact. Never `marketing_optin` or `@force_optin`: consent is not ours to change. */
export interface Contact {
  '@type': 'contact';
  /** A collection of its own for each source. */
  '@collection': string;
  /** Key within the collection. Without personal data. */
  id: string;
  email: string;
  /** Keeps what the record does not set. */
  '@merge': true;
  properties: Record<string, PropertyValue>;
}

export type PushRecord = CustomEvent | Contact;

/** Ometria's limits. facts: docs.ometria.com, data architecture and push API. */
export const LIMITS = {
  /** Records of one request, all of one type. */
  records: 100,
  /** Bytes of a record's JSON. */
  recordBytes: 60_000,
  /** All custom properties of a record as JSON must be shorter than this, keys included. */
  propertiesCharacters: 1000,
  /** Characters of a property's text. */
  propertyText: 512,
  /** Characters of `event_type` that are safe. */
  eventType: 32,
  /** Characters of an address that mail can reach: RFC 5321, 4.5.3.1.3. */
  email: 254,
} as const;

/** An event that is older starts no flow. */
export const FLOW_AGE_MS = 4 * 3_600_000;

/** The type of the custom event that stands for a signal or a rule: one for each campaign. */
export const eventTypeOf = (prefix: string, signal: SignalType | (string & {})): string =>
  `${prefix}${signal}`.slice(0, LIMITS.eventType);

/** `2026-11-28T18:02:01+00:00`. */
export const toTimestamp = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}+00:00`;

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/;

/** Whether it is an e-mail address that Ometria can know a contact by. It is used as it stands, never changed. */
export const isEmail = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= LIMITS.email && EMAIL.test(value);

const byteLength = (text: string): number => new TextEncoder().encode(text).length;

const problemOfProperties = (properties: Record<string, PropertyValue>): string | undefined => {
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'number' && !Number.isFinite(value)) return `property ${name} is no finite number`;
    if (typeof value === 'string' && value.length > LIMITS.propertyText)
      return `property ${name} is longer than ${LIMITS.propertyText} characters`;
    if (!['string', 'number', 'boolean'].includes(typeof value))
      return `property ${name} is neither text, number nor boolean`;
  }
  if (JSON.stringify(properties).length >= LIMITS.propertiesCharacters)
    return `the properties together are ${LIMITS.propertiesCharacters} characters of JSON or more`;
  return undefined;
};

/** Why Ometria would not take a record, in words that name no value; undefined when it is within all limits. */
export function problemOf(record: PushRecord): string | undefined {
  const isEvent = record['@type'] === 'custom_event';
  if (record.id === '') return 'the id is empty';
  if (!isEmail(isEvent ? record.identity_email : record.email)) return 'the e-mail address is missing or malformed';
  if (isEvent && (record.event_type === '' || record.event_type.length > LIMITS.eventType))
    return `the event type is empty or longer than ${LIMITS.eventType} characters`;
  if (isEvent && !Number.isFinite(Date.parse(record.timestamp))) return 'the timestamp is no date';
  const problem = problemOfProperties(record.properties);
  if (problem) return problem;
  if (byteLength(JSON.stringify(record)) > LIMITS.recordBytes) return `the record is over ${LIMITS.recordBytes} bytes`;
  return undefined;
}
