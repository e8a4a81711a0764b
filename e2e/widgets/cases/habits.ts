import { casesOf } from '../support/case.js';
import { BOTH, content, dead, rage } from './scenes.js';

const PAGE = { page: 'habits' };

export const HABITS = [
  ...casesOf('habits: links', PAGE, [
    content('hovers the menu, then presses its parent', async ({ hover, press, see }) => {
      await hover('.parent', 600);
      await see('#mega .panel a');
      await press('.parent');
    }),
    content(
      'a link to nowhere opens a drawer',
      async ({ press, see, wait }) => {
        await press('#drawer-link');
        await see('#drawer');
        await wait(500);
        await press('#drawer-close');
      },
      BOTH,
    ),
    content('goes to the reviews and back to the top', async ({ press, wait }) => {
      await press('#to-reviews');
      await wait(900);
      await press('#to-top');
    }),
    content('downloads and calls', async ({ press, wait }) => {
      await press('#download');
      await wait(700);
      await press('#call');
    }),
    dead('a link held back, and nothing', '#prevented', BOTH),
    dead('a link to a part that is not there', '#to-nowhere'),
    dead('a link to nowhere', '#hash'),
    dead('a link to void', '#void', BOTH),
    rage('a link to void, again and again', '#void'),
  ]),
  ...casesOf('habits: choices', PAGE, [
    content(
      'takes swatches by class, and the taken one once more',
      async ({ press, wait }) => {
        for (const name of ['sea', 'peat', 'peat', 'moss']) {
          await press(`.swatch[data-name="${name}"]`);
          await wait(700);
        }
      },
      BOTH,
    ),
    content('likes and likes no more, by class', ({ press }) => press('#heart', { times: 4, every: 260 }), BOTH),
    content('likes four cards, one after the other', async ({ press, wait }) => {
      for (let at = 0; at < 4; at++) {
        await press(`.card .heart >> nth=${at}`);
        await wait(150);
      }
    }),
    content(
      'counts with an icon, and the total is far away',
      ({ press }) => press('#plus', { times: 6, every: 160 }),
      BOTH,
    ),
    content(
      'ticks filters, and clears them',
      async ({ press, wait }) => {
        for (let at = 0; at < 4; at++) {
          await press(`#filters label >> nth=${at}`);
          await wait(200);
        }
        await press('#clear');
      },
      BOTH,
    ),
    content('chooses facets by class', async ({ press, wait }) => {
      for (let at = 0; at < 3; at++) {
        await press(`.facet >> nth=${at}`);
        await wait(250);
      }
    }),
    content('zooms in and out', ({ press }) => press('#zoom', { times: 4, every: 270 })),
    content('shows and hides the password', ({ press }) => press('#show', { times: 3, every: 280 })),
    content('reads more and less', ({ press }) => press('#more', { times: 3, every: 300 }), BOTH),
    content('copies the address far away', ({ press }) => press('#copy')),
    content('chooses delivery in a select of the browser', async ({ focus, keys }) => {
      await focus('#delivery');
      await keys('ArrowDown');
    }),
    content(
      'ticks by keys',
      async ({ focus, keys }) => {
        await focus('#filters input');
        await keys('Space', 'Tab', 'Space', 'Tab', 'Space');
      },
      { inputs: ['keyboard'] },
    ),
    content('selects a word, then the paragraph', ({ press }) =>
      press('#words', { times: 3, every: 140, at: { x: 120, y: 10 } }),
    ),
    dead('a value that was there already', '#same'),
    dead('a swatch without a handler', '#dead-swatches .size >> nth=1', BOTH),
    dead('a heart without a handler', '#dead-heart'),
    rage('parts of one picture that does not get larger', '#dead-zoom', {
      act: async ({ press, wait, page, find }) => {
        await find('#dead-zoom').scrollIntoViewIfNeeded();
        await wait(200);
        await press('#dead-zoom', { times: 2, every: 180, at: { x: 110, y: 60 } });
        const box = await find('#dead-zoom').boundingBox();
        if (!box) return;
        for (const x of [125, 130]) {
          await page.mouse.move(box.x + x, box.y + 62);
          await page.mouse.down();
          await page.mouse.up();
        }
      },
    }),
  ]),
  ...casesOf('habits: restless pages', PAGE, [
    dead('a dead button beside a countdown and a turning hero', '#dead', BOTH),
    rage('a dead button beside a countdown, again and again', '#dead', BOTH),
    content('adds beside a countdown', ({ press }) => press('#add'), BOTH),
    dead('the voucher is refused in the same words, again and again', '#apply', {
      act: async ({ type, press, wait }) => {
        await type('#coupon', 'WOOL99');
        await press('#apply');
        await wait(2500);
        await press('#apply', { times: 4, every: 220 });
      },
      expected: ['rage_click'],
      arguable: ['form_error', 'dead_click'],
    }),
    dead('the voucher is refused', '#apply', {
      act: async ({ type, press }) => {
        await type('#coupon', 'WOOL99');
        await press('#apply');
      },
      expected: ['form_error'],
    }),
    rage('Add says “Adding…” for ever', '#add', {
      broken: 'adding for ever',
      act: ({ press }) => press('#add', { times: 6 }),
    }),
  ]),
  ...casesOf('habits: the next act', PAGE, [
    dead('a dead button, then scrolls', '#dead', {
      act: async ({ press, wait, scroll }) => {
        await press('#dead');
        await wait(900);
        await scroll(300);
      },
    }),
    dead('a dead button, then searches', '#dead', {
      act: async ({ press, wait, type }) => {
        await press('#dead');
        await wait(800);
        await type('#search', 'jum');
      },
    }),
    dead('a dead button, then crosses cards', '#dead', {
      act: async ({ press, wait, hover }) => {
        await press('#dead');
        await wait(900);
        await hover('.tile >> nth=0', 300);
        await hover('.tile >> nth=2', 300);
      },
    }),
    dead('a dead button, then opens the drawer', '#dead', {
      act: async ({ press, wait, see }) => {
        await press('#dead');
        await wait(1000);
        await press('#drawer-link');
        await see('#drawer');
      },
    }),
  ]),
  ...casesOf('habits: network', PAGE, [
    content(
      'the answer takes its time',
      async ({ press, see }) => {
        await press('#slow');
        await see('#stock:not(:empty)');
      },
      BOTH,
    ),
    content("the answer comes from the shop's other host", async ({ press, see }) => {
      await press('#sibling');
      await see('#stock:not(:empty)');
    }),
    dead('the request fails, and nobody says so', '#fails', BOTH),
    dead("the request to the shop's other host fails", '#sibling-fails'),
    ...(['telemetry', 'sibling telemetry', 'beacons', 'pixels'] as const).map((how) =>
      dead(`a dead button, and ${how} at every press`, '#dead', {
        broken: how,
        act: async ({ press, wait }) => {
          for (const at of ['#heart', '#zoom', '#more']) {
            await press(at);
            await wait(500);
          }
          await press('#dead');
        },
      }),
    ),
    content(
      'telemetry at every press, and all works',
      async ({ press, wait }) => {
        for (const at of ['#heart', '#plus', '#more', '#add']) {
          await press(at);
          await wait(500);
        }
      },
      { broken: 'telemetry' },
    ),
  ]),
  ...casesOf("habits: the browser's answers", PAGE, [
    // Nobody closes the preview that Firefox shows, and until then the page stands still.
    content('prints', ({ press }) => press('#print'), { browser: 'chromium' }),
    content('is answered in a box of the browser', ({ press }) => press('#alert')),
    content('is asked for a file', ({ press }) => press('#file')),
    content('presses a disabled button once', ({ press }) => press('#off'), BOTH),
    rage('a disabled button, again and again', '#off', { ...BOTH, arguable: [] }),
    rage('a button out of reach, again and again', '#unreachable', BOTH),
    content('draws on a canvas', async ({ press }) => {
      for (const x of [20, 50, 90]) await press('#canvas', { at: { x, y: 30 } });
    }),
    content('wraps it, in a shadow', ({ press }) => press('#inner', { times: 3, every: 260 })),
    dead('a dead button in a shadow', '#inner-dead', BOTH),
  ]),
  ...casesOf('habits: what nobody sees', PAGE, [
    dead('a press that brings a script', '#script'),
    dead('a press that brings a pixel', '#pixel'),
    dead('a press that brings a hidden frame', '#frame'),
    dead('a press that ripples', '#ripple', BOTH),
    dead('a press that looks pressed', '#active', BOTH),
    rage('a press that ripples, again and again', '#ripple'),
  ]),
  ...casesOf('habits: errors', PAGE, [
    dead('it throws on mousedown', '#throws-down', { expected: ['error_click'], arguable: ['dead_click'] }),
    dead('it is rejected half a second later', '#rejects', {
      ...BOTH,
      expected: ['error_click'],
      arguable: ['dead_click'],
    }),
    dead('it works, and throws at the press', '#works-and-throws', { expected: ['error_click'] }),
    content(
      'works beside a poll that throws',
      async ({ press, wait }) => {
        for (const at of ['#heart', '#plus', '#add']) {
          await press(at);
          await wait(900);
        }
      },
      { broken: 'poll' },
    ),
    content('works, and a blocker stops what it would have told', ({ press }) => press('#blocked')),
    content("works, and another site's script throws", ({ press }) => press('#foreign')),
    content('works, and the page gives up a request', ({ press }) => press('#aborts')),
    content('works, and the film may not start by itself', ({ press }) => press('#autoplay')),
  ]),
];
