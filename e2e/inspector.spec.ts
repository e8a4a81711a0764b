import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import type { Inspection } from '../src/outputs/inspect.js';
import { PROBLEMS, STATES } from '../src/types/problem-words.js';
import { axeFindings } from './support/axe.js';
import { expect, type Shop, test } from './support/fixtures.js';

const HASH = '#fs_ometria_debug';
const FILE = 'fullstory-ometria.inspector.min.js';
const NEEDS = 'What a delivery needs';
const JANE = 'jane@example.com';

const panelOf = (page: Page) => page.getByRole('region', { name: 'FullStory to Ometria inspector' });
const firstLineOf = (page: Page) => panelOf(page).getByRole('status').first().locator('p').first();
const sectionOf = (page: Page, title: string) =>
  panelOf(page).locator('details', { has: page.locator(`summary:has-text("${title}")`) });

/** The demo's switches, and whether the shop knows who it is (default: Jane). */
type SetUp = { jane?: boolean; [name: string]: string | number | boolean | undefined };

/** Opens a page with the inspector on. */
const inspect = async (shop: Shop, page: Page, path: string, { jane = true, ...switches }: SetUp = {}) => {
  if (jane) await page.context().addCookies([{ name: 'shop_user', value: JANE, url: shop.url }]);
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(switches)) search.set(name, String(value));
  await page.goto(`${path}?${search}${HASH}`);
  await expect(panelOf(page)).toBeVisible();
};

const inspection = (page: Page) =>
  page.evaluate(() => (window as unknown as { fsOmetria: { inspect(): Inspection } }).fsOmetria.inspect());

const FIELD = JSON.stringify({ fields: { signal_type: 'Last Signal' } });

// One of each sort: test/inspector/words.test.ts has them all.
const CAUSES: readonly { name: string; switches: SetUp; words: string; need?: [string, string] }[] = [
  {
    name: 'consent that was never given',
    switches: { consent: 'ask' },
    words: PROBLEMS.consent_missing[0],
    need: ['Consent', '✕'],
  },
  {
    name: 'a tracker without init',
    switches: { consent: 'granted', ometria: 'noinit' },
    words: PROBLEMS.ometria_not_ready[0],
    need: ['Tracker', '✕'],
  },
  {
    name: 'an unknown visitor',
    switches: { consent: 'granted', jane: false },
    words: PROBLEMS.identity_unknown[0],
    need: ['Identity', '✕'],
  },
  {
    name: 'FullStory blocked',
    switches: { consent: 'granted', fs: 'blocked' },
    words: STATES['fullstory waiting']?.[0] ?? '',
    need: ['FullStory', '!'],
  },
  {
    name: 'a field renamed to something invalid',
    switches: { consent: 'granted', tagOptions: FIELD },
    words: 'fields.signal_type',
  },
];

for (const { name, switches, words, need } of CAUSES) {
  const when = name === 'an unknown visitor' ? '@firefox-soak' : '@soak @firefox';
  test(`the first line names the cause: ${name} ${when}`, async ({ shop, page }) => {
    await inspect(shop, page, '/blank', switches);
    await expect(panelOf(page).getByRole('status').first()).toContainText(words);
    if (need) {
      const row = sectionOf(page, NEEDS).locator('li', { has: page.locator('b', { hasText: need[0] }) });
      await expect(row.locator('.d')).toHaveText(need[1]);
      await expect(row).toContainText(words);
    }
  });
}

test('the first line names the cause: two tags @soak @firefox', async ({ shop, page }) => {
  await inspect(shop, page, '/blank', { consent: 'granted' });
  await page.addScriptTag({ url: '/dist/fullstory-ometria.min.js' });
  await expect(firstLineOf(page)).toContainText(PROBLEMS.duplicate_tag[0]);
  await expect(panelOf(page)).toHaveCount(1);
});

