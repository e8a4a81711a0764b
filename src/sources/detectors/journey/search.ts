import { hash, readText } from '../../../tools/text.js';
import type { ShopEvent } from '../../../types/page-context.js';
import { mergeAll } from '../../../visit/merge.js';
import type { AttentionClock } from '../attention.js';
import type { DetectorContext } from '../context.js';
import { recent } from './recent.js';

/** A search that follows so soon is the same one, typed on. */
const TYPING_MS = 2000;

/** Not loaded again, nor come back to; where the browser does not tell, it is taken for new. */
export const isNewPage = (navigation: PerformanceNavigationTiming | undefined): boolean =>
  !navigation || navigation.type === 'navigate';

const isSearch = (name: string): boolean => name === 'search' || name === 'view_search_results';

/** How many results the event tells of, if it does. GA4 has no parameter for it: any that counts results. */
export const countOf = ({ name, fields, items, isEmpty }: ShopEvent, isSearchPage: boolean): number | undefined => {
  const isOfSearch = isSearch(name);
  if (items.length || (isEmpty && (isOfSearch || isSearchPage)))
    return isOfSearch || name === 'view_item_list' ? items.length : undefined;
  const key =
    isOfSearch &&
    Object.keys(fields).find((key) => /result|count|hits/i.test(key) && /^\d+$/.test(String(fields[key])));
  return key ? Number(fields[key]) : undefined;
};

/** Has the address that term in its query? */
export const asksFor = (address: string, term: string): boolean =>
  address
    .replace(/\+/g, '%20')
    .toLowerCase()
    .includes(`=${encodeURIComponent(term)}`.toLowerCase());

/** One search after another, and nothing found that is worth a look. */
export const watchSearches = (desk: DetectorContext, clock: AttentionClock): ((event: ShopEvent) => void) => {
  const { page, session, context, settings, onHidden, onView, say, undos } = desk;
  const { searches, within, seconds } = settings.search_struggle;
  /** Hashes of what was searched for on this page; nothing of it is kept. */
  const seen: number[] = [];
  let from = clock.spent();

  const leave = () => {
    const open = session();
    const isLook = context.now().type === 'product' && clock.spent() - from >= seconds * 1000;
    if (open && isLook && mergeAll(open.records()).maxima.sought) open.update({ maxima: { looked: page.now() } });
  };
  undos.push(
    onHidden(leave),
    onView(() => {
      leave();
      from = clock.spent();
    }),
  );

  return ({ name, fields }) => {
    const open = session();
    const term = isSearch(name) && (readText(fields.search_term, 64) || '').trim().toLowerCase();
    if (!open || !term || seen.includes(hash(term))) return;
    // Loaded again or come back to, sorted, filtered.
    const isOld = (!seen.length && !isNewPage(page.navigation())) || asksFor(page.document.referrer, term);
    seen.push(hash(term));
    if (isOld) return;
    const now = page.now();
    const { counters, maxima } = open.own();
    const before = recent(maxima.sought, Math.max(now - within, Number(mergeAll(open.records()).maxima.looked || 0)));
    const others = before.filter((at) => now - Number(at) > TYPING_MS);
    const isStruggle = others.length + 1 >= searches;
    open.update({
      maxima: { sought: isStruggle ? '' : [now, ...others].join(' ') },
      counters: { search: (counters.search || 0) + 1 + others.length - before.length },
    });
    if (isStruggle) say('search_struggle');
  };
};
