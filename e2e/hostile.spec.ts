import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.js';
import { untilPage, untilTagRuns } from './support/wait.js';

const OPTIONS = JSON.stringify({ bdl: { events: { 'shop:type': 'dead_click', 'shop:name': 'coupon_failed' } } });
const BUDGET = 650;

/** What others have left behind before the tag comes: storage, a queue and a data layer. Runs in the page. */
const prepare = () => {
  for (const [key, value] of Object.entries({
    'fs_ometria.0': '{"unsent":3,"+rage_click":"many"}',
    'fs_ometria.1': '\ud800{"',
    'fs_ometria.2': '[[[',
    'fs_ometria.3': '{"__proto__":{"polluted":1},"begun":1e999}',
    'fs_ometria.4': 'null',
    'fs_ometria.big': `{"head":"${'x'.repeat(100_000)}"}`,
  })) {
    if (localStorage.getItem(key) === null) localStorage.setItem(key, value);
  }
  if (sessionStorage.getItem('fs_ometria') === null) sessionStorage.setItem('fs_ometria', '{"tab":');
  const hostile = new Proxy(
    {},
    {
      get: () => {
        throw new Error('hostile');
      },
    },
  );
  Reflect.set(window, 'dataLayer', [
    null,
    5,
    'words',
    [],
    {},
    { event: {} },
    { ecommerce: 'x' },
    { event: 'view_item' },
  ]);
  Reflect.set(window, 'fsOmetria', [
    null,
    5,
    'signal',
    [],
    [5],
    ['nothing'],
    ['signal'],
    ['signal', hostile],
    [hostile],
  ]);
  Reflect.set(window, 'uncaught', []);
  for (const type of ['error', 'unhandledrejection'])
    addEventListener(type, (event) =>
      Reflect.get(window, 'uncaught').push(`${type} ${String(Reflect.get(event, 'message'))}`),
    );
};

/** Hands every value to every method, event and list that takes one. Answers how often the page itself was thrown at. */
const attack = () => {
  const refuse = () => {
    throw new Error('hostile');
  };
  const getter = (name: string, rest: object = {}) =>
    Object.defineProperty({ ...rest }, name, { enumerable: true, get: refuse });
  const loop: Record<string, unknown> = { type: 'custom', name: 'loop' };
  loop.properties = loop;
  const megabyte = 'x'.repeat(2 ** 20);
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const values: unknown[] = [
    ...[
      undefined,
      null,
      true,
      0,
      -1,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      10n ** 40n,
      '',
      'x',
      [],
      {},
      Symbol('s'),
      refuse,
    ],
    ...[new Date(Number.NaN), new Map([[1, 2]]), new Uint8Array(9), Object.create(null), document.body, window, /x/g],
    new Proxy(
      {},
      { get: refuse, ownKeys: refuse, has: refuse, getPrototypeOf: refuse, getOwnPropertyDescriptor: refuse },
    ),
    new Proxy(() => {}, { get: refuse, apply: refuse }),
    ...[revoked, loop, megabyte, '\ud83d'.repeat(1000), Array(5000).fill(['signal', {}])],
    { toString: refuse, valueOf: refuse, toJSON: refuse, [Symbol.toPrimitive]: refuse },
    ...[getter('type'), getter('target', { type: 'rage_click' }), getter('at', { type: 'rage_click' })],
    { type: 'custom', name: 'x', properties: getter('a') },
    { type: { toString: refuse } },
    { type: 'dead_click', target: megabyte, page: `/${megabyte}`, replayUrl: megabyte, at: 'yesterday', clicks: -5 },
    {
      type: 'custom',
      name: 'big',
      properties: Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`p${at}`, 'v'])),
    },
    // A promise nobody waits for is the page's own affair: it is one that holds.
    { type: 'custom', name: 'later', properties: { when: Promise.resolve(1) } },
  ];
  let thrown = 0;
  const safely = (act: () => unknown) => {
    try {
      act();
    } catch {
      thrown += 1;
    }
  };
  const tag = Reflect.get(window, 'fsOmetria');
  const layer: unknown[] = Reflect.get(window, 'dataLayer');
  // A flush with nothing to send is no call: calls are few.
  for (const method of ['flush', 'health', 'on', 'page', 'visitor', 'consent', 'rule', 'config', 'signal']) {
    for (const value of values) {
      if (typeof tag[method] === 'function') safely(() => tag[method](value, value));
      if (method !== 'flush') safely(() => tag.push([method, value, value]));
    }
  }
  for (const value of values) {
    safely(() => tag.push(value));
    safely(() => tag.on('signal', value));
    for (const name of ['fullstory/rageclick', 'shop:type', 'shop:name']) {
      for (const target of [document.body, document, window]) {
        safely(() => target.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail: value })));
        safely(() => target.dispatchEvent(new Event(name)));
      }
    }
    for (const entry of [value, { event: value }, { event: 'view_item', ecommerce: value }])
      safely(() => layer.push(entry));
    safely(() => layer.push({ event: 'add_to_cart', ecommerce: { items: value } }));
    safely(() => layer.push({ event: 'purchase_refused', ecommerce: { items: [value, { item_id: value }] } }));
  }
  return { thrown, values: values.length };
};

