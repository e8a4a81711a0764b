import type { HandedOnOptions } from './config.js';
import type { PropertyOptions } from './fields.js';
import type { Source } from './source.js';

/** Every option, with its default. A wrong value is a problem in health(), and the default is used. */
export interface Options extends HandedOnOptions, Partial<Omit<PropertyOptions, 'write'>> {
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
  /** What is kept of page addresses. */
  page?: {
    /** Globs of further path segments to be replaced by `*`, beside e-mail addresses, tokens, UUIDs and long numbers. */
    redact?: string[];
  };
  /** Warn in the console, allow sendTest. Default false. */
  debug?: boolean;
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
  /** `manual`: wait for the start command. Default `auto`. Script tag only. */
  start?: 'auto' | 'manual';
}
