import type { PropertyOptions } from './delivery/properties.js';
import type { Undo } from './guard.js';
import type { Report } from './health.js';
import type { Page } from './page/page.js';
import type { SignalInput, SignalType } from './signal.js';
import type { Source } from './sources/source.js';
import { isFieldName, toObject } from './text.js';
import type { FullStoryOptions } from './vendors/fullstory.js';
import type { OmetriaOptions } from './vendors/ometria.js';

/** What an adapter may use of the browser. Its listeners and timers are guarded. */
export type ConsentPage = Pick<Page, 'on' | 'after' | 'hidden' | 'elapsed' | 'window'>;

/**
 * The answer of a consent tool.
 * - `true`: the visitor has granted both purposes.
 * - `false`: the visitor has refused one of them, or withdrawn. What was kept is deleted, in all tabs.
 * - `undefined`: not answered yet, or not known. Nothing is kept and nothing is deleted. After `true` the tag stops to deliver
 *   until the next answer.
 */
export type ConsentAnswer = boolean | undefined;

/** Follows a consent tool. */
export interface ConsentAdapter {
  /**
   * Calls `said` at once with the present answer, and again at every change, until the returned function is called.
   *
   * Repeating an answer changes nothing on this page, with one exception. After a refusal in another tab the tag waits for a
   * new word, and any call is one: so repeat an answer only when the tool has given it anew, never because of a timer.
   *
   * The tag guards the call: what `watch` throws becomes the problem `internal_error`, and consent stays unknown.
   */
  watch(said: (granted: ConsentAnswer) => void, page: ConsentPage): Undo;
}

/** Turns a DOM event of FullStory or the site into a signal; undefined: no signal. */
export type ReadEvent = (detail: unknown, event: Event) => SignalInput | undefined;

/** A stage of the funnel: reached on pages whose path matches a glob, or by a GA4 event. */
export interface FunnelStage {
  stage: string;
  page?: string | string[];
  event?: string | string[];
  /** Leaving here is no abandonment. */
  ignore?: boolean;
}