/** How many signals of the type the tag has accepted. */
const heard = (page: Page, type: string) =>
  page.evaluate((wanted): number => Reflect.get(window, 'heard')[wanted] ?? 0, type);

for (const tag of ['core', 'full'] as const) {
  test(`whatever is handed to the ${tag} build, nothing of it reaches the page, and a rage click is still delivered${tag === 'core' ? ' @soak' : ''}`, async ({
    page,
    shop,
  }) => {
    await page.addInitScript(prepare);
    await shop.open('/checkout/payment', { tag, consent: 'granted', tagOptions: OPTIONS });
    await untilTagRuns(page);
    await untilPage(page, () => typeof Reflect.get(window, 'ometria')?.identify === 'function');
    await page.evaluate(() => {
      Reflect.get(window, 'ometria').identify('jane@example.com');
      const counts: Record<string, number> = {};
      Reflect.set(window, 'heard', counts);
      Reflect.get(window, 'fsOmetria').on('signal', ({ type }: { type: string }) => {
        counts[type] = (counts[type] ?? 0) + 1;
      });
    });
    const { thrown, values } = await page.evaluate(attack);
    expect(values).toBeGreaterThan(30);
    expect(thrown).toBe(0);

    // More than a hundred signals a second are refused: the page is heard again.
    const last = await heard(page, 'mouse_thrash');
    await expect
      .poll(async () => {
        await page.evaluate(() => Reflect.get(window, 'fsOmetria').signal({ type: 'mouse_thrash' }));
        return heard(page, 'mouse_thrash');
      })
      .toBeGreaterThan(last);
    const before = await heard(page, 'rage_click');
    const button = page.getByTestId('promo-apply');
    await button.click({ clickCount: 4 });
    await expect.poll(() => heard(page, 'rage_click')).toBe(before + 1);
    expect(await page.evaluate(() => Reflect.get(window, 'uncaught'))).toEqual([]);
    expect(await page.evaluate(() => Reflect.get(Object.prototype, 'polluted'))).toBeUndefined();
    await page.getByRole('link', { name: 'Back to basket' }).click();
    await page.waitForURL('**/basket');

    const deliveries = () => shop.requests(({ type, characters }) => type === 'identify' && characters > 0);
    await expect.poll(() => Number(deliveries().at(-1)?.profile.fs_rage_clicks)).toBe(before + 1);
    for (const { uiid, characters } of deliveries()) {
      expect(uiid).toBe('jane@example.com');
      expect(characters).toBeLessThanOrEqual(BUDGET);
    }
  });
}
