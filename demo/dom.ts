/** The element that a page is built with; which kind it is, its page says. Throws where there is none. */
export const find = <Found extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): Found => {
  const found = root.querySelector<Found>(selector);
  if (!found) throw new Error(`The page has no ${selector}`);
  return found;
};

/** Every element of a selector, as a list. */
export const all = <Found extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): Found[] => [
  ...root.querySelectorAll<Found>(selector),
];

/** The nearest element around what an event came from. */
export const around = <Found extends HTMLElement = HTMLElement>({ target }: Event, selector: string): Found | null =>
  target instanceof Element ? target.closest<Found>(selector) : null;

/** An element with attributes and children; nothing-values are left out. */
export const element = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | number | boolean | undefined>> = {},
  ...children: readonly (string | Node | undefined | readonly (string | Node)[])[]
): HTMLElementTagNameMap[Name] => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, '');
    else if (value !== false && value !== undefined) made.setAttribute(key, String(value));
  }
  made.append(...children.flat().flatMap((child) => child || []));
  return made;
};
