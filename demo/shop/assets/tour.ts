import { element } from '../../dom.js';
import { readCookie } from './cookies.js';
import { shop } from './globals.js';
import { readPage } from './page.js';

const KEY = 'shop_tour';
const LOOK_MS = 400;
const PAYMENT = '/checkout/payment';

// An array until the tag has loaded, and for good where it is switched off.
const health = () => shop.fsOmetria.health?.();

interface Step {
  title: string;
  words: string;
  link?: readonly [words: string, href: string];
  /** What is to be clicked. */
  at?: string;
  done(): boolean;
}

/** What is to be done, and how the tour sees that it is. */
const STEPS: readonly Step[] = [
  {
    title: 'Accept the cookies',
    words: 'Say yes in the banner. Before that the tag looks at nothing.',
    done: () => readCookie('shop_consent') === 'granted',
  },
  {
    title: 'Be somebody',
    words: 'Log in with any address, so that there is a profile to write to.',
    link: ['Log in', `/account/login?next=${PAYMENT}`],
    done: () => readPage().visitor !== undefined,
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

/** A card that leads through the shop in five steps, from `?tour=1` on until it is closed. */
export const startTour = (): void => {
  if (new URLSearchParams(location.search).get('tour') === '1') sessionStorage.setItem(KEY, '0');
  const kept = sessionStorage.getItem(KEY);
  if (kept === null) return;
  let step = -1;

  const words = element('div', { role: 'status' });
  const tools = element('p', { class: 'tour-tools' });
  const end = element('button', { class: 'link', type: 'button' }, 'End the tour');
  const card = element('section', { class: 'tour', 'aria-label': 'Tour' }, words, tools);

  const show = (index: number, { title, words: text, link, at }: Step): void => {
    step = index;
    sessionStorage.setItem(KEY, String(index));
    words.replaceChildren(
      element('p', { class: 'tour-count' }, `${index + 1} of ${STEPS.length}`),
      element('h2', {}, title),
      element('p', {}, text),
    );
    tools.replaceChildren(end);
    if (link && location.pathname !== link[1]) tools.prepend(element('a', { class: 'button', href: link[1] }, link[0]));
    // To the middle: the card lies at an edge.
    if (at) document.querySelector(at)?.scrollIntoView({ block: 'center' });
  };

  const look = (): void => {
    const from = Math.max(step, Number(kept));
    const index = STEPS.findIndex((one, at) => at >= from && !one.done());
    const next = STEPS[index];
    if (next && index !== step) show(index, next);
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