/** Every option, with its default. A wrong value is a problem in health(), and the default is used. */
export interface Options extends Partial<Omit<PropertyOptions, 'write'>> {
  /**
   * Where consent comes from. `command` (default): wait for the consent command. `granted`: the site loads the tag only
   * with consent. Else the name of an adapter, an adapter, or a function that answers true, false or undefined.
   */
  consent?: 'command' | 'granted' | (string & {}) | ConsentAdapter | (() => boolean | undefined);
  /** `buffer` keeps up to 100 signals in memory while consent is unknown. Default `ignore`: nothing at all happens. */
  beforeConsent?: 'ignore' | 'buffer';
  /** What Global Privacy Control means. Default `deny`. */
  globalPrivacyControl?: 'deny' | 'ignore';
  /** Whether what an unknown visitor did in this session goes to the profile once the visitor is known. Default true. */
  attributeAnonymous?: boolean;
  /** `limited`: a visit by a campaign link sends score, types, dates and counts only, until the site confirms. Default `full`. */
  linkIdentities?: 'full' | 'limited';
  /** Percent of identified visitors that get deliveries, stable per visitor. Default 100. */
  sample?: number;
  /** Percent of identified visitors kept as a control group: they get `group: control` and nothing else. Default 0. */
  holdout?: number;
  /** Where nothing is looked at: globs on the path, names of categories. */
  exclude?: {
    /** Globs on the path: `*` stands for anything. Default none. */
    pages?: string[];
    /** Names of categories, as the data layer or the page command says them. Default none. */
    categories?: string[];
  };
  /** How booleans and dates are written. Default `true` and `iso`. */
  write?: {
    /** `1` writes 1 and 0. Default `true`: true and false. */
    booleans?: 'true' | '1';
    /** `date` writes the day alone, `2026-11-21`. Default `iso`: `2026-11-21T23:01:07Z`. */
    dates?: 'iso' | 'date';
  };
  /** Last word on what is sent: a changed copy, or null for nothing. Its result is checked again. */
  beforeSend?: (properties: Record<string, string | number | boolean>) => unknown;
  /** When the tracker is called. */
  timing?: {
    /** Milliseconds without a further signal before a call. Default 1,000. */
    quiet?: number;
    /** Milliseconds after the first signal at which a call no longer waits for quiet. Default 5,000. */
    deadline?: number;
    /** Milliseconds between two calls. Default 10,000. */
    spacing?: number;
    /** Most calls per page view; what exceeds it goes with the last, when the page hides. Default 10. */
    calls?: number;
  };
  /** The session that signals are gathered in. */
  session?: {
    /** Minutes without activity that end it. Default 30, as with Ometria and FullStory. */
    minutes?: number;
    /** Prefix of the keys in localStorage, one key per tab. Default `fs_ometria`. */
    key?: string;
  };
  /** Whether FullStory's shutdown pauses the sources until its restart. Default true. */
  pauseOnShutdown?: boolean;
  /** FullStory's global and host where they are not the usual ones. */
  fullstory?: FullStoryOptions;
  /** Ometria's tracker where it is not the usual one. */
  ometria?: OmetriaOptions;
  /** The Behavioral Data Layer: DOM events by name, data-layer events by name (full build), anything else by subscribe. */
  bdl?: {
    /** The Ragehook, `fullstory/rageclick`. Default true. */
    rageclick?: boolean;
    /** DOM events by name: a signal type, a name for a custom signal, or a function that reads the event. */
    events?: Record<string, string | ReadEvent>;
    /** Entries of window.dataLayer by their `event`: a signal type, or a name for a custom signal. Full build. */
    dataLayer?: Record<string, string>;
    /** Anything else, FS('observe', …) included: is handed a function to emit signals with, answers how to stop. */
    subscribe?: (emit: (signal: SignalInput) => void) => Undo | undefined;
  };
  /** What is kept of page addresses. */
  page?: {
    /** Globs of further path segments to be replaced by `*`, beside e-mail addresses, tokens, UUIDs and long numbers. */
    redact?: string[];
  };
  /** Warn in the console, allow sendTest. Default false. */
  debug?: boolean;
  /** The detectors, by signal type: false switches one off, an object tunes it. false switches all off. Full build. */
  detect?: boolean | Partial<Record<SignalType, boolean | Record<string, number | string[]>>>;
  /**
   * Stages of the funnel in order, the first match wins; or `{ stages, hosted }`. `hosted`: the checkout is on pages that
   * cannot carry the tag, and leaving for it is no abandonment. Default: basket, checkout, payment, review. Full build.
   */
  funnel?: FunnelStage[] | { stages?: FunnelStage[]; hosted?: boolean };
  /** Rules, as data: docs/recipes.md has the language. Full build. */
  rules?: unknown[];
  /** How the shop's products are called in Ometria. Full build. */
  product?: {
    /** GA4 item field that holds Ometria's product id. Default `item_id`; often `item_group_id`. */
    from?: string;
    /** Regular expression whose first group is the id, where a feed puts a prefix before it. Default: all of it. */
    match?: string;
  };
  /** What counts as the category. Full build. */
  category?: {
    /** GA4 category level: 1 is `item_category`, 2 to 5 are `item_category2` to `item_category5`. Default 1. */
    level?: number;
  };
  /** Tell other tools of a delivery. All off by default. */
  echo?: {
    /** FS('trackEvent', { name: 'Ometria Profile Enriched', … }): types, score and counts. Default false. */
    fullstory?: boolean;
    /** Pushes { event: 'fs_ometria.delivery', … } to window.dataLayer. Default false. */
    dataLayer?: boolean;
    /** Dispatches the CustomEvent `fs-ometria:delivery` on window. Default false. */
    event?: boolean;
  };
  /** What produces signals beside the BDL. Modules only: the script builds bring their own. */
  sources?: Source[];
  /** Called when the page hides, with health as plain JSON of at most 2 KB, for the site's own monitoring. Full build. */
  onHealth?: (health: object) => void;
  /** Address of the inspector's script, where it does not lie beside the tag's own. Full build. */
  inspector?: string;
  /** `manual`: wait for the start command. Default `auto`. Script tag only. */
  start?: 'auto' | 'manual';
}

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

/** Options whose value is checked where it is used. */
type Passed = Pick<
  Options,
  | 'consent'
  | 'bdl'
  | 'fullstory'
  | 'ometria'
  | 'beforeSend'
  | 'detect'
  | 'funnel'
  | 'rules'
  | 'product'
  | 'category'
  | 'onHealth'
  | 'inspector'
>;

export type Config = typeof DEFAULTS & Passed;

const PASSED =
  /^(consent|bdl|fullstory|ometria|beforeSend|sources|detect|funnel|rules|product|category|onHealth|inspector)$/;

// Ometria's own limit and percentages. Of the others: 1e9 ms is eleven days, and beyond 2^31 a timer fires at once.
const MOST: Record<string, number> = { budget: 1000, sample: 100, holdout: 100 };

/** The value if it is of the default's kind: one of the alternatives, a plain word, a number in its range, texts. */
const accepts = (key: string, standard: unknown, value: unknown): boolean =>
  Array.isArray(standard)
    ? Array.isArray(value) && value.every((item) => typeof item === 'string')
    : typeof value === 'string'
      ? typeof standard === 'string' &&
        (standard.includes('|') ? standard.split('|').includes(value) : /^([a-z][a-z0-9_]{0,31})?$/.test(value))
      : typeof value === typeof standard && (typeof value !== 'number' || (value >= 0 && value <= (MOST[key] || 1e9)));

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
    read[key] = !isLeaf(value)
      ? readOptions(value, values[key], { report, path: `${path}${key}.` })
      : typeof value === 'string'
        ? value.split('|')[0]
        : value;
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
