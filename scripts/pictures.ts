// Takes the pictures of docs/images anew, from the demo in Chromium: every width, light and dark.
// By hand: npm run pictures -- [name …]. Git keeps those that a page shows.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Locator, type Page } from 'playwright';
import sharp from 'sharp';
import { startDemo } from '../demo/server.js';
import { ensureBrowsers } from './browsers.js';

const IMAGES = fileURLToPath(new URL('../docs/images/', import.meta.url));
const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const JANE = 'jane@example.com';
const WIDTHS: readonly (readonly [width: number, height: number])[] = [
  [375, 720],
  [768, 860],
  [1440, 900],
];
const HASH = '#fs_ometria_debug';
const PATIENCE_MS = 20_000;

const panelOf = (page: Page) => page.getByRole('region', { name: 'FullStory to Ometria inspector' });
const fold = async (page: Page, ...titles: string[]) => {
  // One after the other: each moves those below it.
  for (const title of titles) await panelOf(page).locator('summary', { hasText: title }).click();
};

const bringUp = (page: Page, title: string) =>
  panelOf(page)
    .locator('details', { has: page.locator('summary', { hasText: title }) })
    .evaluate((section) => section.scrollIntoView({ block: 'start' }));

const beJane = (page: Page, url: string) => page.context().addCookies([{ name: 'shop_user', value: JANE, url }]);

/** The page, the demo's address, the width of the picture. */
interface At {
  page: Page;
  url: string;
  width: number;
}

/** What is on each picture; the part of the page where it is not the whole. */
// biome-ignore lint/suspicious/noConfusingVoidType: most of them return nothing.
const PICTURES: Readonly<Record<string, (at: At) => Promise<Locator | void>>> = {
  // The cause in the first line, before anything has been done.
  'inspector-shut': async ({ page, url }) => {
    await page.goto(`${url}/account/login?consent=ask${HASH}`);
    await panelOf(page).getByText('Consent has not been given yet.').first().waitFor();
  },
  // Everything open, a rage click in, a delivery next.
  'inspector-open': async ({ page, url, width }) => {
    await beJane(page, url);
    await page.goto(`${url}/checkout/payment?consent=granted${HASH}`);
    await panelOf(page).getByText('Nothing is missing.').waitFor();
    // On a phone the panel lies over the button.
    if (width < 700) await panelOf(page).getByRole('button', { name: 'Details' }).click();
    await page.locator('#promo-apply').click({ clickCount: 4 });
    if (width < 700) await panelOf(page).getByRole('button', { name: 'Details' }).click();
    await panelOf(page).getByText('34 of 100').waitFor();
    await panelOf(page).getByText('1 on this page').waitFor();
    await fold(page, 'What a delivery needs', 'Score', 'Next delivery');
    await page.evaluate(() => scrollTo(0, 0));
    await bringUp(page, 'Signals');
  },
  // What a new user gets wrong, with the cure.
  'inspector-problems': async ({ page, url }) => {
    await beJane(page, url);
    const options = JSON.stringify({
      debug: true,
      fields: { signal_type: 'Last Signal' },
      rules: [{ name: 'Bad name' }],
    });
    await page.goto(`${url}/account/login?consent=granted&tagOptions=${encodeURIComponent(options)}${HASH}`);
    await panelOf(page).getByText('3 of 3').waitFor();
    await fold(page, 'What a delivery needs', 'Signals', 'Problems');
    await bringUp(page, 'Problems');
  },
  inbox: async ({ page, url }) => {
    await page.goto(`${url}/inbox`);
    await page.getByRole('article').first().waitFor();
  },
  'inbox-visit': async ({ page, url }) => {
    await page.goto(`${url}/inbox`);
    await page.getByRole('article').first().waitFor();
    await page
      .getByRole('article')
      .first()
      .evaluate((card) => scrollTo(0, card.getBoundingClientRect().top + scrollY - 12));
  },
  // A rage click at the checkout: the event is on the contact, the properties wait for the visit's end.
  'inbox-tiers': async ({ page, url }) => {
    await page.request.post(`${url}/api/session-ms`, { data: { ms: 30_000 } });
    await beJane(page, url);
    await page.goto(`${url}/checkout/payment?consent=granted`);
    // Capture has to have begun, or the click has no replay.
    await page.waitForFunction(() => Reflect.get(window, 'fsOmetria').health?.().state.fullstory === 'capturing');
    await page.locator('#promo-apply').click({ clickCount: 4 });
    await page.waitForFunction(async () => {
      const { contacts }: { contacts: { events: unknown[] }[] } = await (await fetch('/api/contacts')).json();
      return contacts.some(({ events }) => events.length > 0);
    });
    await page.goto(`${url}/inbox`);
    const card = page.getByRole('article', { name: JANE });
    await card.waitFor();
    await card.evaluate((node) => scrollTo(0, node.getBoundingClientRect().top + scrollY - 12));
  },
  scenes: async ({ page, url }) => {
    // Each step stands long enough for the inspector and the inbox to show it.
    await page.goto(`${url}/scenes?scene=rescue&read=4000`);
    await page.locator('#steps li:nth-child(2).done').waitFor({ state: 'attached', timeout: PATIENCE_MS });
    await page.frameLocator('#inspector').getByText('rage_click').first().waitFor({ state: 'attached' });
    await page.frameLocator('#inbox').getByText('fs_signal_type', { exact: true }).waitFor({ state: 'attached' });
  },
  // What the tag manager copies: the template's fields with their values. Of the page this part alone.
  'setup-gtm': async ({ page, url }) => {
    await page.goto(`${url}/setup`);
    const part = page.locator('.output', { has: page.locator('#gtm-title') });
    await part.locator('#gtm tr').first().waitFor();
    return part;
  },
  tour: async ({ page, url }) => {
    await beJane(page, url);
    await page.goto(`${url}/checkout/payment?consent=granted&tour=1`);
    await page.getByRole('region', { name: 'Tour' }).getByText('Break the promo code').waitFor();
  },
};

// Of these one is enough.
const ONCE = new Set(['inbox-tiers-1440-light', 'setup-gtm-1440-light']);
const isWanted = (name: string, picture: string) => !/^(inbox-tiers|setup-gtm)$/.test(name) || ONCE.has(picture);

// A page has few colours: with a palette of them a picture takes a third, and looks the same.
const PALETTE = { palette: true, quality: 90, dither: 0.6, effort: 10 };

mkdirSync(IMAGES, { recursive: true });
const wanted = process.argv.slice(2);
const chosen = Object.entries(PICTURES).filter(([name]) => wanted.length === 0 || wanted.includes(name));
const { path, download } = ensureBrowsers().chromium;
const browser = await chromium.launch({ args: ['--no-sandbox'], ...(download ? {} : { executablePath: path }) });
try {
  for (const [name, take] of chosen) {
    for (const [width, height] of WIDTHS) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const picture = `${name}-${width}-${colorScheme}`;
        if (!isWanted(name, picture)) continue;
        const demo = await startDemo({ dist: DIST, seeded: true });
        const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
        const page = await context.newPage();
        try {
          const part = await take({ page, url: demo.url, width });
          const file = `${picture}.png`;
          const taken = await (part ?? page).screenshot({ animations: 'disabled' });
          await sharp(taken)
            .png(PALETTE)
            .toFile(IMAGES + file);
          console.log(`docs/images/${file}`);
        } finally {
          await context.close();
          await demo.close();
        }
      }
    }
  }
} finally {
  await browser.close();
}
