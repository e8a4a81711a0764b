import type { Page } from '@playwright/test';
import type { Hands } from '../widgets/support/hands.js';

/** A number from 0 to 1, the next of a seeded row. */
export type Chance = () => number;

/** mulberry32: small, seeded, good enough to choose what to press. */
export const createChance = (seed: number): Chance => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

interface Robot {
  hands: Hands;
  page: Page;
  chance: Chance;
}

/** One thing that people do in the demo's shop, wherever what it needs is to be seen. */
interface Act {
  name: string;
  /** What has to be on the page. */
  at: string;
  do: (robot: Robot) => Promise<void>;
}

const EMAIL = 'ada@example.com';

const between = (chance: Chance, least: number, most: number) => least + Math.floor(chance() * (most - least + 1));

/** One of those that are to be seen, by chance. */
const oneOf = async ({ page, chance }: Robot, selector: string) => {
  const all = page.locator(`${selector} >> visible=true`);
  return all.nth(Math.floor(chance() * (await all.count())));
};

const fill = async ({ hands, page }: Robot, fields: Record<string, string>) => {
  for (const [label, value] of Object.entries(fields)) {
    // The letters at the foot of each page ask for an address too.
    const field = page.getByLabel(label, { exact: true }).first();
    await field.fill('');
    await hands.type(field, value);
  }
};

/** Waits for the page or the route that comes, which may be the one that was there. */
const goTo = async (robot: Robot, selector: string) => {
  const { hands, page } = robot;
  const target = await oneOf(robot, selector);
  const gone = page.waitForEvent('framenavigated', {
    predicate: (frame) => frame === page.mainFrame(),
    timeout: 10_000,
  });
  await Promise.all([gone, hands.press(target)]);
  await page.waitForLoadState();
};

