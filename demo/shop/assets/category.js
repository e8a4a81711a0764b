import { fetchDocument, pushEvent } from './page.js';

const reportCards = (cards) => {
  const items = cards.map((card) => JSON.parse(card.dataset.item));
  if (items.length === 0) return;
  const { item_list_id, item_list_name } = items[0];
  pushEvent('view_item_list', { item_list_id, item_list_name, items });
};

// The next cards are fetched a screen's height before the end of the list comes into view.
const AHEAD = '0px 0px 400px 0px';

const mountMore = (results) => {
  const link = results.querySelector('[data-more]');
  if (!link) return;
  const line = link.parentElement;
  let loading = false;
  const load = async () => {
    if (loading) return;
    loading = true;
    watcher.disconnect();
    link.textContent = 'Knitting…';
    const page = await fetchDocument(`${link.href}&partial=more`);
    const cards = [...page.querySelectorAll('.card')];
    results.querySelector('[data-list]').append(...cards);
    const next = page.querySelector('.more');
    line.remove();
    if (next) results.append(next);
    reportCards(cards);
    mountMore(results);
  };
  const watcher = new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting)) load();
    },
    { rootMargin: AHEAD },
  );
  watcher.observe(line);
  link.addEventListener('click', (event) => {
    event.preventDefault();
    load();
  });
};

const mountFilters = (form, results) => {
  form.querySelector('[data-filters-apply]').hidden = true;
  let pending;
  const apply = async () => {
    pending?.abort();
    pending = new AbortController();
    const query = new URLSearchParams(new FormData(form));
    const address = `${form.getAttribute('action')}?${query}`;
    results.setAttribute('aria-busy', 'true');
    try {
      const page = await fetchDocument(`${address}&partial=results`, pending.signal);
      results.replaceChildren(...page.body.childNodes);
      history.replaceState(history.state, '', address);
      results.removeAttribute('aria-busy');
      reportCards([...results.querySelectorAll('.card')]);
      mountMore(results);
    } catch (error) {
      if (error.name !== 'AbortError') throw error;
    }
  };
  form.addEventListener('change', apply);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    apply();
  });
};

export const mountCategory = (main) => {
  const form = main.querySelector('[data-filters]');
  if (!form) return;
  const results = main.querySelector('[data-results]');
  // Open where there is room for a column, folded where the list would start a screen further down.
  if (!matchMedia('(min-width: 56rem)').matches) form.querySelector('[data-filters-fold]').open = false;
  mountFilters(form, results);
  mountMore(results);
};
