// How often, how fast and where is clicked; and presses that end in an error.
import { BOTH, DEAD, family, NOTHING, type Situation } from './situation.js';

export const CLICKS: readonly Situation[] = [
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
];
