// Steppers, lists, sliders, tabs: controls as a browser or ARIA knows them.
import { BOTH, family, NOTHING, type Situation } from './situation.js';

export const CONTROLS: readonly Situation[] = [
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
];
