import { all, find } from '../../dom.js';
import { fetchDocument, type Item, pushEvent, readData, unlessAborted } from './page.js';

const reportCards = (cards: readonly HTMLElement[]): void => {
  const items = cards.map((card): Item => readData(card, 'item'));
  const [first] = items;
  if (!first) return;
  const { item_list_id, item_list_name } = first;
  pushEvent('view_item_list', { item_list_id, item_list_name, items });
};

// The next cards are fetched a screen's height before the end of the list comes into view.
const AHEAD = '0px 0px 400px 0px';

const mountMore = (results: HTMLElement): void => {
  const link = results.querySelector<HTMLAnchorElement>('[data-more]');
  if (!link) return;
  let loading = false;
  const load = async (): Promise<void> => {
    if (loading) return;
    loading = true;
    watcher.disconnect();
    link.textContent = 'Knitting…';
    const page = await fetchDocument(`${link.href}&partial=more`);
    const cards = all(page, '.card');
    find(results, '[data-list]').append(...cards);
    link.parentElement?.remove();
    const next = page.querySelector('.more');
    if (next) results.append(next);
    reportCards(cards);
    mountMore(results);
  };
  const watcher = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && load(), {
    rootMargin: AHEAD,
  });
  watcher.observe(link.parentElement ?? link);
  link.addEventListener('click', (event) => {
    event.preventDefault();
    load();
  });
};

const mountFilters = (form: HTMLFormElement, results: HTMLElement): void => {
  find(form, '[data-filters-apply]').hidden = true;
  let pending: AbortController | undefined;
  const apply = (): Promise<void> => {
    pending?.abort();
    pending = new AbortController();
    const { signal } = pending;
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) query.append(name, String(value));
    const address = `${form.getAttribute('action')}?${query}`;
    results.setAttribute('aria-busy', 'true');
    return unlessAborted(async () => {
      const page = await fetchDocument(`${address}&partial=results`, signal);
      results.replaceChildren(...page.body.childNodes);
      history.replaceState(history.state, '', address);
      results.removeAttribute('aria-busy');
      reportCards(all(results, '.card'));
      mountMore(results);
    });
  };
  form.addEventListener('change', apply);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    apply();
  });
};

export const mountCategory = (main: HTMLElement): void => {
  const form = main.querySelector<HTMLFormElement>('[data-filters]');
  if (!form) return;
  const results = find(main, '[data-results]');
  // Open where there is room for a column, folded where the list would start a screen further down.
  if (!matchMedia('(min-width: 56rem)').matches) find<HTMLDetailsElement>(form, '[data-filters-fold]').open = false;
  mountFilters(form, results);
  mountMore(results);
};
