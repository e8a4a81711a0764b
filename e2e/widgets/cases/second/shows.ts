import { casesOf } from '../../support/case.js';
import { BOTH, content, dead, rage } from '../scenes.js';

const CAROUSELS = 'carousels';
const PICKERS = 'date pickers';
const SELECTS = 'selects and comboboxes';

/** What shows pictures, days and choices. */
export const SHOWS = [
  ...casesOf(CAROUSELS, { page: 'flickity', library: 'flickity' }, [
    content('pages faster than the photos slide', ({ press }) => press('.next', { times: 5, every: 230 }), BOTH),
    content('draws a photo aside, then takes a dot', async ({ drag, wait, press }) => {
      await drag('#photos', -260);
      await wait(700);
      await press('.flickity-page-dot >> nth=4', { at: { x: 5, y: 5 } });
    }),
    dead('the arrow lost its handler', '.next', { broken: { how: 'gone', at: '.next' } }),
    rage('the arrow lost its handler, again and again', '.next', { ...BOTH, broken: { how: 'gone', at: '.next' } }),
  ]),
  ...casesOf(CAROUSELS, { page: 'tiny-slider', library: 'tiny-slider' }, [
    content(
      'pages a row that turns by itself, and likes a piece',
      async ({ press, wait }) => {
        await press('[data-controls="next"]', { times: 4, every: 300 });
        await wait(400);
        await press('[data-action]');
      },
      // Its button says “start” already while the row still turns.
      { ...BOTH, arguable: ['dead_click'] },
    ),
    dead('the arrow is dead beside a row that turns', '[data-controls="next"]', {
      ...BOTH,
      broken: { how: 'swallowed', at: '[data-controls="next"]' },
    }),
    rage('the arrow is dead beside a row that turns, again and again', '[data-controls="prev"]', {
      broken: { how: 'gone', at: '[data-controls="prev"]' },
    }),
  ]),
  ...casesOf(CAROUSELS, { page: 'owl-carousel', library: 'owl.carousel' }, [
    content(
      'pages, takes a dot, adds',
      async ({ press, wait, see }) => {
        await press('.owl-next', { times: 3, every: 330 });
        await wait(600);
        await press('.owl-dot >> nth=0');
        await wait(800);
        await press('.owl-item.active .add >> nth=1');
        await see('text=1 piece');
      },
      BOTH,
    ),
    dead('the dots lost their handlers', '.owl-dot >> nth=1', { broken: { how: 'swallowed', at: '.owl-dot' } }),
    dead('the basket answers 500', '.owl-item.active .add >> nth=1', { ...BOTH, broken: 'fails' }),
  ]),
  ...casesOf('lightboxes', { page: 'magnific-popup', library: 'magnific-popup' }, [
    content('opens a photo, pages, closes', async ({ press, see, wait, missing }) => {
      await press('#gallery a >> nth=0');
      await see('.mfp-img');
      await press('.mfp-arrow-right', { times: 3, every: 300 });
      await wait(500);
      await press('.mfp-close');
      await missing('.mfp-content');
    }),
    content(
      'reads the size guide and closes it',
      async ({ press, see, wait }) => {
        await press('#guide');
        await see('#guide-box');
        await wait(400);
        await press('#close');
      },
      BOTH,
    ),
    dead('the photos do not open', '#gallery a >> nth=1', { ...BOTH, broken: 'prevented' }),
    rage('the guide cannot be closed', '#close', {
      broken: 'close',
      act: async ({ press, see, wait }) => {
        await press('#guide');
        await see('#guide-box');
        await wait(600);
        await press('#close', { times: 4 });
      },
    }),
  ]),
  ...casesOf(PICKERS, { page: 'air-datepicker', library: 'air-datepicker' }, [
    content(
      'pages through the months, takes a day',
      async ({ press, wait, see }) => {
        await press('#calendar [data-action="next"]', { times: 4, every: 220 });
        await wait(400);
        await press('#calendar .-day-:not(.-other-month-) >> nth=12');
        await see('text=Delivered on');
      },
      BOTH,
    ),
    content('goes up to the years and down again', async ({ press, wait }) => {
      await press('#calendar .air-datepicker-nav--title');
      await wait(400);
      await press('#calendar .-month- >> nth=3');
    }),
    content('opens the field, takes a day', async ({ press, see, wait }) => {
      await press('#field');
      await see('.air-datepicker.-active-');
      await wait(400);
      await press('.air-datepicker.-active- .-day-:not(.-other-month-) >> nth=9');
    }),
    dead('the next month does not come', '#calendar [data-action="next"]', {
      ...BOTH,
      broken: { how: 'swallowed', at: '[data-action="next"]' },
    }),
    rage('no day is taken', '#calendar .-day-:not(.-other-month-) >> nth=12', {
      broken: { how: 'swallowed', at: '#calendar .air-datepicker-body' },
    }),
  ]),
  ...casesOf(SELECTS, { page: 'slim-select', library: 'slim-select' }, [
    content(
      'sorts by price',
      async ({ press, see, wait }) => {
        await press('.ss-main >> nth=0');
        await see('.ss-option:text("Price up")');
        await wait(300);
        await press('.ss-option:text("Price up")');
      },
      BOTH,
    ),
    content('takes two colours and gives one back', async ({ press, see, wait }) => {
      await press('.ss-main >> nth=1');
      await see('.ss-option:text("Moss")');
      await wait(300);
      await press('.ss-option:text("Moss")');
      await wait(600);
      await press('.ss-main >> nth=1');
      await wait(500);
      await press('.ss-option:text("Sea")');
      await wait(600);
      await press('.ss-value-delete >> nth=0');
    }),
    dead('the list does not open', '.ss-main >> nth=0', { ...BOTH, broken: { how: 'gone', at: '.ss-main' } }),
    rage('the list does not open, again and again', '.ss-main >> nth=0', { broken: { how: 'gone', at: '.ss-main' } }),
  ]),
  ...casesOf(SELECTS, { page: 'vueform-multiselect', library: '@vueform/multiselect' }, [
    content('takes a size, clears it', async ({ press, see, wait }) => {
      await press('#size');
      await see('#size .multiselect-option >> nth=1');
      await wait(300);
      await press('#size .multiselect-option >> nth=1');
      await wait(600);
      await press('.multiselect-clear >> nth=0');
    }),
    content('types a colour and takes it by Enter', async ({ type, keys }) => {
      await type('#colours', 'Se');
      await keys('ArrowDown', 'Enter');
    }),
    dead('the list does not open', '.multiselect-placeholder >> nth=0', {
      broken: { how: 'swallowed', at: '.multiselect' },
    }),
  ]),
  ...casesOf('sliders', { page: 'ion-rangeslider', library: 'ion-rangeslider' }, [
    content('draws the price down, presses the line', async ({ drag, wait, press }) => {
      await drag('.irs-handle', -80);
      await wait(500);
      await press('.irs-line', { at: { x: 300, y: 4 } });
    }),
    content('presses three places of the line', async ({ press, wait }) => {
      for (const x of [60, 75, 90]) {
        await press('.irs-line', { at: { x, y: 4 } });
        await wait(120);
      }
    }),
    content('starts anew', async ({ press, wait }) => {
      await press('#reset');
      await wait(700);
      await press('#reset');
    }),
    dead('the filter cannot be reset', '#reset', { broken: 'handler' }),
  ]),
  ...casesOf('small libraries', { page: 'star-rating', library: 'star-rating.js' }, [
    content(
      'gives three stars, then four',
      async ({ press, wait }) => {
        await press('[data-value="3"]');
        await wait(600);
        await press('[data-value="4"]');
      },
      BOTH,
    ),
    dead('the stars are dead', '[data-value="4"]', { ...BOTH, broken: { how: 'gone', at: '.gl-star-rating--stars' } }),
  ]),
  ...casesOf('video', { page: 'media-chrome', library: 'media-chrome' }, [
    content('plays, goes forward, mutes', async ({ press, wait }) => {
      await press('#play');
      await wait(700);
      await press('#forward', { times: 3, every: 260 });
      await wait(400);
      await press('#mute', { times: 3, every: 260 });
    }),
    dead('there is nothing to play', '#play', { ...BOTH, broken: 'no media' }),
  ]),
  ...casesOf('drag and drop', { page: 'dragula', library: 'dragula' }, [
    content('moves a wish down, removes one', async ({ drag, wait, press }) => {
      await drag('#wishes li >> nth=0', 0, 110);
      await wait(700);
      await press('.remove >> nth=2');
    }),
    content('draws a wish that does not move', ({ drag }) => drag('#wishes li >> nth=0', 0, 90), { broken: 'script' }),
    dead('a wish cannot be removed', '.remove >> nth=1', { ...BOTH, broken: 'handler' }),
  ]),
  ...casesOf('cookie banners', { page: 'cookieconsent', library: 'cookieconsent' }, [
    content('allows, shops', async ({ press, wait, see }) => {
      await press('.cc-allow');
      await wait(900);
      await press('#add');
      await see('text=1 piece');
    }),
    content('says no', ({ press }) => press('.cc-deny'), BOTH),
    dead('cannot be sent away', '.cc-allow', { broken: { how: 'swallowed', at: '.cc-allow' } }),
    rage('cannot be sent away, again and again', '.cc-deny', {
      ...BOTH,
      broken: { how: 'swallowed', at: '.cc-deny' },
    }),
  ]),
];
