import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { type CollectedRequest, expect, type Shop, test } from './support/fixtures.js';
import { untilTagRuns } from './support/wait.js';

// What a visitor types, and what a page says to one visitor: none of it may be kept or sent.
const TYPED = {
  'Name on the card': 'Zebulon Quixotic',
  'Card number': '4000 1234 9876 1232',
  Expires: '11/39',
};
const PROMO = 'HUSHHUSH77';
const LABEL = 'Call Zebulon about the parcel';
const SECRETS = [...Object.values(TYPED), PROMO, LABEL, 'Zebulon', '4000123498761232'];
const JANE = 'jane@example.com';

/** The rows of a table of docs/privacy.md between its marks. */
const rowsOf = (mark: string) => {
  const page = readFileSync('docs/privacy.md', 'utf8');
  const [, table = ''] = page.split(`<!-- device: ${mark} -->\n`);
  const [rows = ''] = table.split('<!-- end -->');
  return rows.split('\n').slice(2).filter(Boolean);
};

/** What the page lists: a pattern for the key, and the area. */
const listed = rowsOf('written').map((row) => {
  const [, key = '', area = ''] = /^\| `([^`]*)`[^|]*\| (\w+) \|/.exec(row) ?? [];
  return { area, key: new RegExp(`^${key.replace(/\./g, '\\.').replace(/<\w+>/g, '[a-z0-9]+')}$`) };
});

interface Kept {
  local: Record<string, string>;
  session: Record<string, string>;
  databases: string[];
  caches: string[];
  workers: number;
}

const keptOn = (page: Page): Promise<Kept> =>
  page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: (await indexedDB.databases()).map(({ name = '' }) => name),
    // Both are there in secure contexts alone.
    caches: 'caches' in window ? await caches.keys() : [],
    workers: 'serviceWorker' in navigator ? (await navigator.serviceWorker.getRegistrations()).length : 0,
  }));

/** Everything that the tag's own script writes, whichever way; in the order in which it does. */
const watchWrites = async (page: Page) => {
  const writes: { area: string; key: string; value: string }[] = [];
  await page.exposeFunction('wrote', (area: string, key: string, value: string) => writes.push({ area, key, value }));
  await page.addInitScript(() => {
    // Firefox runs this on about:blank too, where there is no storage.
    if (!location.protocol.startsWith('http')) return;
    const byTag = () => new Error().stack?.includes('/dist/fullstory-ometria') === true;
    const wrote = (area: string, key: unknown, value: unknown) => {
      if (byTag()) Reflect.get(window, 'wrote')(area, String(key), String(value));
    };
    // What was written while the last page was left is found by this one, before its tag takes it.
    for (const key of Object.keys(sessionStorage).filter((name) => name.startsWith('fs_ometria')))
      Reflect.get(window, 'wrote')('sessionStorage', key, String(sessionStorage.getItem(key)));
    const areaOf = (storage: unknown) => (storage === localStorage ? 'localStorage' : 'sessionStorage');
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (this: Storage, ...args: Parameters<typeof setItem>) {
      wrote(areaOf(this), ...args);
      return setItem.apply(this, args);
    };
    const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
    if (cookie)
      Object.defineProperty(Document.prototype, 'cookie', {
        ...cookie,
        set(value: string) {
          wrote('cookie', value, value);
          cookie.set?.call(this, value);
        },
      });
    for (const [type, name] of [
      ['IDBFactory', 'open'],
      ['CacheStorage', 'open'],
      ['ServiceWorkerContainer', 'register'],
    ] as const) {
      // Not all of them are there in every browser and context.
      const host = Reflect.get(window, type)?.prototype;
      if (!host) continue;
      const original = Reflect.get(host, name) as (...args: unknown[]) => unknown;
      Reflect.set(host, name, function (this: unknown, ...args: unknown[]) {
        wrote(name, args[0], args[1]);
        return original.apply(this, args);
      });
    }
  });
  return writes;
};

/** What the tracker and FullStory have sent, decoded and as it went. */
const watchWire = (page: Page, shop: Shop) => {
  const sent: string[] = [];
  page.on('request', (request) => {
    if (/\/(track|vendors)/.test(new URL(request.url()).pathname)) sent.push(request.url(), request.postData() ?? '');
  });
  return () =>
    [...sent, ...shop.requests().map((request) => JSON.stringify(request))].map((text) => unescape(text)).join('\n');
};

const logIn = async (page: Page, shop: Shop, options: object = {}) => {
  await shop.open('/account/login', {
    consent: 'granted',
    tagOptions: JSON.stringify({
      fields: { signal_target: true, error_field: true },
      echo: { fullstory: true },
      ...options,
    }),
  });
  await page.getByLabel('E-mail address').first().fill(JANE);
  await page.getByRole('main').getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL(/\/account/);
};

// As one command: the presses are as quick on a busy machine.
const rageAt = (page: Page, name: string) => page.getByRole('button', { name }).click({ clickCount: 5 });

/** A visit with everything that a visitor may type and press, up to the order. */
const visit = async (page: Page, shop: Shop, look: () => Promise<void>) => {
  await logIn(page, shop);
  await shop.open('/checkout/payment');
  await untilTagRuns(page);
  await page.evaluate((label) => {
    document
      .querySelector('main')
      ?.prepend(Object.assign(document.createElement('button'), { type: 'button', textContent: label }));
  }, LABEL);
  await page.locator('#promo-code').fill(PROMO);
  await rageAt(page, LABEL);
  await rageAt(page, 'Apply');
  const rages = () => page.evaluate(() => Reflect.get(window, 'fsOmetria').health().signals.byType.rage_click ?? 0);
  await expect.poll(rages).toBeGreaterThan(1);
  for (const [label, value] of Object.entries(TYPED)) await page.getByLabel(label, { exact: true }).fill(value);
  await look();
  // Without the code the form is refused by the browser; with it the order is placed.
  await page.getByRole('button', { name: /^Pay/ }).click();
  await page.getByLabel('Security code', { exact: true }).fill('917');
  await page.getByRole('button', { name: /^Pay/ }).click();
  await page.waitForURL(/\/confirmation$/);
  await untilTagRuns(page);
  // More than one where the machine is so slow that the visit outlasts the spacing of deliveries.
  const isDelivery = ({ type, data }: CollectedRequest) =>
    type === 'identify' && JSON.stringify(data).includes('fs_rage_clicks');
  await expect.poll(() => shop.requests(isDelivery).length).toBeGreaterThan(0);
  await look();
};

test('writes what docs/privacy.md lists, and nothing else @firefox', async ({ page, shop }) => {
  const writes = await watchWrites(page);
  const seen = new Set<string>();
  await visit(page, shop, async () => {
    const { local, session, databases, caches, workers } = await keptOn(page);
    expect([databases, caches, workers]).toEqual([[], [], 0]);
    for (const key of Object.keys(local).filter((name) => name.startsWith('fs_'))) seen.add(`localStorage ${key}`);
    for (const key of Object.keys(session).filter((name) => name.startsWith('fs_'))) seen.add(`sessionStorage ${key}`);
  });
  await page.evaluate(() => {
    const tag = Reflect.get(window, 'fsOmetria');
    tag.push(['reset']);
    tag.push(['consent', 'denied']);
  });
  for (const { area, key } of writes) seen.add(`${area} ${key}`);
  const unlisted = [...seen].filter(
    (entry) => !listed.some(({ area, key }) => entry.startsWith(`${area} `) && key.test(entry.slice(area.length + 1))),
  );
  expect(unlisted).toEqual([]);
  // And the page lists no more than there is: all but the loader's, which is not here, and the inspector's, shut.
  const unused = listed.filter(
    ({ area, key }) =>
      ![...seen].some((entry) => entry.startsWith(`${area} `) && key.test(entry.slice(area.length + 1))),
  );
  expect(unused.map(({ key }) => key.source)).toEqual([
    '^fs_ometria_affinity$',
    '^fs_ometria\\.0$',
    '^fs_ometria_inspector$',
  ]);
});

test('keeps and sends nothing that was typed, and no text of the page @firefox-soak', async ({ page, shop }) => {
  const wire = watchWire(page, shop);
  const writes = await watchWrites(page);
  const stored: string[] = [];
  await visit(page, shop, async () => {
    const { local, session } = await keptOn(page);
    stored.push(JSON.stringify([local, session]));
  });
  const kept = [...stored, ...writes.map(({ value }) => value)].join('\n');
  expect(kept).toContain('rage_click');
  expect(wire()).toContain('rage_click');
  expect(SECRETS.filter((secret) => kept.toLowerCase().includes(secret.toLowerCase()))).toEqual([]);
  expect(SECRETS.filter((secret) => wire().toLowerCase().includes(secret.toLowerCase()))).toEqual([]);
  // Nor the identity: a hash of it is kept.
  expect(writes.filter(({ value }) => value.includes(JANE))).toEqual([]);
});

test('a refusal leaves one mark of the tag, on this page and the next @firefox-soak', async ({ page, shop }) => {
  await visit(page, shop, async () => {});
  await page.locator('[data-consent-open]').click();
  await page.getByRole('button', { name: 'Decline' }).click();
  const ours = async () => {
    const { local, session } = await keptOn(page);
    const isOurs = ([key]: [string, string]) => key.startsWith('fs_ometria');
    return { local: Object.entries(local).filter(isOurs), session: Object.entries(session).filter(isOurs) };
  };
  const mark = ['fs_ometria.0', expect.stringMatching(/^\{"denied":\d{13}\}$/)];
  expect(await ours()).toEqual({ local: [mark], session: [] });
  await shop.open('/checkout/payment');
  await untilTagRuns(page);
  expect(await ours()).toEqual({ local: [mark], session: [] });
});
