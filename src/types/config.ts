import type { PropertyOptions } from './fields.js';
import type { Undo } from './guard.js';
import type { Page } from './page.js';
import type { SignalInput, SignalType } from './signal.js';

/** FullStory's global and host where they are not the usual ones. */
export interface FullStoryOptions {
  /** Name of FullStory's global. Default: what the snippet's script tag says, else window._fs_namespace, else `FS`. */
  namespace?: string;
  /** Host of the replay URLs when FullStory is relayed through the shop's own domain. Default: `*.fullstory.com` only. */
  host?: string;
}

/** Ometria's tracker where it is not the usual one. */
export interface OmetriaOptions {
  /**
   * Says whether the tracker's init has run, where the site knows better than the tag.
   * Default: `_debug().extra.npv >= 1`, or window load + 500 ms where the tracker has another shape.
   */
  ready?: (ometria: unknown) => boolean;
}

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

/** Options whose value is checked where it is used. */
export interface HandedOnOptions {
  /**
   * Where consent comes from. `command` (default): wait for the consent command. `granted`: the site loads the tag only
   * with consent. Else the name of an adapter, an adapter, or a function that answers true, false or undefined.
   */
  consent?: 'command' | 'granted' | (string & {}) | ConsentAdapter | (() => boolean | undefined);
  /** Last word on what is sent: a changed copy, or null for nothing. Its result is checked again. */
  beforeSend?: (properties: Record<string, string | number | boolean>) => unknown;
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
  /** Called when the page hides, with health as plain JSON of at most 2 KB, for the site's own monitoring. Full build. */
  onHealth?: (health: object) => void;
  /** Address of the inspector's script, where it does not lie beside the tag's own. Full build. */
  inspector?: string;
}

/** The options as they are in force: each value is the given one or the default. */
export interface Config extends PropertyOptions, HandedOnOptions {
  beforeConsent: string;
  globalPrivacyControl: string;
  linkIdentities: string;
  start: string;
  attributeAnonymous: boolean;
  pauseOnShutdown: boolean;
  debug: boolean;
  /** Percent. */
  sample: number;
  /** Percent. */
  holdout: number;
  /** Milliseconds, and calls per page view. */
  timing: { quiet: number; deadline: number; spacing: number; calls: number };
  session: { minutes: number; key: string };
  echo: { fullstory: boolean; dataLayer: boolean; event: boolean };
  exclude: { pages: string[]; categories: string[] };
  page: { redact: string[] };
}
