import { readCookie } from './cookies.js';

const KEY = 'shop_tour';
const LOOK_MS = 400;
const PAYMENT = '/checkout/payment';

const visitor = () => JSON.parse(document.getElementById('shop-page').textContent).visitor;
// An array until the tag has loaded, and for good where it is switched off.
const health = () => window.fsOmetria.health?.();

/** What is to be done, where a link helps, at what on the page, and how the tour sees that it is done. */
const STEPS = [
  {
    title: 'Accept the cookies',
    words: 'Say yes in the banner. Before that the tag looks at nothing.',
    done: () => readCookie('shop_consent') === 'granted',
  },
  {
    title: 'Be somebody',
    words: 'Log in with any address, so that there is a profile to write to.',
    link: ['Log in', `/account/login?next=${PAYMENT}`],
    done: () => visitor() !== undefined,
  },
  {
    title: 'Break the promo code',
    words: 'Click “Apply” beside the promo code four times, fast. It does nothing, on purpose.',
    link: ['To the payment step', PAYMENT],
    at: '#promo-apply',
    done: () => (health()?.signals.byType.rage_click ?? 0) > 0,
  },
  {
    title: 'It is on its way',
    words: 'One rage click. The tag waits a second for more, then hands it to Ometria in one call.',
    done: () => (health()?.deliveries.made ?? 0) > 0,
  },
  {
    title: 'See it arrive',
    words: 'The inbox shows the contact: what was sent, when it is applied, and which campaign starts.',
    link: ['Open the inbox', '/inbox'],
    done: () => false,
  },
];

const make = (tag, { className = '', text = '' } = {}) => {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
};

/** A card that leads through the shop in five steps, from `?tour=1` on until it is closed. */
export const startTour = () => {
  if (new URLSearchParams(location.search).get('tour') === '1') sessionStorage.setItem(KEY, '0');
  const kept = sessionStorage.getItem(KEY);
  if (kept === null) return;
  let step = -1;

  const card = make('section', { className: 'tour' });
  card.setAttribute('aria-label', 'Tour');
  const words = make('div');
  words.setAttribute('role', 'status');
  const tools = make('p', { className: 'tour-tools' });
  const end = make('button', { className: 'link', text: 'End the tour' });
  end.type = 'button';
  card.append(words, tools);

  const show = (index) => {
    step = index;
    sessionStorage.setItem(KEY, String(index));
    const { title, words: text, link, at } = STEPS[index];
    words.replaceChildren(
      make('p', { className: 'tour-count', text: `${index + 1} of ${STEPS.length}` }),
      make('h2', { text: title }),
      make('p', { text }),
    );
    tools.replaceChildren(end);
    if (link && location.pathname !== link[1]) {
      const anchor = make('a', { className: 'button', text: link[0] });
      [, anchor.href] = link;
      tools.prepend(anchor);
    }
    // To the middle: the card lies at an edge.
    if (at) document.querySelector(at)?.scrollIntoView({ block: 'center' });
  };

  const look = () => {
    let index = Math.max(step, Number(kept));
    while (STEPS[index].done()) index += 1;
    if (index !== step) show(index);
  };
  look();
  const timer = setInterval(look, LOOK_MS);
  end.addEventListener('click', () => {
    clearInterval(timer);
    sessionStorage.removeItem(KEY);
    card.remove();
  });
  document.body.append(card);
};
