import type { Page } from 'playwright';
import { startDemo } from '../../demo/server.js';
import { show } from '../../e2e/support/wait.js';
import type { Bench } from '../lib/browser.js';
import type { Given, Part } from '../lib/part.js';
import { table, target } from '../lib/report.js';

interface Act {
  type: string;
  at: string;
  run(page: Page): Promise<unknown>;
}

const PRODUCT = '/product/FF-1001';
const PAYMENT = '/checkout/payment';

/** What the demo's guide says to do for each kind of signal that only our own detectors see, by real presses. */
const ACTS: readonly Act[] = [
  { type: 'rage_click', at: PAYMENT, run: (page) => page.getByTestId('promo-apply').click({ clickCount: 4 }) },
  {
    type: 'dead_click',
    at: PRODUCT,
    run: async (page) => {
      const button = page.getByRole('button', { name: 'Turn it round' });
      await show(button);
      await button.click();
    },
  },
  { type: 'error_click', at: PRODUCT, run: (page) => page.getByTestId('stock-check').click() },
  {
    type: 'form_error',
    at: '/checkout/delivery',
    run: (page) => page.getByRole('button', { name: 'Continue to payment' }).click(),
  },
];
// Since the page has loaded: at once, before the loader's first look after that, after it.
const WAITS = [0, 500, 1500, 3000];
const SUBJECTS = { 'single file': 'full', loader: 'loader' };
// As slow as in the part "arrival": the tag's own way takes half a second there.
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const VERDICT_MS = 6000;
// Chromium starves some of five pages whose network is slowed: they never load.
const ROUNDS = 3;

async function play(bench: Bench, url: string, { act, tag, wait }: { act: Act; tag: string; wait: number }) {
  const { page, session, close } = await bench.page();
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', NETWORK);
  // FullStory tells of nothing: what it tells of, the loader keeps.
  const query = new URLSearchParams({ consent: 'granted', fs: 'off', tag });
  await page.goto(`${url}${act.at}?${query}`, { waitUntil: 'load' });
  await page.waitForTimeout(wait);
  await act.run(page);
  await page.waitForTimeout(VERDICT_MS);
  const seen = await page.evaluate((type) => {
    const handle = Reflect.get(window, 'fsOmetria');
    return Number(handle?.health?.().signals?.byType?.[type] ?? 0);
  }, act.type);
  await close();
  return seen > 0;
}

export async function beforePart({ bench, quick, rounds: wanted }: Given): Promise<Part> {
  const rounds = wanted ?? (quick ? 1 : ROUNDS);
  const demo = await startDemo({ port: 0 });
  const url = new URL(demo.url).origin;
  const told = new Map<string, number>();
  const key = (...parts: unknown[]) => parts.join(' ');
  try {
    for (const act of ACTS)
      for (const wait of WAITS) {
        // Mostly waiting: the pages of one moment wait together.
        for (const [name, tag] of Object.entries(SUBJECTS)) {
          const plays = Array.from({ length: rounds }, async () => {
            if (await play(bench, url, { act, tag, wait }))
              told.set(key(name, act.type, wait), (told.get(key(name, act.type, wait)) ?? 0) + 1);
          });
          await Promise.all(plays);
        }
      }
  } finally {
    await demo.close();
  }
  const of = (name: string, type: string, wait: number) => told.get(key(name, type, wait)) ?? 0;
  const lost = (wait: number) =>
    ACTS.reduce((sum, { type }) => sum + Math.max(0, of('single file', type, wait) - of('loader', type, wait)), 0);
  const all = rounds * ACTS.length;
  const late = WAITS.at(-1) ?? 0;
  return {
    title: 'Before the tag',
    text: [
      `What only the tag’s own detectors can see, done by real presses on the demo’s pages so long after the page’s load, by a network of 1.6 Mbit/s with 150 ms; consent was given before. Of ${rounds} visits each, so many were told of: by the single file → by the loader, which the first press asks for the tag. FullStory’s own events are not among them: the loader keeps those.`,
      table(
        ['', ...WAITS.map((wait) => `${wait / 1000} s after load`)],
        ACTS.map(({ type, at }) => [
          `${type}, ${at}`,
          ...WAITS.map((wait) => `${of('single file', type, wait)} → ${of('loader', type, wait)}`),
        ]),
      ),
      `Lost with the loader: ${WAITS.map((wait) => `${lost(wait)} of ${all} at ${wait / 1000} s`).join(', ')}.`,
    ].join('\n\n'),
    targets: [
      target(
        `${late / 1000} s after load the loader costs no signal of the detectors`,
        `${lost(late)} of ${all} lost`,
        lost(late) === 0,
      ),
    ],
  };
}
