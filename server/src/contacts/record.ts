import { hash } from 'node:crypto';
import { isEmail, type PushRecord, problemOf, toTimestamp } from '../push/records.js';
import { createFieldReader, type Mapping } from './columns.js';

export const RECORD_TYPES = ['contact', 'custom_event'] as const;
export type RecordType = (typeof RECORD_TYPES)[number];

export interface RecordOptions {
  type: RecordType;
  mapping: Mapping;
  /** Ometria's collection of the contacts. One of their own, so that no other source's ids are met. */
  collection: string;
  /** For custom events whose rows name none. */
  eventType?: string;
}

/** A row's record, or the reason why it has none: in words that repeat no value. */
export type ToRecord = (columns: Record<string, unknown>, typed: boolean) => PushRecord | string;

/** 128 bits: no two of a shop's contacts share them, and nobody reads an address off them. */
const toId = (...parts: string[]): string => hash('sha256', parts.join('\n'), 'hex').slice(0, 32);

// As the warehouses write times; without a zone they mean UTC.
const TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)? ?(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/;

/** Epoch milliseconds of a time as warehouses write it; NaN where it is none. */
export const readTime = (text: string): number => {
  const [, day, time, zone = 'Z'] = TIME.exec(text) ?? [];
  if (!day || !time) return Number.NaN;
  const offset =
    zone === 'UTC' ? 'Z' : zone.replace(/^([+-]\d\d):?(\d\d)?$/, (_, hours, minutes = '00') => `${hours}:${minutes}`);
  return Date.parse(`${day}T${time}${offset}`);
};

const checked = (record: PushRecord): PushRecord | string => problemOf(record) ?? record;

const createToContact = ({ mapping, collection }: RecordOptions): ToRecord => {
  const read = createFieldReader(mapping, ['email']);
  return (columns, typed) => {
    const fields = read(columns, typed);
    if (typeof fields === 'string') return fields;
    const { email } = fields.special;
    if (!isEmail(email)) return 'the e-mail address is missing or malformed';
    if (Object.keys(fields.properties).length === 0) return 'the row has no property';
    return checked({
      '@type': 'contact',
      '@collection': collection,
      // Whichever way the address is spelled, the id is the same.
      id: toId(collection, email.toLowerCase()),
      email,
      '@merge': true,
      properties: fields.properties,
    });
  };
};

const createToEvent = ({ mapping, eventType }: RecordOptions): ToRecord => {
  const read = createFieldReader(mapping, ['email', 'id', 'event_type', 'timestamp']);
  return (columns, typed) => {
    const fields = read(columns, typed);
    if (typeof fields === 'string') return fields;
    const { email, id, event_type = eventType, timestamp } = fields.special;
    if (!isEmail(email)) return 'the e-mail address is missing or malformed';
    if (event_type === undefined) return 'the event type is missing: add a column event_type, or --event-type';
    const at = readTime(timestamp ?? '');
    if (Number.isNaN(at)) return 'the timestamp is missing or no ISO time';
    const time = toTimestamp(at);
    return checked({
      '@type': 'custom_event',
      id: id ?? toId(event_type, email.toLowerCase(), time),
      timestamp: time,
      event_type,
      identity_email: email,
      properties: fields.properties,
    });
  };
};

/** @throws InputError where the mapping is wrong. */
export const createToRecord = (options: RecordOptions): ToRecord =>
  options.type === 'contact' ? createToContact(options) : createToEvent(options);
