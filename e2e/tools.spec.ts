import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { axeFindings } from './support/axe.js';
import { expect, test } from './support/fixtures.js';

// Colour schemes and widths in which a person opens these pages.
const VIEWS = [
  { width: 375, colorScheme: 'light', when: '' },
  { width: 1440, colorScheme: 'dark', when: ' @soak' },
] as const;

test.describe('the set-up page', () => {
  test('turns choices into a script tag, Tag Manager values, code and custom fields @firefox-soak', async ({
    page,
  }) => {
    await page.goto('/setup');
    await expect(page.locator('#used')).toHaveText(/^\d+ of 1000$/);
    await expect(page.locator('#table tr')).toHaveCount(11);

    await page.getByLabel('Consent tool').selectOption('onetrust');
    await page.getByLabel('Analytics (FullStory)').fill('C0002');
    await page.getByLabel('Marketing (Ometria)').fill('C0004');
    await expect(page.locator('#code')).toContainText("onetrust({ analytics: 'C0002', marketing: 'C0004' })");
    await expect(page.locator('#script')).toContainText('data-consent="command"');
    await expect(page.locator('#script')).toContainText('consent/onetrust.min.js" data-analytics="C0002"');
    await expect(page.locator('#gtm-consent')).toContainText('consent/onetrust.min.js?analytics=C0002');

    await page.getByLabel('Consent tool').selectOption('google');
    await expect(page.getByLabel('Analytics (FullStory)')).toBeHidden();
    await expect(page.locator('#script')).toContainText('data-consent="google"');
    await expect(page.locator('#gtm')).toContainText('Google Consent Mode');

    await page.getByRole('checkbox', { name: 'session_replay_url' }).uncheck();
    await page.getByRole('checkbox', { name: 'dwell_product' }).check();
    await page.getByLabel('Another name for signal_type').fill('last_signal');
    await page.getByRole('checkbox', { name: /checkout_rescue/ }).check();
    await page.getByRole('checkbox', { name: /mobile_friction/ }).uncheck();
    await expect(page.locator('#script')).toContainText('"signal_type": "last_signal"');
    await expect(page.locator('#code')).toContainText(
      "rules([{ name: 'mobile_friction', off: true }, checkoutRescue])",
    );
    for (const id of ['last_signal', 'fs_dwell_product', 'fs_checkout_rescue_at', 'fs_rescue_stage'])
      await expect(page.locator('#table')).toContainText(id);
    for (const id of ['fs_session_replay_url', 'fs_mobile_friction_at'])
      await expect(page.locator('#table')).not.toContainText(id);

    await page.getByRole('checkbox', { name: /Our stages are not/ }).check();
    await expect(page.locator('#script')).toContainText('"event": "begin_checkout"');
    await expect(page.locator('#unreached')).toBeHidden();
    await page.getByRole('button', { name: 'Add a stage' }).click();
    await page.getByLabel('Stage', { exact: true }).last().fill('gift');
    await expect(page.locator('#unreached')).toBeVisible();
    await expect(page.locator('#unreached')).toContainText('gift');
    await page.getByLabel('Paths').last().fill('/gift*');
    await expect(page.locator('#unreached')).toBeHidden();
    await expect(page.locator('#script')).toContainText('"page": "/gift*"');
    await page.getByRole('button', { name: 'Remove this stage' }).last().click();
    await expect(page.locator('#script')).not.toContainText('gift');
  });

  test('says beside the field that a prefix or name cannot be used @soak', async ({ page }) => {
    await page.goto('/setup');
    const wrong = page.locator('#prefix-wrong');
    await expect(wrong).toBeHidden();
    await page.getByLabel('Prefix').fill('FS-');
    await expect(wrong).toBeVisible();
    await expect(wrong).toContainText('small letters');
    await expect(page.locator('#table')).toContainText('fs_signal_type');
    await page.getByLabel('Prefix').fill('');
    await expect(wrong).toBeHidden();
    await page.getByLabel('Another name for signal_type').fill('Last signal');
    await expect(page.locator('#names-wrong')).toBeVisible();
    await expect(page.locator('#names-wrong')).toContainText('Last signal');
  });

  test('gives the custom fields as a file @soak', async ({ page }) => {
    await page.goto('/setup');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'CSV' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('ometria-custom-fields.csv');
    const [head, first] = readFileSync(await file.path(), 'utf8').split('\r\n');
    expect([head, first]).toEqual(['id,type,title', 'fs_signal_type,String,Signal (FullStory)']);
  });

  test('warns where the worst case does not fit beside the shop’s own properties @soak', async ({ page }) => {
    await page.goto('/setup');
    await page.getByLabel('Characters your own properties take').fill('600');
    await expect(page.locator('#left-out')).toContainText('lower the budget to 400');
    await page.getByLabel('Budget for ours').fill('400');
    await expect(page.locator('#left-out')).toContainText('switched off: fs_');
    await expect(page.locator('#used')).toHaveText(/^9\d\d of 1000$|^1000 of 1000$/);
  });

  test('its script tag works in the shop as it is', async ({ page, shop }) => {
    await page.goto('/setup');
    await page.getByLabel('Consent tool').selectOption('granted');
    await page.getByLabel('Prefix').fill('web_');
    await page.getByRole('checkbox', { name: /checkout_rescue/ }).check();
    await page.getByLabel('Where you serve it from').fill(`${shop.url}/dist/fullstory-ometria.min.js`);
    const script = (await page.locator('#script').textContent()) ?? '';
    await page.route('**/made-here', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>A shop</title>${script}` }),
    );
    await page.goto('/made-here');
    const health = () => page.evaluate(() => Reflect.get(window, 'fsOmetria').health?.());
    await expect.poll(async () => (await health())?.state.consent).toBe('granted');
    expect((await health()).problems).toEqual([]);
  });
});

test.describe('the canary page', () => {
  test('sends one field in each style, on a click and not before @firefox-soak', async ({ page, shop }) => {
    await page.goto('/canary?tag=/vendors/ometria.js&email=canary@example.com');
    await expect(page.getByRole('button', { name: 'Send all three' })).toBeDisabled();
    expect(shop.requests()).toEqual([]);
    await page.getByRole('button', { name: 'Load the tag' }).click();
    await expect(page.locator('#loaded')).toHaveText('The tracker is ready.');
    expect(shop.requests({ type: 'identify' })).toEqual([]);
    await page.getByRole('button', { name: 'Send all three' }).click();
    await shop.waitForRequests(3, { type: 'identify' });
    await expect(page.locator('#sent')).toHaveText(/^Sent at \d\d:\d\d\.$/);
    const time = expect.stringMatching(/^\d\d:\d\d$/);
    expect(shop.requests({ type: 'identify', uiid: 'canary@example.com' }).map(({ data }) => data)).toMatchObject([
      { d: { profile: { fs_canary_plain: time } } },
      { d: { profile: { 'properties.fs_canary_dotted': time } } },
      { d: { profile: { properties: { fs_canary_nested: time } } } },
    ]);
    await expect(page.locator('#rows td:last-child')).toHaveText(['yes', 'yes', 'yes']);
    await expect(page.locator('#when')).toHaveText(/^at \d\d:\d\d$/);
    await page.getByRole('button', { name: 'fs_canary_dotted' }).click();
    await expect(page.locator('#verdict')).toContainText('"keys": "dotted"');
  });

  test('starts a tag that leaves init to the site @soak', async ({ page, shop }) => {
    await shop.open('/blank', { ometria: 'noinit' });
    await page.goto('/canary?tag=/vendors/ometria.js&email=canary@example.com');
    await page.getByRole('button', { name: 'Load the tag' }).click();
    await expect(page.locator('#loaded')).toHaveText('The tracker is ready.');
  });

  test('says what is wrong instead of sending', async ({ page, shop }) => {
    await page.goto('/canary?tag=/vendors/ometria.js&email=canary@example.com');
    await page.getByLabel('Address of your Ometria tag').fill('http://elsewhere.example/tag.js');
    await page.getByRole('button', { name: 'Load the tag' }).click();
    await expect(page.locator('#loaded')).toContainText('https://');
    await page.getByLabel('Address of your Ometria tag').fill('/vendors/none.js');
    await page.getByRole('button', { name: 'Load the tag' }).click();
    await expect(page.locator('#loaded')).toContainText('did not load');
    await page.getByLabel('Address of your Ometria tag').fill('/vendors/ometria.js');
    await page.getByLabel('E-mail address').fill('other@example.com');
    await page.getByRole('button', { name: 'Load the tag' }).click();
    await page.getByRole('button', { name: 'Send all three' }).click();
    await shop.waitForRequests(3, { type: 'identify' });
    // The browser is known now: a second contact would be a second person to Ometria.
    await page.goto('/canary?tag=/vendors/ometria.js&email=canary@example.com');
    await page.getByRole('button', { name: 'Load the tag' }).click();
    await expect(page.locator('#loaded')).toContainText('known as somebody else');
    await expect(page.getByRole('button', { name: 'Send all three' })).toBeDisabled();
    // With the contact corrected it goes on, without a second tracker.
    await page.getByLabel('E-mail address').fill('other@example.com');
    await page.getByRole('button', { name: 'Load the tag' }).click();
    await expect(page.locator('#loaded')).toHaveText('The tracker is ready.');
    await expect(page.locator('script[src$="/vendors/ometria.js"]')).toHaveCount(1);
  });

  test('lets another tag be tried after one that does not start @soak', async ({ page }) => {
    await page.clock.install();
    await page.route('**/vendors/empty.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
    await page.goto('/canary?tag=/vendors/empty.js&email=canary@example.com');
    await page.getByRole('button', { name: 'Load the tag' }).click();
    await expect(page.getByRole('button', { name: 'Load the tag' })).toBeDisabled();
    await expect(page.locator('script[src$="/vendors/empty.js"]')).toHaveCount(1);
    await page.clock.runFor(20_000);
    await expect(page.locator('#loaded')).toContainText('does not start');
    await page.clock.resume();
    await page.getByLabel('Address of your Ometria tag').fill('/vendors/ometria.js');
    await page.getByRole('button', { name: 'Load the tag' }).click();
    await expect(page.locator('#loaded')).toHaveText('The tracker is ready.');
  });

  test('takes from a link only a tag of its own origin or of Ometria’s', async ({ page, shop }) => {
    const tags = [
      { tag: '/vendors/ometria.js', taken: true },
      { tag: `${shop.url}/vendors/ometria.js`, taken: true },
      { tag: 'https://cdn.ometria.com/tags/0123456789abcdef.js', taken: true },
      { tag: 'https://cdn.ometria.com.example/tags/0123456789abcdef.js', taken: false },
      { tag: 'https://elsewhere.example/tag.js', taken: false },
      { tag: '//elsewhere.example/tag.js', taken: false },
      { tag: 'http://cdn.ometria.com/tags/0123456789abcdef.js', taken: false },
      { tag: 'data:text/javascript,alert(1)', taken: false },
    ];
    for (const { tag, taken } of tags) {
      await page.goto(`/canary?tag=${encodeURIComponent(tag)}`);
      await expect(page.getByLabel('Address of your Ometria tag')).toHaveValue(taken ? tag : '');
    }
  });

  test('opened from the disk it says how to serve it, and loads nothing', async ({ page }) => {
    await page.goto('/canary');
    await expect(page.getByRole('alert')).toBeHidden();
    await page.goto(pathToFileURL('tools/canary.html').href);
    await expect(page.getByRole('alert')).toContainText('Serve its folder');
    await expect(page.getByRole('button', { name: 'Load the tag' })).toBeDisabled();
  });
});

for (const path of ['/setup', '/canary']) {
  for (const { width, colorScheme, when } of VIEWS) {
    test(`${path} is accessible and fits at ${width} px, ${colorScheme}${when}`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      expect(await axeFindings(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });
  }
}
