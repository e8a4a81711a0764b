import type { Config } from '../config/read-options.js';
import { matchesPath, sectionOf } from '../signals/match-path.js';
import type { Report } from '../tools/problems.js';
import { readText, toObject } from '../tools/text.js';
import { latestOf } from '../visit/merge.js';
import type { Ports } from './source.js';

/** A stage of the funnel: reached on pages whose path matches a glob, or by a GA4 event. */
export interface Stage {
  stage: string;
  pages: readonly string[];
  events: readonly string[];
  /** Leaving here is no abandonment. */
  ignore: boolean;
}

export interface Funnel {
  /** First to last. */
  stages: readonly Stage[];
  /** The checkout is on pages that cannot carry the tag: what happens there is not known, so nothing is said of it. */
  hosted: boolean;
}

// Whole sections of a path: a shop for bags has `/bags/…`, one for printers `/cartridges/…`.
const BASKETS = ['/cart', '/basket', '/bag', '/checkout/cart']
  .flatMap((path) => [path, `${path}/*`])
  .concat('/cart.php');

/** GA4 sends the info events when the step has been submitted: the visitor is at the next one. docs/signals.md. */
const STANDARD = [
  { stage: 'basket', event: 'view_cart', page: BASKETS },
  { stage: 'checkout', event: 'begin_checkout' },
  { stage: 'payment', event: 'add_shipping_info' },
  { stage: 'review', event: 'add_payment_info' },
];

const toTexts = (value: unknown): string[] =>
  ([] as unknown[]).concat(value).filter((item): item is string => typeof item === 'string');

export const readFunnel = ({ funnel }: Config, report: Report): Funnel => {
  const { stages: listed, hosted } = toObject(funnel);
  const given = Array.isArray(funnel) ? funnel : listed;
  const list: unknown[] = Array.isArray(given) ? given : STANDARD;
  if ((funnel !== undefined && typeof funnel !== 'object') || (given && given !== list)) report('bad_option', 'funnel');
  const stages: Stage[] = [];
  list.forEach((item, index) => {
    const { stage, page, event, ignore } = toObject(item);
    const name = readText(stage, 64);
    if (name) stages.push({ stage: name, pages: toTexts(page), events: toTexts(event), ignore: ignore === true });
    else report('bad_option', `funnel.${index}`);
  });
  return { stages, hosted: hosted === true };
};

/** First match wins, in the funnel's order. */
export const stageOf = ({ stages }: Funnel, path: string, event?: string): string | undefined => {
  const found = stages.find(({ pages, events }) => (event ? events.includes(event) : matchesPath(path, pages)));
  return found && found.stage;
};

/** Is that type of page one of the funnel's? Whole words: `bags` and `cartridges` are none. */
export const isFunnelType = (type: string): boolean =>
  /^((basket|cart|bag)(?![a-z])|checkout|payment|confirm)/i.test(type.replace(/([a-z])(?=[A-Z])/g, '$1 '));

/** Where in the funnel this tab's visit is; a stage goes on over the pages that follow, until another kind of page. */
export const whereabouts = ({ page, session, context }: Ports) => {
  const open = session();
  const kept = open && latestOf(open.own(), 'stage');
  const [, stage, section] = String(kept || '').match(/^(.*)\/(.*)$/) || [];
  const shown = context.now();
  return {
    stage: stage || '',
    /** Is the page of another kind than those of the funnel? Where nobody says its type, the first section of its path tells. */
    elsewhere: !shown.stage && (shown.type ? !isFunnelType(shown.type) : section !== sectionOf(page.path())),
  };
};

/** What is kept of the stage: its name, and the first section of the path, by which the pages of a checkout hang together. */
export const keepStage = (stage: string, path: string): string => (stage ? `${stage}/${sectionOf(path)}` : '');
