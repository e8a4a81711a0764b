import { fetchDocument } from './page.js';

const TYPING_PAUSE_MS = 150;
const SHORTEST = 2;

/** Results under the search field while it is being typed in. */
export const startSearch = () => {
  const form = document.querySelector('[data-search]');
  if (!form) return;
  const input = form.querySelector('input');
  const panel = document.getElementById('search-results');
  const status = document.getElementById('search-status');
  let timer;
  let pending;

  const close = () => {
    clearTimeout(timer);
    pending?.abort();
    // Set again it would be a change of the page, and so an answer to whatever was clicked.
    if (!panel.hidden) panel.hidden = true;
    status.textContent = '';
  };

  const look = async () => {
    const text = input.value.trim();
    pending?.abort();
    if (text.length < SHORTEST) return close();
    pending = new AbortController();
    try {
      const page = await fetchDocument(`/search?q=${encodeURIComponent(text)}&partial=instant`, pending.signal);
      panel.replaceChildren(...page.body.childNodes);
      panel.hidden = false;
      const count = panel.querySelectorAll('li').length;
      status.textContent = count === 0 ? 'Nothing found.' : `${count} suggestions below the field.`;
    } catch (error) {
      if (error.name !== 'AbortError') throw error;
    }
    return undefined;
  };

  const links = () => [...panel.querySelectorAll('a')];

  const step = (by) => {
    const stops = [input, ...links()];
    const at = stops.indexOf(document.activeElement);
    stops[(at + by + stops.length) % stops.length].focus();
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(look, TYPING_PAUSE_MS);
  });
  const area = form.parentElement;
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
  document.addEventListener('click', (event) => {
    if (!area.contains(event.target)) close();
  });
  area.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !area.contains(event.relatedTarget)) close();
  });
};
