// Presses that are answered by this and that, or by nothing.
import { turn } from './acts.js';
import { DEAD, family, NOTHING, type Situation } from './situation.js';

export const ANSWERS: readonly Situation[] = [
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
      act: async ({ page, focus }) => {
        await focus('#dead');
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
];
