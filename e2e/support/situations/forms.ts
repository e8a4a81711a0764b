// Forms that a browser checks, and the mouse alone.
import { shake } from './acts.js';
import { family, NOTHING, type Situation } from './situation.js';

export const FORMS: readonly Situation[] = [
  ...family('Forms', 'forms.html', [
    {
      what: 'empty required fields: the browser objects',
      found: { form_error: 1 },
      act: ({ click }) => click('#native-submit'),
    },
    {
      what: 'the same by Enter',
      found: { form_error: 1 },
      act: async ({ page, focus }) => {
        await focus('#native-email');
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
      act: async ({ page, focus }) => {
        await focus('#live-phone');
        await page.keyboard.type('12a', { delay: 80 });
        await page.keyboard.press('Backspace');
      },
    },
    {
      what: 'form sent without a complaint',
      found: NOTHING,
      act: async ({ page, click, focus }) => {
        await focus('#native-email');
        await page.keyboard.type('a@b.example');
        await focus('#native-town');
        await page.keyboard.type('Bergen');
        await click('#native-submit');
        await page.waitForURL('**/posted.html');
      },
    },
    {
      what: 'form begun and left',
      found: { form_abandon: 1 },
      act: async ({ page, click, focus }) => {
        await focus('#native-town');
        await page.keyboard.type('Ber');
        await click('#away');
        await page.waitForURL('**/empty.html');
      },
    },
    {
      what: 'form refused by the script and left',
      found: { form_error: 1, form_abandon: 1 },
      act: async ({ page, click, focus }) => {
        await focus('#scripted-code');
        await page.keyboard.type('1');
        await click('#scripted-submit');
        await click('#away');
        await page.waitForURL('**/empty.html');
      },
    },
    {
      what: 'newsletter field begun and left',
      found: NOTHING,
      act: async ({ page, click, focus }) => {
        await focus('#letter-email');
        await page.keyboard.type('a');
        await click('#away');
        await page.waitForURL('**/empty.html');
      },
    },
    {
      what: 'search form begun and left',
      found: NOTHING,
      act: async ({ page, click, focus }) => {
        await focus('#find-q');
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
      act: async ({ page, click, focus }) => {
        await focus('#wizard-first');
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
];