test('the first line names the cause: storage blocked @soak @firefox', async ({ shop, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await inspect(shop, page, '/blank', { consent: 'granted' });
  const words = PROBLEMS.storage_blocked[0];
  await expect(firstLineOf(page)).toContainText(words);
  const row = sectionOf(page, NEEDS).locator('li', { has: page.locator('b', { hasText: 'Storage' }) });
  await expect(row.locator('.d')).toHaveText('!');
  await expect(row).toContainText(words);
});

test('says what to do beside the first line, and shows all three things there when nothing is missing @firefox-soak', async ({
  shop,
  page,
}) => {
  await inspect(shop, page, '/blank', { consent: 'ask' });
  await expect(panelOf(page).getByRole('status').first()).toContainText("Accept in the shop's banner.");
  await inspect(shop, page, '/blank', { consent: 'granted', x: 1 });
  await expect(firstLineOf(page)).toContainText('Nothing is missing.');
  await expect(sectionOf(page, NEEDS).locator('summary')).toContainText('3 of 3');
});

test('shows a signal, what it was worth, what it fired, what goes out and what went out @firefox-soak', async ({
  shop,
  page,
}) => {
  await inspect(shop, page, '/checkout/payment', { consent: 'granted' });
  await expect(firstLineOf(page)).toContainText('Nothing is missing.');
  await page.locator('#promo-apply').click({ clickCount: 4 });
  const signals = sectionOf(page, 'Signals');
  await expect(signals.getByRole('listitem').filter({ hasText: 'rage_click' })).toContainText('by FullStory, accepted');
  await expect(sectionOf(page, 'Score').locator('summary')).toContainText('34 of 100');
  await shop.waitForRequests(1, ({ uiid, characters }) => uiid === JANE && characters > 0);
  await expect(sectionOf(page, 'Sent').locator('summary')).toContainText('1 on this page');
  await expect(sectionOf(page, 'Next delivery').locator('summary')).toContainText(/\d+ of \d+ characters/);
  await sectionOf(page, 'Next delivery').locator('summary').click();
  const bar = panelOf(page).getByRole('meter', { name: 'Characters of the budget' });
  const { next } = await inspection(page);
  await expect(bar).toHaveAttribute('aria-valuenow', String(next?.json.length));
  await expect(sectionOf(page, 'Next delivery')).toContainText('fs_rage_clicks');
  await sectionOf(page, 'Sent').locator('summary').click();
  await expect(sectionOf(page, 'Sent')).toContainText(/quiet|leftover/);
  await expect(sectionOf(page, 'Sent')).toContainText(/\d+ B/);
});

test('shows what was refused, and why @soak @firefox', async ({ shop, page }) => {
  await inspect(shop, page, '/blank', {
    consent: 'granted',
    tagOptions: JSON.stringify({ exclude: { categories: ['Socks'] } }),
  });
  await page.evaluate(() => {
    const { fsOmetria } = window as unknown as { fsOmetria: unknown[] };
    fsOmetria.push(['signal', { type: 'no_such_thing' }]);
    fsOmetria.push(['signal', { type: 'dwell', seconds: 60, product: 'S-1', category: 'Socks' }]);
  });
  const signals = sectionOf(page, 'Signals');
  await expect(signals.locator('summary')).toContainText('2 refused');
  await expect(signals).toContainText(PROBLEMS.bad_signal[0]);
  await expect(signals).toContainText('that the option exclude keeps out');
});

test('counts down to the next call @soak @firefox', async ({ shop, page }) => {
  await page.clock.install();
  await inspect(shop, page, '/blank', {
    consent: 'granted',
    tagOptions: JSON.stringify({ timing: { quiet: 60_000, deadline: 90_000 } }),
  });
  await page.evaluate(() => {
    (window as unknown as { fsOmetria: unknown[] }).fsOmetria.push(['signal', { type: 'rage_click' }]);
  });
  const summary = sectionOf(page, 'Next delivery').locator('summary');
  await expect(summary).toContainText(/in (60|5\d) s/);
  await page.clock.runFor(30_000);
  await expect(summary).toContainText(/in [12]?\d s/);
});

test('offers test, flush only under debug, and a report without addresses always @soak @firefox', async ({
  shop,
  page,
}) => {
  await inspect(shop, page, '/blank', { consent: 'granted', tagOptions: '{}' });
  const panel = panelOf(page);
  await expect(panel.getByRole('button', { name: 'Copy report' })).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Send test' })).toHaveCount(0);
  await expect(panel.getByRole('button', { name: 'Flush' })).toHaveCount(0);

  await inspect(shop, page, '/blank', { consent: 'granted', tagOptions: '{"debug":true}' });
  await expect(firstLineOf(page)).toContainText('Nothing is missing.');
  await panel.getByRole('button', { name: 'Send test' }).click();
  await expect(panel.getByRole('status').last()).toHaveText('Sent.');
  const [request] = await shop.waitForRequests(1, ({ characters }) => characters > 0);
  expect(request?.profile.fs_test).toBe('true');
  await panel.getByRole('button', { name: 'Flush' }).click();
  await expect(panel.getByRole('status').last()).toHaveText('Nothing is left to send.');

  await page.evaluate((email) => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
    const { fsOmetria } = window as unknown as { fsOmetria: unknown[] };
    const properties = { own_thing: `mine ${email}`, own_link: `see https://shop.example/${email}` };
    fsOmetria.push(['signal', { type: 'custom', name: 'own_signal', properties }]);
    fsOmetria.push(['signal', { type: 'rage_click' }]);
  }, JANE);
  await expect.poll(async () => (await inspection(page)).next?.json).toContain('fs_session_replay_url');
  await panel.getByRole('button', { name: 'Copy report' }).click();
  const report = await panel.getByRole('textbox', { name: 'Report' }).inputValue();
  expect(JSON.parse(report)).toMatchObject({ version: expect.any(String), state: { consent: 'granted' } });
  // The names of the properties are there, their values are not.
  expect(JSON.parse(report).next.properties).toEqual(
    expect.arrayContaining(['fs_signal_type', 'fs_session_replay_url', 'fs_own_thing']),
  );
  expect(report).toContain('own_signal');
  expect(report).not.toMatch(/https?:|fullstory\.com|"json"|"is:|mine /);
  expect(report).not.toContain(JANE);
  expect(report).not.toContain('"owner"');
});

test('without the hash nothing of the inspector is asked for @firefox-soak', async ({ shop, page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await shop.open('/blank', { consent: 'granted' });
  await expect.poll(() => inspection(page)).toMatchObject({ state: { consent: 'granted' } });
  await page.evaluate(() => {
    location.hash = 'fs_ometria_debug';
  });
  await expect.poll(() => asked.filter((url) => /\/dist\//.test(url)).length).toBe(1);
  expect(asked.filter((url) => url.includes('inspector'))).toEqual([]);
  await expect(panelOf(page)).toHaveCount(0);
});

test('changes nothing on the page but its own two elements @firefox-soak', async ({ shop, page }) => {
  const content = () =>
    page.evaluate((file) => {
      const copy = document.documentElement.cloneNode(true) as HTMLElement;
      for (const own of copy.querySelectorAll(`[data-fs-ometria-ignore], script[src$="${file}"]`)) own.remove();
      return copy.outerHTML;
    }, FILE);
  await page.context().addCookies([{ name: 'shop_user', value: JANE, url: shop.url }]);
  await shop.open('/product/FF-1001', { consent: 'granted' });
  await shop.waitForRequests(1, { type: 'identify', uiid: JANE });
  const before = await content();
  await page.goto(`/product/FF-1001${HASH}`);
  await page.reload();
  await expect(firstLineOf(page)).toContainText('Nothing is missing.');
  expect(await content()).toBe(before.replace('?consent=granted', ''));
});

test('survives hostile styles @firefox-soak', async ({ shop, page }) => {
  await inspect(shop, page, '/blank', { consent: 'ask' });
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      * { all: unset !important; display: none !important; }
      html { font-size: 40px !important; display: block !important; transform: rotate(3deg); }
      body, #cover { display: block !important; }
      div { visibility: hidden !important; opacity: 0 !important; position: static !important; }
      #cover { position: fixed !important; inset: 0 !important; z-index: 2147483647 !important; background: red !important; visibility: visible !important; opacity: 1 !important; }
    `);
    document.adoptedStyleSheets = [sheet];
    const cover = document.createElement('div');
    cover.id = 'cover';
    document.documentElement.append(cover);
  });
  await expect(panelOf(page)).toBeVisible();
  await expect(firstLineOf(page)).toBeVisible();
  const seen = await page.evaluate(() => {
    const host = document.querySelector('[data-fs-ometria-ignore]');
    const section = host?.shadowRoot?.querySelector('section');
    if (!host || !section) throw new Error('no panel');
    const { left, top, width, height } = host.getBoundingClientRect();
    return {
      width,
      size: getComputedStyle(section).fontSize,
      // On top at its corners and in its middle.
      top: [0.1, 0.5, 0.9].every((at) => document.elementFromPoint(left + width * at, top + height * at) === host),
    };
  });
  expect(seen).toEqual({ width: 376, size: '13px', top: true });
});

test('works under a strict policy @firefox-soak', async ({ shop, page }) => {
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) violations.push(message.text());
  });
  await inspect(shop, page, '/checkout/payment', { consent: 'granted', csp: 'strict' });
  await expect(firstLineOf(page)).toContainText('Nothing is missing.');
  expect(await panelOf(page).evaluate((section) => getComputedStyle(section).display)).toBe('flex');
  expect(violations).toEqual([]);
});

const withPolicy = async (page: Page, policy: string) =>
  page.route('**/blank*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': policy } });
  });

test('works under trusted types that name its policy @firefox-soak', async ({ shop, page }) => {
  await withPolicy(page, "require-trusted-types-for 'script'; trusted-types fs-ometria");
  await inspect(shop, page, '/blank', { consent: 'granted', fs: 'off', ometria: 'off' });
  await expect(firstLineOf(page)).toContainText(PROBLEMS.ometria_absent[0]);
});

test('works under a policy that asks for a nonce, and hands the tag’s on @firefox-soak', async ({ shop, page }) => {
  const nonce = 'r4nd0m';
  await page.context().addCookies([{ name: 'shop_user', value: JANE, url: shop.url }]);
  await page.route('**/blank*', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replaceAll('<script ', `<script nonce="${nonce}" `);
    const policy = `script-src 'nonce-${nonce}'; object-src 'none'`;
    await route.fulfill({
      response,
      body,
      headers: { ...response.headers(), 'content-security-policy': policy },
    });
  });
  await inspect(shop, page, '/blank', { consent: 'granted', fs: 'off', ometria: 'off' });
  await expect(firstLineOf(page)).toContainText(PROBLEMS.ometria_absent[0]);
  expect(await page.locator(`script[src$="${FILE}"]`).evaluate((script: HTMLScriptElement) => script.nonce)).toBe(
    nonce,
  );
});

test.describe(() => {
  // Firefox reports the refused policy as an error of the page.
  test.use({ pageErrorsAllowed: true });

  test('a policy that forbids it is a problem in health, and the tag goes on @firefox-soak', async ({ page }) => {
    await withPolicy(page, "require-trusted-types-for 'script'; trusted-types 'none'");
    await page.goto(`/blank?consent=granted&fs=off&ometria=off${HASH}`);
    await expect
      .poll(async () => (await inspection(page)).problems.map(({ code }) => code))
      .toContain('inspector_blocked');
    await expect(panelOf(page)).toHaveCount(0);
    expect((await inspection(page)).state.consent).toBe('granted');
  });
});

test('only the very file of this build is run', async ({ page }) => {
  await page.route(`**/${FILE}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()};` });
  });
  await page.goto(`/blank?consent=granted${HASH}`);
  await expect
    .poll(async () => (await inspection(page)).problems.map(({ code }) => code))
    .toContain('inspector_blocked');
  await expect(panelOf(page)).toHaveCount(0);
});

test('a visitor who goes on before it has loaded sees no error @firefox-soak', async ({ page }) => {
  let asked = 0;
  const slow = createServer(() => asked++).listen(0);
  const { port } = slow.address() as AddressInfo;
  const tagOptions = JSON.stringify({ inspector: `http://localhost:${port}/` });
  await page.goto(`/?${new URLSearchParams({ tagOptions })}${HASH}`, { waitUntil: 'commit' });
  await expect.poll(() => asked).toBe(1);
  // The next page's load cuts off the script's; what the browser tells of it is looked at by the fixture.
  await page.goto('/basket');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  slow.close();
});

test('can be used by keyboard alone @firefox', async ({ shop, page }) => {
  await inspect(shop, page, '/blank', { consent: 'ask' });
  const panel = panelOf(page);
  const move = panel.getByRole('button', { name: 'Move the panel' });
  await move.focus();
  const before = await panel.boundingBox();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowUp');
  const after = await panel.boundingBox();
  expect([(before?.x ?? 0) - (after?.x ?? 0), (before?.y ?? 0) - (after?.y ?? 0)]).toEqual([16, 16]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(sectionOf(page, NEEDS)).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(sectionOf(page, NEEDS)).toBeVisible();
  // Over the close button, and over what scrolls where the browser makes that a stop of its own.
  const needs = sectionOf(page, NEEDS).locator('summary');
  for (let at = 0; at < 3 && !(await needs.evaluate((summary) => summary.matches(':focus'))); at++) {
    await page.keyboard.press('Tab');
  }
  await expect(needs).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(sectionOf(page, NEEDS).locator('ul')).toBeHidden();
});

test('moves on a phone, and stays on a screen that gets smaller @firefox-soak', async ({ shop, page }) => {
  await page.setViewportSize({ width: 375, height: 720 });
  await inspect(shop, page, '/blank', { consent: 'ask' });
  const panel = panelOf(page);
  const move = panel.getByRole('button', { name: 'Move the panel' });
  const before = await panel.boundingBox();
  await move.focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowLeft');
  const after = await panel.boundingBox();
  // Sideways there are but 4 px to the edge.
  expect([(before?.x ?? 0) - (after?.x ?? 0), (before?.y ?? 0) - (after?.y ?? 0)]).toEqual([4, 16]);

  await page.setViewportSize({ width: 1200, height: 900 });
  for (let at = 0; at < 60; at++) await page.keyboard.press(at % 2 ? 'ArrowRight' : 'ArrowDown');
  expect((await panel.boundingBox())?.x).toBeGreaterThan(400);
  await page.setViewportSize({ width: 500, height: 600 });
  await expect
    .poll(async () => {
      const { x = -1, y = -1, width = 0, height = 0 } = (await panel.boundingBox()) ?? {};
      return x >= 0 && y >= 0 && x + width <= 500 && y + height <= 600;
    })
    .toBe(true);
});

test('is dragged by its head and stays on the screen @firefox-soak', async ({ shop, page }) => {
  await inspect(shop, page, '/blank', { consent: 'ask' });
  const panel = panelOf(page);
  const before = await panel.boundingBox();
  if (!before) throw new Error('no panel');
  await page.mouse.move(before.x + 40, before.y + 15);
  await page.mouse.down();
  await page.mouse.move(before.x - 60, before.y + 5, { steps: 4 });
  expect(await panel.boundingBox()).toMatchObject({ x: before.x - 100, y: before.y - 10 });
  // No further: Firefox refuses to move the mouse out of its window.
  await page.mouse.move(0, 0, { steps: 4 });
  await page.mouse.up();
  expect(await panel.boundingBox()).toMatchObject({ x: 4, y: 4 });
});

test('closes for good in this tab, and the address brings it back @firefox-soak', async ({ shop, page }) => {
  await inspect(shop, page, '/blank', { consent: 'ask' });
  await panelOf(page).getByRole('button', { name: 'Close in this tab' }).click();
  await expect(panelOf(page)).toHaveCount(0);
  const loaded = page.waitForResponse((response) => response.url().includes(FILE));
  await page.goto(`/?x=1${HASH}`);
  await loaded;
  await page.waitForLoadState('load');
  await expect(panelOf(page)).toHaveCount(0);
  await page.goto(`/?x=2${HASH}=open`);
  await expect(panelOf(page)).toBeVisible();
  await page.goto(`/?x=3${HASH}`);
  await expect(panelOf(page)).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in it, ${colorScheme} ${colorScheme === 'dark' ? '@soak @firefox' : '@firefox-soak'}`, async ({
    shop,
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    for (const consent of ['ask', 'granted']) {
      await inspect(shop, page, '/blank', { consent, fs: 'blocked', tagOptions: '{"debug":true,"nonsense":1}' });
      for (const title of ['Score', 'Rules', 'Next delivery', 'Sent', 'Problems'])
        await sectionOf(page, title).locator('summary').click();
      // The panel is drawn anew each second: what axe looks at would go from under it.
      await page.evaluate(() => {
        for (let id = Number(setTimeout(() => {})); id > 0; id--) clearInterval(id);
      });
      expect(await axeFindings(page)).toEqual([]);
    }
  });
}

test('is never wider than a phone @firefox-soak', async ({ shop, page }) => {
  for (const width of [320, 375, 768, 1440]) {
    await page.setViewportSize({ width, height: 720 });
    await inspect(shop, page, '/blank', { consent: 'ask', x: width });
    const box = await panelOf(page).boundingBox();
    expect(box?.width).toBeLessThanOrEqual(Math.min(376, width - 16));
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect(await panelOf(page).evaluate((section) => section.scrollWidth - section.clientWidth)).toBe(0);
  }
});
