import { isFieldName, toObject } from '../tools/text.js';
import type { Config } from '../types/config.js';
import type { PropertyOptions } from '../types/fields.js';
import type { Report } from '../types/health.js';

export type { Config, ConsentAdapter, FunnelStage, ReadEvent } from '../types/config.js';
export type { Options } from '../types/options.js';

/** Every option that is a scalar or an object of scalars. Of alternatives the first is the default. */
const DEFAULTS = {
  prefix: 'fs_',
  beforeConsent: 'ignore|buffer',
  globalPrivacyControl: 'deny|ignore',
  linkIdentities: 'full|limited',
  // The reader answers one of the alternatives.
  keys: 'plain|dotted|nested' as PropertyOptions['keys'],
  start: 'auto|manual',
  attributeAnonymous: true,
  pauseOnShutdown: true,
  debug: false,
  sample: 100,
  holdout: 0,
  budget: 650,
  fields: {} as PropertyOptions['fields'],
  write: { booleans: 'true|1', dates: 'iso|date' } as unknown as PropertyOptions['write'],
  timing: { quiet: 1000, deadline: 5000, spacing: 10000, calls: 10 },
  session: { minutes: 30, key: 'fs_ometria' },
  echo: { fullstory: false, dataLayer: false, event: false },
  exclude: { pages: [] as string[], categories: [] as string[] },
  page: { redact: [] as string[] },
};

const PASSED =
  /^(consent|bdl|fullstory|ometria|beforeSend|sources|detect|funnel|rules|product|category|onHealth|inspector)$/;

// Ometria's own limit and percentages. Of the others: 1e9 ms is eleven days, and beyond 2^31 a timer fires at once.
const MAX: Record<string, number> = { budget: 1000, sample: 100, holdout: 100 };

/** The value if it is of the default's kind: one of the alternatives, a plain word, a number in its range, texts. */
const accepts = (key: string, standard: unknown, value: unknown): boolean => {
  if (Array.isArray(standard)) return Array.isArray(value) && value.every((item) => typeof item === 'string');
  if (typeof value !== typeof standard) return false;
  if (typeof value === 'number') return value >= 0 && value <= (MAX[key] || 1e9);
  if (typeof value !== 'string') return true;
  const words = String(standard).split('|');
  return words[1] ? words.includes(value) : /^([a-z][a-z0-9_]{0,31})?$/.test(value);
};

const isLeaf = (value: unknown) => Array.isArray(value) || typeof value !== 'object';

interface Reading {
  report: Report;
  /** What stands before a name in a problem's detail. */
  path?: string;
}

/**
 * The given values over the defaults. A value of the wrong kind, a number out of range or an unknown name is reported,
 * and the default is used.
 */
export const readOptions = <T extends object>(standard: T, given: unknown, { report, path = '' }: Reading): T => {
  const values = toObject(given);
  const read: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(standard)) {
    if (!isLeaf(value)) read[key] = readOptions(value, values[key], { report, path: `${path}${key}.` });
    else read[key] = typeof value === 'string' ? value.split('|')[0] : value;
  }
  if (given !== undefined && given !== values) report('bad_option', path);
  for (const key of Object.keys(values)) {
    const value = values[key];
    const known = read[key];
    if (!path && PASSED.test(key)) read[key] = value;
    else if (path === 'fields.') {
      if (typeof value === 'boolean' || isFieldName(value)) read[key] = value;
      else report('bad_option', path + key);
    } else if (known === undefined) report('unknown_option', path + key);
    else if (isLeaf(known)) {
      if (value === undefined) continue;
      if (accepts(key, toObject(standard)[key], value)) read[key] = value;
      else report('bad_option', path + key);
    }
  }
  // Every value is a default's or has its kind.
  return read as T;
};

/** Options → Config, once. Never throws on plain data. */
export const readConfig = (options: unknown, report: Report): Config =>
  readOptions<Config>(DEFAULTS, options, { report });
