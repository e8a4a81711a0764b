// Text, links, pictures, films.
import { DEAD, family, NOTHING, RAGE, type Situation } from './situation.js';

export const TEXT: readonly Situation[] = [
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
];
