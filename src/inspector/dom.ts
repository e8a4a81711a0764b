type Child = Node | string | false | undefined;

/** Builds an element with DOM calls only, as trusted types ask. A function is a listener; what is empty is left out. */
export const h = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | number | boolean | undefined | (() => void)>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  for (const name of Object.keys(attributes)) {
    const value = attributes[name];
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value || value === 0) element.setAttribute(name, String(value));
  }
  for (const child of children) if (child) element.append(child);
  return element;
};

/** Text in which backticks mark code. */
export const prose = (text: string): (Node | string)[] =>
  text.split('`').map((part, at) => (at % 2 ? h('code', {}, part) : part));

/** Writes a text only if it is another: what a screen reader is at must not be replaced under it. */
export const write = (element: Element, text: string): void => {
  if (element.textContent !== text) element.textContent = text;
};

/** Fills an element anew only when what it shows has changed, so that focus and selection stay where they are. */
export const createFiller = (element: Element) => {
  let shown: string | undefined;
  return (shows: unknown, build: () => readonly (Node | string)[]): void => {
    const now = JSON.stringify(shows);
    if (now === shown) return;
    shown = now;
    element.replaceChildren(...build());
  };
};
