import { hash } from '../../../tools/text.js';
import type { ShopEvent } from '../../../types/page-context.js';
import { isFunnelType } from '../../funnel.js';
import type { DetectorContext } from '../context.js';
import { recent, wordOf } from './recent.js';
import { countOf, isNewPage } from './search.js';

/** A route comes so soon after the click that leads to it. */
const CLICKED_MS = 3000;
/** The page that is left, the one before it, and the one before that. */
const MAX_LEFT = 3;
/** Behind the word of a page that shows a product. */
const PRODUCT = '.';

/** The page is not there, or the server has failed. */
export const leadsNowhere = (status: number): boolean => /^(404|410|5..)$/.test(String(status));

/** The address of a page without its filters, its place in it, and its number among the pages of a list. */
export const toPage = (address: string): string =>
  address.replace(/\?[^#]*|#(?![/!]).*$/g, '').replace(/([-/](p|page|seite)?[-/]?\d{1,3})?\/*$/i, '');

/** `left`: the pages that were left, the latest first. Two products are compared, or are variants of one. */
export const isUTurn = (page: string, [last = '', first = '', again]: readonly string[]): boolean =>
  last === again &&
  last.replace(PRODUCT, '') !== page &&
  first.replace(PRODUCT, '') === page &&
  !(last + first).includes(PRODUCT + page + PRODUCT);

/** A page that leads nowhere: it is not there, a search that found nothing, or to and fro between two pages. */
export const watchDeadEnds = (desk: DetectorContext): ((event: ShopEvent) => void) => {
  const { page, session, context, settings, isExcluded, onHidden, onView, on, say, undos } = desk;
  const { location } = page.window;
  const navigation = page.navigation();
  const isNew = isNewPage(navigation);
  let here: string;
  let left: string[] = [];
  let clicked = -Infinity;
  let hasFound: boolean;

  const pageOf = (address: string) => hash(toPage(address)).toString(36);

  /** Once for each page: it may say so in several ways, and again after a pause of the tag. */
  const end = (name: string) => {
    if (context.deadEnd !== context.route) say('dead_end', { name });
    context.deadEnd = context.route;
  };

  /** `isStep`: has the visitor's own click led from the page before to this one? */
  const arrive = (isStep: (before: string) => boolean) => {
    const open = session();
    here = pageOf(location.href);
    hasFound = false;
    left = open ? recent(open.own().maxima.trail, page.now() - settings.dead_end.within) : [];
    const words = left.map(wordOf);
    const before = (words[0] || '').replace(PRODUCT, '');
    if (!isStep(before)) left = [];
    else if (open && isUTurn(here, words)) {
      // Whichever way it is gone.
      const pair = `pair:${[here, before].sort()}`;
      if (!open.own().maxima[pair]) say('dead_end', { name: 'turn' });
      open.update({ maxima: { [pair]: 1 } });
    }
  };

  const leave = () => {
    const open = session();
    const { stage, type = '' } = context.now();
    const word = page.now() + here + (type === 'product' ? PRODUCT : '');
    // The funnel has its own steps back.
    const goesOn = !stage && !isFunnelType(type) && !isExcluded();
    const trail = goesOn ? [word, ...left].slice(0, MAX_LEFT).join(' ') : '';
    if (open) open.update({ maxima: { trail } });
  };

  const look = () => {
    if (context.now().type === 'error') end('error');
  };

  on('click', (event) => {
    if (event.isTrusted) clicked = page.elapsed();
  });
  undos.push(
    context.follow(look),
    onHidden(leave),
    onView(() => {
      leave();
      const isStep = page.elapsed() - clicked < CLICKED_MS;
      clicked = -Infinity;
      // Back from the back/forward cache it is the same page.
      arrive((before) => isStep && before !== here);
    }),
  );
  arrive((before) => isNew && before === pageOf(page.document.referrer));
  if (navigation && isNew && leadsNowhere(navigation.responseStatus)) end('error');
  look();

  return (event) => {
    const count = countOf(event, /\b(catalog)?search/i.test(`${context.now().type} ${page.path()}`));
    if (count === 0 && !hasFound) end('search');
    if (count) hasFound = true;
  };
};
