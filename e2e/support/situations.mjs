// The situations that prove the detectors' precision: each is driven with real input in Chromium, and printed in
// docs/signals.md by scripts/signals-table.ts. `found` is what must come of it; nothing named, nothing may come.

import { ATTEMPTS } from './attempts.mjs';
import { PRESSES } from './presses.mjs';

/**
 * @typedef {object} Hands Real input, as a person gives it.
 * @property {import('@playwright/test').Page} page
 * @property {(selector: string, how?: { times?: number, every?: number, drift?: number, x?: number, y?: number, key?: string, and?: string }) => Promise<void>} click
 *   Presses and releases the mouse, in turn on both where there is an `and`; quick clicks on one spot carry a rising `detail`, as the browser makes them.
 * @property {(selector: string, how?: { times?: number, every?: number }) => Promise<void>} tap
 * @property {(from: string, dx: number, dy?: number) => Promise<void>} drag
 * @property {(ms: number) => Promise<void>} wait
 * @property {(at: string) => Promise<Hands>} open Another tab.
 * @property {(seconds: number) => Promise<void>} attend Moves the mouse every ten seconds of the page's own clock.
 *
 * @typedef {object} Situation
 * @property {string} family
 * @property {string} what
 * @property {string} at Page of e2e/support/widgets; `made.html` is made of the situation's own `body` and `script`.
 * @property {string} [body]
 * @property {string} [script]
 * @property {Record<string, number>} found Signals by type, in all tabs.
 * @property {number} [clicks] How many clicks the rage had.
 * @property {boolean} [cached] In a browser with a back/forward cache, which Playwright's has not.
 * @property {boolean} [touch]
 * @property {boolean} [clock] The page's clock is moved by the test.
 * @property {object} [options] Options of the tag.
 * @property {string} [why] A word on the verdict, for the table.
 * @property {(hands: Hands) => Promise<unknown>} act
 */

const NOTHING = {};
const DEAD = { dead_click: 1 };
const RAGE = { rage_click: 1 };
const BOTH = { rage_click: 1, dead_click: 1 };

/** @type {(family: string, at: string, rows: Omit<Situation, 'family' | 'at'>[]) => Situation[]} */
const family = (name, at, rows) => rows.map((row) => ({ family: name, at, ...row }));

