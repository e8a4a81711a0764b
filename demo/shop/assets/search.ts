import { all, find } from '../../dom.js';
import { fetchDocument, unlessAborted } from './page.js';

const TYPING_PAUSE_MS = 150;
const SHORTEST = 2;

/** Results under the search field while it is being typed in. */
export const startSearch = (): void => {
  const form = document.querySelector<HTMLFormElement>('[data-search]');
  const area = form?.parentElement;
  if (!form || !area) return;
  const input = find<HTMLInputElement>(form, 'input');
  const panel = find(area, '#search-results');
  const status = find(area, '#search-status');
  let timer: number | undefined;
  let pending: AbortController | undefined;

  const close = (): void => {
    clearTimeout(timer);
    pending?.abort();
    // Set again it would be a change of the page, and so an answer to whatever was clicked.
    if (!panel.hidden) panel.hidden = true;
    status.textContent = '';
  };

  const look = async (): Promise<void> => {
    const text = input.value.trim();
    pending?.abort();
    if (text.length < SHORTEST) {
      close();
      return;
    }
    pending = new AbortController();
    const { signal } = pending;
    await unlessAborted(async () => {
      const page = await fetchDocument(`/search?q=${encodeURIComponent(text)}&partial=instant`, signal);
      panel.replaceChildren(...page.body.childNodes);
      panel.hidden = false;
      const count = all(panel, 'li').length;
      status.textContent = count === 0 ? 'Nothing found.' : `${count} suggestions below the field.`;
    });
  };

  const step = (by: number): void => {
    const stops = [input, ...all(panel, 'a')];
    const at = stops.findIndex((stop) => stop.matches(':focus'));
    stops.at((at + by) % stops.length)?.focus();
  };

  const leaves = (target: EventTarget | null): boolean => !(target instanceof Node && area.contains(target));

  // Firefox rejects a request that the next page cuts off as it rejects one that failed.
  form.addEventListener('submit', close);
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(look, TYPING_PAUSE_MS);
  });
  area.addEventListener('keydown', (event) => {
    if (panel.hidden) return;
    if (event.key === 'Escape') {
      close();
      input.focus();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      step(event.key === 'ArrowDown' ? 1 : -1);
    }
  });
  document.addEventListener('click', ({ target }) => leaves(target) && close());
  area.addEventListener('focusout', ({ relatedTarget }) => relatedTarget && leaves(relatedTarget) && close());
};
