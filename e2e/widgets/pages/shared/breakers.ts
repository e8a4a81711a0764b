// The ways in which shops break what a library has made, whatever the library.

const all = (at: string) => [...document.querySelectorAll<HTMLElement>(at)];

/** The press stops on its way to the handler, and this happens instead. */
const instead = (at: string, types: readonly string[], act: () => void) => {
  for (const type of types)
    for (const node of all(at))
      node.addEventListener(
        type,
        (event) => {
          event.stopImmediatePropagation();
          event.preventDefault();
          act();
        },
        true,
      );
};

const fail = () => {
  // What most shops' consoles show after a release.
  throw new TypeError("Cannot read properties of undefined (reading 'variant')");
};

const cover = (node: HTMLElement) => {
  const { left, top, width, height } = node.getBoundingClientRect();
  const sheet = document.createElement('div');
  sheet.className = 'left-behind';
  sheet.style.cssText = `position:absolute;z-index:2147483000;left:${left + scrollX - 8}px;top:${top + scrollY - 8}px;width:${width + 16}px;height:${height + 16}px`;
  document.body.append(sheet);
};

const POINTER = ['pointerdown', 'mousedown', 'touchstart', 'pointerup', 'mouseup', 'touchend'];

const WAYS: Readonly<Record<string, (at: string) => void>> = {
  // The script that had to take hold of the markup never came, or took hold of another copy.
  gone: (at) => {
    for (const node of all(at)) node.replaceWith(node.cloneNode(true));
  },
  // Another script eats the event.
  swallowed: (at) => instead(at, [...POINTER.filter((type) => !type.startsWith('touch')), 'click'], () => {}),
  throws: (at) => instead(at, ['click'], fail),
  'throws on mousedown': (at) => instead(at, ['mousedown'], fail),
  'throws on pointerdown': (at) => instead(at, ['pointerdown'], fail),
  rejects: (at) =>
    instead(at, ['click'], () => {
      Promise.reject(new Error('the basket did not answer'));
    }),
  'throws later': (at) => instead(at, ['click'], () => setTimeout(fail, 600)),
  // What was laid over the page for a moment, and stayed: a faded backdrop, a chat that did not load.
  covered: (at) => {
    for (const node of all(at)) cover(node);
  },
  'covered by all': () => {
    const sheet = document.createElement('div');
    sheet.className = 'left-behind';
    sheet.style.cssText = 'position:fixed;inset:0;z-index:2147483000';
    document.body.append(sheet);
  },
  disabled: (at) => {
    for (const node of all(at)) node.toggleAttribute('disabled', true);
  },
  'out of reach': (at) => {
    for (const node of all(at)) node.style.pointerEvents = 'none';
  },
  // Drawn anew at each press, as it was.
  redrawn: (at) => {
    document.addEventListener(
      'click',
      (event) => {
        const node = event.composedPath().find((part) => part instanceof Element && part.matches(at));
        if (!(node instanceof Element)) return;
        event.stopImmediatePropagation();
        event.preventDefault();
        node.replaceWith(node.cloneNode(true));
      },
      true,
    );
  },
};

/** Breaks everything that the selector finds. */
export const breakIt = (how: string, at = '') => {
  const way = WAYS[how];
  if (!way) throw new Error(`there is no way to break called ${how}`);
  if (at && all(at).length === 0) throw new Error(`nothing to break at ${at}`);
  way(at);
};