/** @type {Situation[]} */
const WIDGETS = [
  ...family('Steppers, pagers, carousels', 'controls.html', [
    {
      what: 'quantity stepper: + six times, fast',
      found: NOTHING,
      act: ({ click }) => click('#plus', { times: 6, every: 150 }),
    },
    {
      what: 'quantity stepper made of spans: + six times, fast',
      found: NOTHING,
      act: ({ click }) => click('#span-plus', { times: 6, every: 150 }),
    },
    {
      what: 'quantity stepper whose + is an input: six times, fast',
      found: NOTHING,
      act: ({ click }) => click('#input-plus', { times: 6, every: 150 }),
    },
    {
      what: 'a + that does nothing, five times, fast',
      found: BOTH,
      clicks: 5,
      act: ({ click }) => click('#dead-plus', { times: 5, every: 150 }),
    },
    {
      what: 'carousel: next picture five times, fast',
      found: NOTHING,
      act: ({ click }) => click('#slide-next', { times: 5, every: 200 }),
    },
    {
      what: 'carousel that scrolls its track: next five times, fast',
      found: NOTHING,
      act: ({ click }) => click('#track-next', { times: 5, every: 200 }),
    },
    {
      what: 'pager: next page four times, fast',
      found: NOTHING,
      act: ({ click }) => click('#page-next', { times: 4, every: 200 }),
    },
    {
      what: 'calendar: next month six times, fast',
      found: NOTHING,
      act: ({ click }) => click('#month-next', { times: 6, every: 150 }),
    },
    { what: 'calendar: choosing a day', found: NOTHING, act: ({ click }) => click('#day') },
  ]),
  ...family('Native and ARIA widgets', 'controls.html', [
    {
      what: 'range slider: dragged, then clicked three times',
      found: NOTHING,
      act: async ({ drag, click }) => {
        await drag('#range', 80);
        await click('#range', { times: 3, every: 150 });
      },
    },
    {
      what: 'ARIA slider: clicked four times, fast',
      found: NOTHING,
      act: ({ click }) => click('#aria-slider', { times: 4, every: 150 }),
    },
    {
      what: 'select, opened and closed',
      found: NOTHING,
      act: async ({ click, page }) => {
        await click('#select');
        await page.keyboard.press('Escape');
      },
    },
    {
      what: 'combobox that opens on mousedown, and a choice in it',
      found: NOTHING,
      act: async ({ click }) => {
        await click('#combobox');
        await click('#city');
      },
    },
    {
      what: 'menu that opens on mousedown, and an item of it',
      found: NOTHING,
      act: async ({ click }) => {
        await click('#menu');
        await click('#menu-item');
      },
    },
    { what: 'accordion: native details', found: NOTHING, act: ({ click }) => click('#summary') },
    { what: 'accordion: ARIA button', found: NOTHING, act: ({ click }) => click('#accordion') },
    { what: 'tab list: another tab', found: NOTHING, act: ({ click }) => click('#tab-two') },
    { what: 'tab list: the tab that is selected already', found: NOTHING, act: ({ click }) => click('#tab-one') },
    { what: 'an option that is selected already', found: NOTHING, act: ({ click }) => click('#chosen') },
    { what: 'a toggle that is pressed already', found: NOTHING, act: ({ click }) => click('#pressed') },
    {
      what: 'disabled buttons, native and ARIA',
      found: NOTHING,
      act: async ({ click }) => {
        await click('#disabled');
        await click('#switched-off');
      },
    },
    {
      what: 'checkbox by its label, twice',
      found: NOTHING,
      act: ({ click }) => click('#check-label', { times: 2, every: 250 }),
    },
    {
      what: 'colour swatches, one after the other, by touch',
      touch: true,
      found: NOTHING,
      act: async ({ tap }) => {
        await tap('#swatch-moss');
        await tap('#swatch-sea');
        await tap('#swatch-moss');
      },
    },
    {
      what: 'a scroll begun with the finger on a button',
      touch: true,
      found: NOTHING,
      act: async ({ page }) => {
        const client = await page.context().newCDPSession(page);
        await client.send('Input.synthesizeScrollGesture', {
          x: 60,
          y: 300,
          yDistance: -250,
          gestureSourceType: 'touch',
          speed: 2000,
        });
      },
    },
  ]),
  ...family('Text, links, media', 'text.html', [
    {
      what: 'triple click that selects a paragraph',
      found: NOTHING,
      act: ({ click }) => click('#paragraph', { times: 3, every: 120 }),
    },
    {
      what: 'double click that selects a word',
      found: NOTHING,
      act: ({ click }) => click('#paragraph', { times: 2, every: 120 }),
    },
    {
      what: 'text selected by dragging, and copied',
      found: NOTHING,
      act: async ({ drag, page }) => {
        await drag('#paragraph', 150);
        await page.keyboard.press('Control+C');
      },
    },
    {
      what: 'a code double-clicked and copied, twice',
      found: NOTHING,
      act: async ({ click, page }) => {
        await click('#code', { times: 2, every: 120 });
        await page.keyboard.press('Control+C');
      },
    },
    {
      what: 'a div that looks like a button, four quick clicks, which select its words',
      found: RAGE,
      clicks: 4,
      why: 'a selection excuses no rage on what looks clickable',
      act: ({ click }) => click('#word-button', { times: 4, every: 200 }),
    },
    {
      what: 'quick clicks in a text field, a text area and an editable',
      found: NOTHING,
      act: async ({ click }) => {
        await click('#field', { times: 4, every: 120 });
        await click('#area', { times: 4, every: 120 });
        await click('#editable', { times: 4, every: 120 });
      },
    },
    { what: 'an element dragged', found: NOTHING, act: ({ drag }) => drag('#drag', 120, 40) },
    { what: 'icon inside a link', found: NOTHING, act: ({ click }) => click('#icon') },
    { what: 'label inside a link', found: NOTHING, act: ({ click }) => click('#link-words') },
    { what: 'download link', found: NOTHING, act: ({ click }) => click('#download') },
    { what: 'link that opens a new tab', found: NOTHING, act: ({ click }) => click('#blank') },
    { what: 'mailto: link', found: NOTHING, act: ({ click }) => click('#mail') },
    { what: 'link to a place on the page', found: NOTHING, act: ({ click }) => click('#jump') },
    { what: 'link with an empty fragment that nobody listens to', found: DEAD, act: ({ click }) => click('#hash') },
    { what: 'link to javascript:void(0) that nobody listens to', found: DEAD, act: ({ click }) => click('#void') },
    { what: 'link without an address that nobody listens to', found: DEAD, act: ({ click }) => click('#bare') },
    {
      what: 'video: play, and three quick clicks',
      found: NOTHING,
      act: ({ click }) => click('#video', { times: 3, every: 200 }),
    },
    {
      what: 'canvas that draws: three quick clicks',
      found: NOTHING,
      act: ({ click }) => click('#canvas', { times: 3, every: 200 }),
    },
    {
      what: 'a heading and a picture, one click each',
      found: NOTHING,
      act: async ({ click }) => {
        await click('#heading');
        await click('#picture');
      },
    },
    {
      what: 'a picture, four quick clicks',
      found: RAGE,
      clicks: 4,
      act: ({ click }) => click('#picture', { times: 4, every: 200 }),
    },
  ]),
  ...family('Whether anything answers', 'answers.html', [
    {
      what: 'button that answers by the network alone, after 1.5 s (fetch)',
      found: NOTHING,
      act: ({ click }) => click('#slow'),
    },
    { what: 'the same with XMLHttpRequest', found: NOTHING, act: ({ click }) => click('#slower') },
    { what: 'button that only tells another site', found: DEAD, act: ({ click }) => click('#stranger') },
    { what: 'button that only opens a dialog', found: NOTHING, act: ({ click }) => click('#opens') },
    {
      what: 'modal, and the click outside it',
      found: NOTHING,
      act: async ({ click, page }) => {
        await click('#opens');
        await page.mouse.click(5, 5);
      },
    },
    { what: 'button that changes only a class', found: NOTHING, act: ({ click }) => click('#class-only') },
    { what: 'button that only fills in a field', found: NOTHING, act: ({ click }) => click('#in-form') },
    { what: 'button inside a shadow root that works', found: NOTHING, act: ({ click }) => click('#shadow-works') },
    {
      what: 'carousel inside a shadow root that scrolls its track: next five times, fast',
      found: NOTHING,
      act: ({ click }) => click('#shadow-next', { times: 5, every: 200 }),
    },
    {
      what: 'button inside a shadow root that plays a film',
      found: NOTHING,
      act: ({ click }) => click('#shadow-play'),
    },
    { what: 'button inside a shadow root that does nothing', found: DEAD, act: ({ click }) => click('#shadow-dead') },
    {
      what: 'triple click on text inside a shadow root',
      found: NOTHING,
      act: ({ click }) => click('#shadow-text', { times: 3, every: 120 }),
    },
    { what: 'button removed by its own click', found: NOTHING, act: ({ click }) => click('#removed') },
    { what: 'button that moves the focus', found: NOTHING, act: ({ click }) => click('#focuses') },
    { what: 'button that scrolls the page', found: NOTHING, act: ({ click }) => click('#scrolls') },
    { what: 'button that copies a code', found: NOTHING, act: ({ click }) => click('#copies') },
    { what: 'button that opens a popover', found: NOTHING, act: ({ click }) => click('#pops') },
    { what: 'button that changes the route', found: NOTHING, act: ({ click }) => click('#routes') },
    {
      what: 'button after which another window is in front',
      found: NOTHING,
      why: 'told by the test: a window without a screen keeps the focus',
      act: ({ click }) => click('#tabs'),
    },
    { what: 'button that answers after two seconds', found: NOTHING, act: ({ click }) => click('#later') },
    { what: 'button that answers after three seconds', found: DEAD, act: ({ click }) => click('#too-late') },
    {
      what: 'instant search',
      found: NOTHING,
      act: async ({ click, page }) => {
        await click('#search');
        await page.keyboard.type('moss', { delay: 60 });
      },
    },
    {
      what: 'lazy loading list: show more, three times',
      found: NOTHING,
      act: ({ click }) => click('#more', { times: 3, every: 700 }),
    },
    {
      what: 'page hidden before the verdict',
      found: NOTHING,
      act: async ({ click, page }) => {
        await click('#dead');
        await turn(page, 'hidden');
        await turn(page, 'visible');
      },
    },
    {
      what: 'another page in the back/forward cache meanwhile, and back',
      cached: true,
      found: NOTHING,
      act: async ({ click, page }) => {
        await page.evaluate(() =>
          addEventListener('pageshow', ({ persisted }) => Reflect.set(window, 'restored', persisted)),
        );
        await click('#dead');
        await page.goto('/widgets/empty.html');
        await page.evaluate(() => void setTimeout(() => history.back(), 10));
        await page.waitForFunction(() => Reflect.get(window, 'restored') === true, undefined, { polling: 50 });
      },
    },
    { what: 'a button that does nothing, once', found: DEAD, act: ({ click }) => click('#dead') },
    {
      what: 'a button that does nothing, twice within a second',
      found: DEAD,
      act: ({ click }) => click('#dead', { times: 2, every: 300 }),
    },
    {
      what: 'a button that does nothing, twice, 1.5 s apart',
      found: { dead_click: 2 },
      act: ({ click }) => click('#dead', { times: 2, every: 1500 }),
    },
    { what: 'role=button that does nothing', found: DEAD, act: ({ click }) => click('#role-dead') },
    {
      what: 'a div with a pointer for a cursor that does nothing',
      found: DEAD,
      act: ({ click }) => click('#hand-dead'),
    },
    { what: 'onclick that does nothing', found: DEAD, act: ({ click }) => click('#onclick-dead') },
    {
      what: 'a button that does nothing, pressed with the keyboard, five times',
      found: DEAD,
      why: 'a key makes a press, and no rage',
      act: async ({ page }) => {
        await page.focus('#dead');
        for (let at = 0; at < 5; at++) await page.keyboard.press('Enter');
      },
    },
    {
      what: 'a button that is ignored by its ancestor, four quick clicks',
      found: NOTHING,
      act: ({ click }) => click('#ignored', { times: 4, every: 150 }),
    },
    {
      what: 'a button that is ignored for rage clicks alone',
      found: DEAD,
      act: ({ click }) => click('#ignored-rage', { times: 4, every: 150 }),
    },
    {
      what: 'clicks with Ctrl held',
      found: NOTHING,
      act: ({ click }) => click('#dead', { times: 4, every: 150, key: 'Control' }),
    },
  ]),
  ...family('Fourteen click patterns', 'answers.html', [
    {
      what: 'double click',
      found: DEAD,
      why: 'two clicks are never rage',
      act: ({ click }) => click('#dead', { times: 2, every: 150 }),
    },
    {
      what: '3 clicks, 300 ms apart',
      found: BOTH,
      clicks: 3,
      why: 'three inside a second',
      act: ({ click }) => click('#dead', { times: 3, every: 300 }),
    },
    {
      what: '3 clicks, 600 ms apart',
      found: DEAD,
      why: 'three take 1.2 s',
      act: ({ click }) => click('#dead', { times: 3, every: 600 }),
    },
    {
      what: '3 clicks, 900 ms apart',
      found: DEAD,
      why: 'three take 1.8 s',
      act: ({ click }) => click('#dead', { times: 3, every: 900 }),
    },
    {
      what: '4 clicks, 250 ms apart',
      found: BOTH,
      clicks: 4,
      why: 'four inside a second',
      act: ({ click }) => click('#dead', { times: 4, every: 250 }),
    },
    {
      what: '4 clicks, 400 ms apart',
      found: BOTH,
      why: 'three of them inside a second',
      act: ({ click }) => click('#dead', { times: 4, every: 400 }),
    },
    {
      what: '8 clicks, 400 ms apart',
      found: BOTH,
      why: 'one signal for all eight',
      act: ({ click }) => click('#dead', { times: 8, every: 400 }),
    },
    {
      what: '4 clicks, each 20 px farther, on one wide button',
      found: BOTH,
      clicks: 3,
      why: 'three lie within 50 px',
      act: ({ click }) => click('#wide', { times: 4, every: 200, drift: 20 }),
    },
    {
      what: '4 clicks, each 40 px farther, on one wide button',
      found: DEAD,
      why: 'no three lie within 50 px',
      act: ({ click }) => click('#wide', { times: 4, every: 200, drift: 40 }),
    },
    {
      what: '4 clicks on two paths of one icon in turn',
      found: BOTH,
      clicks: 4,
      why: 'the button is what is clicked',
      act: ({ click }) => click('#path-a', { times: 4, every: 200, and: '#path-b' }),
    },
    {
      what: '4 clicks with a scroll between',
      found: { dead_click: 1 },
      why: 'no chain; the scroll is the next act, and the button did nothing',
      act: async ({ click, page, wait }) => {
        await click('#in-scroller', { times: 2, every: 150 });
        await page.mouse.wheel(0, 40);
        await wait(150);
        await click('#in-scroller', { times: 2, every: 150 });
      },
    },
    {
      what: 'a checkout “Next” that does nothing, 4 clicks',
      found: BOTH,
      clicks: 4,
      why: 'a pager only counts as one where the page answers',
      act: ({ click }) => click('#next', { times: 4, every: 200 }),
    },
  ]),
  ...family('Fourteen click patterns', 'controls.html', [
    {
      what: '5 clicks on a carousel',
      found: NOTHING,
      why: 'a pager that answers',
      act: ({ click }) => click('#slide-next', { times: 5, every: 200 }),
    },
    {
      what: '6 clicks on a stepper',
      found: NOTHING,
      why: 'a stepper that answers',
      act: ({ click }) => click('#plus', { times: 6, every: 200 }),
    },
  ]),
  ...family('Fourteen click patterns', 'text.html', [
    {
      what: 'triple click that selects',
      found: NOTHING,
      why: 'text was selected, and nothing looks clickable',
      act: ({ click }) => click('#paragraph', { times: 3, every: 150 }),
    },
  ]),
  ...family('By touch', 'answers.html', [
    {
      what: 'a button that does nothing, four quick taps',
      touch: true,
      found: { rage_tap: 1, dead_click: 1 },
      clicks: 4,
      act: ({ tap }) => tap('#dead', { times: 4, every: 200 }),
    },
    { what: 'a button that works, one tap', touch: true, found: NOTHING, act: ({ tap }) => tap('#class-only') },
  ]),
  ...family('Errors', 'errors.html', [
    { what: 'handler that throws', found: { error_click: 1 }, act: ({ click }) => click('#throws') },
    {
      what: 'handler whose promise is rejected, and nothing else',
      found: { error_click: 1, dead_click: 1 },
      act: ({ click }) => click('#rejects'),
    },
    {
      what: 'error a second after a click that nothing answered',
      found: { error_click: 1, dead_click: 1 },
      act: ({ click }) => click('#late'),
    },
    {
      what: 'error a second after a click that was answered',
      found: NOTHING,
      why: 'the control worked: the error may be anything else',
      act: ({ click }) => click('#late-answered'),
    },
    { what: 'error three seconds after the click', found: NOTHING, act: ({ click }) => click('#too-late') },
    { what: 'two errors after one click', found: { error_click: 1 }, act: ({ click }) => click('#twice') },
    { what: 'request aborted by the page', found: NOTHING, act: ({ click }) => click('#aborts') },
    { what: 'ResizeObserver loop', found: NOTHING, act: ({ click }) => click('#observes') },
    { what: 'picture that does not load', found: NOTHING, act: ({ click }) => click('#image') },
    { what: '“Script error.” of another origin', found: NOTHING, act: ({ click }) => click('#foreign') },
    {
      what: "another site's script that says what failed",
      found: { dead_click: 1 },
      act: ({ click }) => click('#cdn'),
    },
    {
      what: "the shop's own script on its CDN, named by the option",
      found: { error_click: 1, dead_click: 1 },
      options: { detect: { error_click: { scripts: ['https://cdn.example/*'] } } },
      act: ({ click }) => click('#cdn'),
    },
    { what: 'console.error alone', found: NOTHING, act: ({ click }) => click('#logs') },
  ]),
  ...family('Forms', 'forms.html', [
    {
      what: 'empty required fields: the browser objects',
      found: { form_error: 1 },
      act: ({ click }) => click('#native-submit'),
    },
    {
      what: 'the same by Enter',
      found: { form_error: 1 },
      act: async ({ page }) => {
        await page.focus('#native-email');
        await page.keyboard.press('Enter');
      },
    },
    { what: 'the script objects in an alert', found: { form_error: 1 }, act: ({ click }) => click('#scripted-submit') },
    {
      what: 'two attempts',
      found: { form_error: 2 },
      act: ({ click }) => click('#scripted-submit', { times: 2, every: 1300 }),
    },
    {
      what: 'the script marks a field after 0.8 s',
      found: { form_error: 1 },
      act: ({ click }) => click('#marked-submit'),
    },
    {
      what: 'the server objects, on a new page',
      found: { form_error: 1 },
      act: async ({ click, page }) => {
        await click('#server-submit');
        await page.waitForURL('**/refused.html');
      },
    },
    {
      what: 'form that validates while typing',
      found: NOTHING,
      act: async ({ page }) => {
        await page.focus('#live-phone');
        await page.keyboard.type('12a', { delay: 80 });
        await page.keyboard.press('Backspace');
      },
    },
    {
      what: 'form sent without a complaint',
      found: NOTHING,
      act: async ({ page, click }) => {
        await page.focus('#native-email');
        await page.keyboard.type('a@b.example');
        await page.focus('#native-town');
        await page.keyboard.type('Bergen');
        await click('#native-submit');
        await page.waitForURL('**/posted.html');
      },
    },
    {
      what: 'form begun and left',
      found: { form_abandon: 1 },
      act: async ({ page, click }) => {
        await page.focus('#native-town');
        await page.keyboard.type('Ber');
        await click('#away');
        await page.waitForURL('**/empty.html');
      },
    },
    {
      what: 'form refused by the script and left',
      found: { form_error: 1, form_abandon: 1 },
      act: async ({ page, click }) => {
        await page.focus('#scripted-code');
        await page.keyboard.type('1');
        await click('#scripted-submit');
        await click('#away');
        await page.waitForURL('**/empty.html');
      },
    },
    {
      what: 'newsletter field begun and left',
      found: NOTHING,
      act: async ({ page, click }) => {
        await page.focus('#letter-email');
        await page.keyboard.type('a');
        await click('#away');
        await page.waitForURL('**/empty.html');
      },
    },
    {
      what: 'search form begun and left',
      found: NOTHING,
      act: async ({ page, click }) => {
        await page.focus('#find-q');
        await page.keyboard.type('moss');
        await click('#away');
        await page.waitForURL('**/empty.html');
      },
    },
    {
      what: 'size chosen on a product page and left',
      found: NOTHING,
      act: async ({ page, click }) => {
        await click('#choose-m');
        await click('#away');
        await page.waitForURL('**/empty.html');
      },
    },
    {
      what: 'a wizard whose button continues',
      found: NOTHING,
      act: async ({ page, click }) => {
        await page.focus('#wizard-first');
        await page.keyboard.type('A');
        await click('#wizard-next');
        await page.waitForURL('**/empty.html');
      },
    },
  ]),
  ...family('The mouse', 'text.html', [
    {
      what: 'shaken ten times, switched on',
      found: { mouse_thrash: 1 },
      options: { detect: { mouse_thrash: true } },
      act: ({ page }) => shake(page, 10),
    },
    { what: 'shaken ten times, not switched on', found: NOTHING, act: ({ page }) => shake(page, 10) },
    {
      what: 'moved back and forth five times, switched on',
      found: NOTHING,
      options: { detect: { mouse_thrash: true } },
      act: ({ page }) => shake(page, 5),
    },
  ]),
  ...family('Attention to a product, by a clock', 'product.html', [
    {
      what: 'two minutes, with a movement of the mouse now and then',
      clock: true,
      found: { dwell: 2 },
      why: 'at 60 s and at 120 s',
      act: ({ attend }) => attend(130),
    },
    {
      what: 'twenty seconds, and then away from the desk',
      clock: true,
      found: NOTHING,
      act: ({ attend }) => attend(20),
    },
    {
      what: 'an idle visitor, for an hour',
      clock: true,
      found: NOTHING,
      act: ({ page }) => page.clock.runFor('01:00:00'),
    },
    {
      what: 'a background tab, for three minutes',
      clock: true,
      found: NOTHING,
      act: async ({ page, attend }) => {
        await turn(page, 'hidden');
        await attend(180);
      },
    },
    {
      what: 'a visible window without the focus, for three minutes',
      clock: true,
      found: NOTHING,
      act: async ({ page, attend }) => {
        await page.evaluate(() => {
          document.hasFocus = () => false;
          window.dispatchEvent(new Event('blur'));
        });
        await attend(180);
      },
    },
    {
      what: 'two products in two tabs, 40 s each, twice 20 s at a time',
      clock: true,
      found: NOTHING,
      act: async ({ page, attend, open }) => {
        const other = await open('product.html#view_item/SKU-B');
        for (let times = 0; times < 2; times++) {
          await turn(other.page, 'hidden');
          await turn(page, 'visible');
          await attend(20);
          await turn(page, 'hidden');
          await turn(other.page, 'visible');
          await other.attend(20);
        }
      },
    },
    {
      what: 'three minutes, after it was put into the basket',
      clock: true,
      found: NOTHING,
      act: async ({ click, attend }) => {
        await click('#add');
        await attend(180);
      },
    },
  ]),
  ...family('Attention to a product, by a clock', 'product.html#view_item_list', [
    {
      what: 'three minutes on its own page, after it was put into the basket on a list',
      clock: true,
      found: NOTHING,
      act: async ({ click, page, attend }) => {
        await click('#add');
        await page.goto('/widgets/product.html?product-page');
        await page.waitForFunction(() => 'health' in Reflect.get(window, 'fsOmetria'), undefined, { polling: 50 });
        await attend(180);
      },
    },
    { what: 'three minutes on a list', clock: true, found: NOTHING, act: ({ attend }) => attend(180) },
  ]),
];

/** @type {Situation[]} */
export const SITUATIONS = [...WIDGETS, ...PRESSES, ...ATTEMPTS];

/** The tab is in front, or behind: headless Chromium has no other tabs. @param {import('@playwright/test').Page} page @param {string} state */
const turn = (page, state) =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, state);

/** @param {import('@playwright/test').Page} page @param {number} turns */
const shake = async (page, turns) => {
  await page.mouse.move(300, 300);
  for (let at = 0; at <= turns; at++) await page.mouse.move(at % 2 ? 300 : 420, 300, { steps: 2 });
};

/** Is anything to be found? */
export const isGuilty = (/** @type {Situation} */ { found }) => Object.keys(found).length > 0;
