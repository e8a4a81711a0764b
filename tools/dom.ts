/** The element with this id, which the page is built with. */
export const find = <Found extends HTMLElement = HTMLElement>(id: string): Found => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}`);
  // Of the kind that the page says.
  return found as Found;
};

/** Links without the ending, where the pages are served without it, as the demo does. */
export const followServer = (): void => {
  if (location.pathname.endsWith('.html')) return;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-page]')) link.href = link.dataset.page ?? '';
};
