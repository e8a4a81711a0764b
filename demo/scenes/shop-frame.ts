import type { Health } from '../../src/types/health.js';
import { element, find } from '../dom.js';
import type { ShopWindow } from '../shop/assets/globals.js';
import type { Stage } from './scenes.js';
import { until } from './until.js';

const CARD: Readonly<Record<string, string>> = { card: '4242 4242 4242 4242', expiry: '12 / 30', code: '123' };

const loaded = (frame: HTMLIFrameElement): Promise<void> =>
  new Promise((done) => {
    frame.addEventListener('load', () => done(), { once: true });
  });

/** The shop in its frame: what a visitor does there, and how its tag is. */
export const createShopFrame = (): {
  acts: Omit<Stage, 'erase' | 'endVisits' | 'show' | 'on'>;
  health(): Health;
} => {
  let frame = find<HTMLIFrameElement>(document, '#shop');
  // A frame of this origin that is on the page has a window, with the shop's scripts in it.
  const inside = (): ShopWindow => frame.contentWindow as ShopWindow;
  const findInside = <Found extends HTMLElement>(selector: string): Found => find<Found>(inside().document, selector);

  const health = (): Health => {
    const told = inside().fsOmetria.health?.();
    if (!told) throw new Error('The tag is not there yet.');
    return told;
  };

  let looked = 0;
  /** Each page of the shop has a tag of its own to be looked at. */
  const follow = (own: HTMLIFrameElement): void =>
    own.addEventListener('load', () => {
      if (own.contentWindow?.location.href === 'about:blank') return;
      looked += 1;
      const inspector = find<HTMLIFrameElement>(document, '#inspector').contentWindow;
      inspector?.location.replace(`/scenes/inspector.html?${looked}#fs_ometria_debug=open`);
    });
  follow(frame);

  const submit = (selector: string): Promise<void> => {
    const next = loaded(frame);
    findInside<HTMLFormElement>(selector).requestSubmit();
    return next;
  };

  return {
    health,
    acts: {
      open: (path) => {
        const next = loaded(frame);
        inside().location.replace(path);
        return next;
      },
      // As on a phone: the page is hidden, then its tab goes. A navigation would be a step of the visit, and no verdict.
      leave: async () => {
        const { document: page, Event: PageEvent, performance } = inside();
        const delivered = health().deliveries.made;
        const hiddenAt = performance.now();
        Object.defineProperty(page, 'visibilityState', { get: () => 'hidden' });
        page.dispatchEvent(new PageEvent('visibilitychange', { bubbles: true }));
        // A frame that is taken away takes its requests with it; where the machine is busy, 100 ms were not enough for one.
        if (health().deliveries.made > delivered)
          await until(() =>
            performance
              .getEntriesByType('resource')
              .some(({ name, startTime }) => name.includes('/event.gif') && startTime >= hiddenAt),
          );
        const { title } = frame;
        const next = element('iframe', { id: 'shop', class: 'shop', title, src: '/scenes/closed.html' });
        const ready = loaded(next);
        frame.replaceWith(next);
        frame = next;
        follow(frame);
        await ready;
      },
      click: (selector) => findInside(selector).click(),
      fill: (selector, value) => {
        findInside<HTMLInputElement>(selector).value = value;
      },
      submit,
      // As FullStory dispatches it: the one event that it documents. Clicks by script would not count, and rightly so.
      ragehook: (selector) => {
        const { CustomEvent, Date: Clock } = inside();
        const now = Clock.now();
        const detail = { eventStartTimeStamp: now - 800, eventEndTimeStamp: now };
        const broken = findInside(selector);
        // Not scrollIntoView, which would scroll the page around the frame as well.
        inside().scrollBy(0, broken.getBoundingClientRect().top - frame.clientHeight / 2);
        broken.dispatchEvent(new CustomEvent('fullstory/rageclick', { bubbles: true, composed: true, detail }));
      },
      pay: () => {
        const inputs = findInside('#payment-form').querySelectorAll<HTMLInputElement>('input[required]');
        for (const input of inputs) input.value = CARD[input.name] ?? 'Jane';
        return submit('#payment-form');
      },
      consent: (choice) => void inside().fsOmetria.push(['consent', choice]),
    },
  };
};
