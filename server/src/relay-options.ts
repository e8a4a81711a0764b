import { isFieldName } from 'fullstory-ometria/vocabulary';
import type { Clock } from './clock.js';
import type { CustomEvent } from './push/records.js';
import type { RelayLogEntry } from './relay-report.js';
import {
  endpointUrl,
  func,
  headerName,
  numberFrom,
  type Requirements,
  requireOptions,
  secretText,
} from './settings.js';

export interface RelayOptions {
  /** Secret of the HMAC signature, as typed into FullStory's connection. */
  secret: string;
  /** The secret before, while it is being changed: what was signed with it still counts. */
  previousSecret?: string;
  /** Name of the header with the signature, as typed into FullStory's connection. */
  header: string;
  /** Ometria's API key. Needed unless `onRecord` is given. */
  key?: string;
  /** Default Ometria's own, `https://api.ometria.com/v2/push`. */
  endpoint?: string;
  /** Put before the signal's type to make the custom event's type. Default `fs_`. */
  prefix?: string;
  /** Signals, rules and events that are wanted; others are answered and not delivered. Default all. */
  types?: readonly string[];
  /** Host of replay URLs where FullStory is relayed through the shop's own domain. Default `*.fullstory.com` only. */
  replayHost?: string;
  /** Milliseconds until a request to Ometria that has no answer is given up. Default 8,000. */
  timeout?: number;
  /** Default the global one. */
  fetch?: typeof fetch;
  clock?: Clock;
  /**
   * Takes the record instead of pushing it, into a queue for one. The relay answers 202 when it resolves, and 503, which
   * FullStory repeats, when it rejects.
   */
  onRecord?: (record: CustomEvent) => unknown;
  /** Called once for each answer. An entry holds ids, statuses and times; never an e-mail address, body or key. */
  log?: (entry: RelayLogEntry) => void;
}

const PREFIX: RegExp = /^([a-z][a-z0-9_]{0,15})?$/;

const REQUIREMENTS: Requirements<RelayOptions> = {
  secret: { ...secretText, required: true },
  previousSecret: secretText,
  header: { ...headerName, required: true },
  key: secretText,
  endpoint: endpointUrl,
  prefix: {
    accepts: (value) => typeof value === 'string' && PREFIX.test(value),
    is: 'empty, or at most 16 small letters, digits and underscores, a letter first',
  },
  types: {
    accepts: (value) => Array.isArray(value) && value.length > 0 && value.every(isFieldName),
    is: 'a list of signal types, names of rules or of events: small letters, digits and underscores',
  },
  replayHost: {
    accepts: (value) => typeof value === 'string' && /^[a-z\d-]+(\.[a-z\d-]+)+$/.test(value),
    is: 'a host name in small letters',
  },
  timeout: numberFrom(1, 30_000),
  fetch: func,
  clock: { accepts: (value) => typeof value === 'object' && value !== null, is: 'a clock' },
  onRecord: func,
  log: func,
};

/** @throws TypeError that names the option: unknown, missing or wrong. */
export function requireRelayOptions(options: RelayOptions): void {
  const requirements =
    options.onRecord === undefined ? { ...REQUIREMENTS, key: { ...secretText, required: true } } : REQUIREMENTS;
  requireOptions('createRelay', requirements, options);
}
