import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.js';
import { untilTagRuns } from './support/wait.js';

interface Measured {
  listeners: string[];
  storage: string[];
  cookies: string[];
}

/** Writes down what the tag's own script touches; everybody else's calls pass unseen. */
const measure = (page: Page) =>
  page.addInitScript(() => {
    const measured: Measured = { listeners: [], storage: [], cookies: [] };
    Reflect.set(window, 'measured', measured);
    const byTag = () => new Error().stack?.includes('/dist/fullstory-ometria') === true;
    const { addEventListener } = EventTarget.prototype;
    EventTarget.prototype.addEventListener = function (
      this: EventTarget,
      ...args: Parameters<typeof addEventListener>
    ) {
      if (byTag()) measured.listeners.push(`${this.constructor.name} ${args[0]}`);
      return addEventListener.apply(this, args);
    };
    const watch = (host: object, name: string, seen: string[]) => {
      const found = Object.getOwnPropertyDescriptor(host, name);
      if (!found) return false;
      const { get, set } = found;
      Object.defineProperty(host, name, {
        ...found,
        get() {
          if (byTag()) seen.push(`read ${name}`);
          return get?.call(this);
        },
        ...(set && {
          set(value: unknown) {
            if (byTag()) seen.push(`write ${name}`);
            set.call(this, value);
          },
        }),
      });
      return true;
    };
    for (const name of ['localStorage', 'sessionStorage'])
      if (!watch(window, name, measured.storage)) watch(Window.prototype, name, measured.storage);
    watch(Document.prototype, 'cookie', measured.cookies);
  });

const rage = (page: Page) =>
  page.evaluate(() => {
    const detail = { eventReplayUrlAtCurrentTime: 'https://app.fullstory.com/ui/o/session/1' };
    document.body.dispatchEvent(new CustomEvent('fullstory/rageclick', { bubbles: true, composed: true, detail }));
    for (const type of ['pointerdown', 'click', 'input', 'scroll', 'focus', 'hashchange'])
      window.dispatchEvent(new Event(type));
  });

const measuredOn = (page: Page) => page.evaluate(() => Reflect.get(window, 'measured') as Measured);

/** Everything that a page may say and ask before it knows. */
const say = (page: Page) =>
  page.evaluate(() => {
    const tag = Reflect.get(window, 'fsOmetria');
    tag.push(['signal', { type: 'rage_click' }]);
    tag.push(['page', { type: 'product', product: 'SKU-A' }]);
    tag.push(['visitor', 'jane@example.com']);
    tag.push(['reset']);
    tag.push(['flush']);
    return tag.health().state.consent as string;
  });

/** Consent Mode with its defaults, and no update yet. */
const askGoogle = (page: Page) =>
  page.addInitScript(() => {
    Reflect.set(window, 'fsOmetria', [['config', { consent: 'google' }]]);
    const denied = { analytics_storage: 'denied', ad_storage: 'denied' };
    Reflect.set(window, 'dataLayer', [['consent', 'default', denied]]);
  });

for (const consent of ['ask', 'denied', 'google, no update yet'] as const) {
  test(`without consent (${consent}) nothing is listened to, kept or sent @firefox${consent === 'ask' ? '' : '-soak'}`, async ({
    page,
    shop,
  }) => {
    await page.clock.install();
    await measure(page);
    if (consent !== 'ask' && consent !== 'denied') await askGoogle(page);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await shop.open('/checkout/payment', { consent: consent === 'denied' ? 'denied' : 'ask' });
    await untilTagRuns(page);
    expect(await say(page)).toBe(consent === 'denied' ? 'denied' : 'unknown');
    await rage(page);
    // Longer than every wait of the tag's that begins by itself.
    await page.clock.runFor(70_000);
    await rage(page);
    await say(page);
    // A refusal is carried out: a look whether there is a record of before to take away, what the tab's last page left,
    // what the browser remembers of orders, basket and attention, and who had logged out.
    const looks = ['local', 'session', 'session', 'local', 'local', 'session', 'local'].map(
      (area) => `read ${area}Storage`,
    );
    const storage = consent === 'denied' ? looks : [];
    expect(await measuredOn(page)).toEqual({ listeners: [], storage, cookies: [] });
    expect(asked.filter((path) => path.startsWith('/track') || path.startsWith('/vendors'))).toEqual([]);
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('fs_')))).toEqual([]);
    expect(shop.requests()).toEqual([]);
  });
}

test('the same measurement sees the tag at work once the visitor has agreed @firefox-soak', async ({ page, shop }) => {
  await measure(page);
  await shop.open('/checkout/payment', { consent: 'granted' });
  await untilTagRuns(page);
  await expect.poll(async () => (await measuredOn(page)).cookies).toContain('read cookie');
  const { listeners, storage } = await measuredOn(page);
  expect(listeners).toContain('Window fullstory/rageclick');
  expect(storage).toContain('read localStorage');
});

test('a refusal takes every record and leaves a mark that holds nothing else @firefox-soak', async ({ page, shop }) => {
  await shop.open('/checkout/payment', { consent: 'granted' });
  await untilTagRuns(page);
  await rage(page);
  const kept = () =>
    page.evaluate(() =>
      Object.keys(localStorage)
        .filter((key) => key.startsWith('fs_ometria'))
        .map((key) => localStorage.getItem(key)?.replace(/^[^{]*/, '')),
    );
  expect((await kept()).join()).toContain('rage_click');
  await page.locator('[data-consent-open]').click();
  await page.getByRole('button', { name: 'Decline' }).click();
  expect(await kept()).toEqual([expect.stringMatching(/^\{"denied":\d{13}\}$/)]);
});