/** Everything in the demo that a hand can use; what is broken there on purpose is left out. */
export const ACTS: readonly Act[] = [
  { name: 'follows a link of the menu', at: '#site-nav a', do: (robot) => goTo(robot, '#site-nav a') },
  {
    name: 'opens and closes the menu',
    at: '[data-menu]',
    do: ({ hands, chance }) => hands.press('[data-menu]', { times: between(chance, 1, 4), every: 230 }),
  },
  { name: 'opens a card', at: '.card a', do: (robot) => goTo(robot, '.card a') },
  { name: 'opens a tile', at: 'a.tile', do: (robot) => goTo(robot, 'a.tile') },
  {
    name: 'goes on from the hero',
    at: '.hero-actions a[href^="/category"]',
    do: (robot) => goTo(robot, '.hero-actions a[href^="/category"]'),
  },
  { name: 'follows the trail back', at: '.breadcrumb a', do: (robot) => goTo(robot, '.breadcrumb a') },
  {
    name: 'pages through the pictures',
    at: '[data-next]',
    do: async ({ hands, chance }) => {
      await hands.press('[data-next]', { times: between(chance, 1, 6), every: 190 });
      await hands.press('[data-previous]', { times: between(chance, 1, 4), every: 190 });
    },
  },
  {
    name: 'chooses a picture',
    at: '[data-slide]:not([aria-current="true"])',
    do: async (robot) => robot.hands.press(await oneOf(robot, '[data-slide]')),
  },
  { name: 'takes a colour', at: '.swatch', do: async (robot) => robot.hands.press(await oneOf(robot, '.swatch')) },
  {
    name: 'takes a size',
    at: '.size:not(.size-gone)',
    do: async (robot) => robot.hands.press(await oneOf(robot, '.size:not(.size-gone)')),
  },
  {
    name: 'asks to be told of a size that is sold out',
    at: '.size-gone',
    do: async ({ hands, page }) => {
      await hands.press('.size-gone');
      const tell = page.locator('[data-size-wanted] >> visible=true');
      if (await tell.isEnabled({ timeout: 2000 }).catch(() => false)) await hands.press(tell);
      await hands.wait(300);
      await hands.press('.size:not(.size-gone)');
    },
  },
  {
    name: 'counts up and down',
    at: '[data-step="1"]',
    do: async (robot) => {
      const { hands, chance } = robot;
      const times = between(chance, 2, 6);
      await hands.press('[data-step="1"]', { times, every: 170 });
      await hands.press('[data-step="-1"]', { times: times - 1, every: 170 });
    },
  },
  {
    name: 'reads the size guide',
    at: '[data-open-dialog]',
    do: async ({ hands }) => {
      await hands.press('[data-open-dialog]');
      await hands.see('dialog[open] [data-close-dialog]');
      await hands.wait(300);
      await hands.press('dialog[open] [data-close-dialog]');
    },
  },
  {
    name: 'puts it into the basket',
    at: '[data-add]:not([disabled])',
    do: ({ hands }) => hands.press('[data-add]'),
  },
  {
    name: 'puts it on the wishlist, or takes it off',
    at: '[data-wish]',
    do: ({ hands, chance }) => hands.press('[data-wish]', { times: between(chance, 1, 4), every: 240 }),
  },
  {
    name: 'reads the small print',
    at: '.accordion summary',
    do: async (robot) =>
      robot.hands.press(await oneOf(robot, '.accordion summary'), { times: between(robot.chance, 1, 3), every: 280 }),
  },
  {
    name: 'filters',
    at: '[data-filters] label.check',
    do: async (robot) => {
      for (let at = between(robot.chance, 1, 3); at > 0; at--) {
        await robot.hands.press(await oneOf(robot, '[data-filters] label.check'));
        await robot.hands.wait(350);
      }
    },
  },
  {
    name: 'folds the filters',
    at: '[data-filters-fold] > summary',
    do: ({ hands }) => hands.press('[data-filters-fold] > summary', { times: 2, every: 600 }),
  },
  {
    name: 'sorts',
    at: '#sort',
    do: async ({ page, chance }) => {
      await page.locator('#sort').selectOption({ index: between(chance, 0, 3) });
    },
  },
  { name: 'wants more', at: '[data-more]', do: ({ hands }) => hands.press('[data-more]') },
  { name: 'scrolls on', at: 'main', do: ({ hands, chance }) => hands.scroll(between(chance, 200, 900)) },
  {
    name: 'searches',
    at: '[data-search] input',
    do: async (robot) => {
      const { hands, page, chance } = robot;
      await page.locator('[data-search] input').fill('');
      await hands.type('[data-search] input', ['cable', 'moss', 'mittens', 'hat'][between(chance, 0, 3)] ?? 'cable');
      await hands.see('#search-results a');
      await goTo(robot, '#search-results a');
    },
  },
  { name: 'looks into the basket', at: 'a[href="/basket"]', do: (robot) => goTo(robot, 'a[href="/basket"]') },
  {
    name: 'looks at the wishlist',
    at: '.tools a[href="/wishlist"]',
    do: (robot) => goTo(robot, '.tools a[href="/wishlist"]'),
  },
  {
    name: 'has it wrapped',
    at: '#gift-wrap',
    do: ({ hands, chance }) => hands.press('#gift-wrap', { times: between(chance, 1, 3), every: 260 }),
  },
  { name: 'takes one out', at: '[data-remove]', do: ({ hands }) => hands.press('[data-remove]') },
  {
    name: 'opens the cookie settings, and agrees once more',
    at: '[data-consent-open]',
    do: async ({ hands }) => {
      await hands.press('[data-consent-open]');
      await hands.see('[data-consent-choice="granted"]');
      await hands.press('[data-consent-choice="granted"]');
    },
  },
  {
    name: 'signs up for letters',
    at: '#bx-newsletter-email',
    do: async (robot) => {
      await robot.page.locator('#bx-newsletter-email').fill('');
      await robot.hands.type('#bx-newsletter-email', EMAIL);
      await goTo(robot, 'form.letter button');
    },
  },
  {
    name: 'logs in',
    at: '.tools a[href="/account/login"]',
    do: async (robot) => {
      await goTo(robot, '.tools a[href="/account/login"]');
      await fill(robot, { 'E-mail address': EMAIL });
      await goTo(robot, '#login-form button[type="submit"]');
    },
  },
  {
    name: 'buys',
    at: 'a[href="/checkout"] >> visible=true',
    do: async (robot) => {
      const { page, hands } = robot;
      await goTo(robot, 'a[href="/checkout"]');
      await fill(robot, { 'E-mail address': EMAIL });
      await goTo(robot, '#contact-form button[type="submit"]');
      await fill(robot, { 'Full name': 'Ada', 'Street and number': 'Fell Road 1', Town: 'Leeds', Postcode: 'LS1 1AA' });
      for (let at = 0; at < 2; at++) await hands.press(await oneOf(robot, '.method'));
      await goTo(robot, '#delivery-form button[type="submit"]');
      await fill(robot, {
        'Name on the card': 'Ada',
        'Card number': '4242424242424242',
        Expires: '12/30',
        'Security code': '123',
      });
      await hands.press('#pay');
      await page.waitForURL(/\/confirmation$/);
    },
  },
];

/** What can be done on this page now. */
export const possible = async (page: Page): Promise<Act[]> => {
  const seen = await Promise.all(
    ACTS.map(({ at }) =>
      page
        .locator(at)
        .first()
        .isVisible()
        .catch(() => false),
    ),
  );
  return ACTS.filter((_, at) => seen[at]);
};
