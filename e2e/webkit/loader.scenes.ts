import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LoadedShop, openLoadedShop } from '../support/loaded.js';
import { SOON, setScene } from './shop.js';

const scene = setScene();
const ALL = 30;

let loaded: LoadedShop;
beforeEach(async () => {
  loaded = await openLoadedShop(scene.shop);
});
afterEach(async () => {
  await scene.browser.goto('about:blank');
  await loaded.close();
});

const open = async (given?: Parameters<LoadedShop['address']>[0]) => {
  await scene.browser.goto(loaded.address(given));
  await expect.poll(() => scene.browser.evaluate(`return 'health' in (window.fsOmetria || {})`), SOON).toBe(true);
};
const rage = async (count = 1) => {
  for (let at = 0; at < count; at++) await scene.ragehook();
};
const push = (...command: unknown[]) => scene.browser.evaluate(`fsOmetria.push(${JSON.stringify(command)})`);
const isTaken = () => scene.browser.evaluate<boolean>(`return !('loader' in fsOmetria)`);
const problems = async () => (await scene.health()).problems.map(({ code }) => code);
const stored = () =>
  scene.browser.evaluate<string[]>(`return [sessionStorage, localStorage].flatMap((area) =>
    Object.keys({ ...area }).filter((key) => /^fs_/.test(key)).map((key) => key + ' ' + area[key]))`);
const count = () => scene.last().fs_rage_clicks;

describe('the loader in WebKit, before the tag has come', () => {
  test('every event after the yes is delivered once', async () => {
    loaded.answer('held');
    await open();
    await rage(ALL);
    expect(await isTaken()).toBe(false);
    loaded.answer('given');
    await expect.poll(count, SOON).toBe(String(ALL));
    await scene.browser.goto(`${loaded.url}/icon.svg`);
    expect(count()).toBe(String(ALL));
  });

  test('what happened on pages that were left is delivered by the next one', async () => {
    loaded.answer('held');
    for (let left = 0; left < ALL; left++) {
      await open({ path: `page-${'x'.repeat(left)}` });
      await rage();
    }
    expect(scene.deliveries()).toEqual([]);
    loaded.answer('given');
    await open();
    await expect.poll(count, SOON).toBe(String(ALL));
    expect((await stored()).filter((entry) => entry.startsWith('fs_ometria.0 '))).toEqual([]);
  });

  test('a refusal leaves nothing but its mark, and what runs later hears it', async () => {
    loaded.answer('held');
    await open({ consent: '' });
    await push('consent', 'granted');
    await rage();
    expect(await stored()).toHaveLength(1);
    await push('consent', 'denied');
    expect(await stored()).toEqual([expect.stringMatching(/^fs_ometria\.0 \{"denied":\d{13}\}$/)]);
    loaded.answer('given');
    await scene.browser.click('#apply');
    await open();
    await expect.poll(isTaken, SOON).toBe(true);
    await rage();
    await expect.poll(count, SOON).toBe('1');
  });

  test.each(['refused', 'empty'] as const)(
    'where it is %s the page is untouched, and the next one tries again',
    async (answer) => {
      loaded.answer(answer);
      await open();
      await scene.browser.click('#apply');
      await rage();
      await expect.poll(problems, SOON).toEqual(['script_blocked']);
      expect(await scene.browser.evaluate(`return document.querySelector('#apply').dataset.clicked`)).toBe('yes');
      loaded.answer('given');
      await open();
      await expect.poll(count, SOON).toBe('1');
    },
  );

  test('the first press brings it at once', async () => {
    await open({ consent: '' });
    await push('consent', 'granted');
    await scene.browser.click('#apply');
    await expect.poll(isTaken, SOON).toBe(true);
    expect((await scene.health()).problems).toEqual([]);
  });

  test('without consent the page asks for one script and nothing is kept', async () => {
    await open({ consent: 'google' });
    await rage();
    await scene.browser.click('#apply');
    // Longer than the loader's look and the time-out for an idle moment.
    await new Promise((done) => setTimeout(done, 7000));
    expect(loaded.asked()).toEqual(['/dist/fullstory-ometria.loader.min.js']);
    expect(await stored()).toEqual([]);
  });

  test('from another origin the tag comes where that origin allows it', async () => {
    for (const allowed of [false, true]) {
      loaded.allow(allowed);
      await open({ fromCdn: true });
      await scene.browser.click('#apply');
      await expect.poll(isTaken, SOON).toBe(allowed);
      await expect.poll(problems, SOON).toEqual(allowed ? [] : ['script_blocked']);
    }
  });
});
