import { casesOf } from '../support/case.js';

const DATES = 'date pickers';
const SELECTS = 'selects and comboboxes';

export const PICKERS = [
  ...casesOf(DATES, { page: 'flatpickr', library: 'flatpickr' }, [
    {
      what: 'goes four months on and takes a day',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, see, wait }) => {
        await press('#day');
        await see('.flatpickr-calendar.open');
        await press('.flatpickr-next-month', { times: 4, every: 200 });
        await wait(300);
        await press('.flatpickr-day:not(.prevMonthDay):not(.nextMonthDay) >> nth=10');
        await see('text=We come on');
      },
    },
    {
      what: 'opens it by the button, closes it by a press beside it',
      shopper: 'content',
      act: async ({ press, see, wait }) => {
        await press('#open-calendar');
        await see('.flatpickr-calendar.open');
        await wait(600);
        await press('h1');
      },
    },
    {
      what: 'no day can be chosen',
      shopper: 'frustrated',
      broken: 'no day',
      inputs: ['mouse', 'touch'],
      act: async ({ press, see, wait }) => {
        await press('#day');
        await see('.flatpickr-calendar.open');
        await wait(500);
        await press('.flatpickr-day:not(.prevMonthDay):not(.nextMonthDay) >> nth=12', { times: 4 });
      },
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
    {
      what: 'the calendar button is dead',
      shopper: 'frustrated',
      broken: 'calendar button',
      inputs: ['mouse', 'touch'],
      act: ({ press }) => press('#open-calendar'),
      expected: ['dead_click'],
    },
    {
      what: 'the next month does not come',
      shopper: 'frustrated',
      broken: { how: 'gone', at: '.flatpickr-next-month' },
      act: async ({ press, see }) => {
        await press('#day');
        await see('.flatpickr-calendar.open');
        await press('.flatpickr-next-month', { times: 4 });
      },
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf(DATES, { page: 'vanillajs-datepicker', library: 'vanillajs-datepicker' }, [
    {
      what: 'pages through months and takes a day',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, see, wait }) => {
        await press('#inline .next-button', { times: 5, every: 190 });
        await wait(300);
        await press('#inline .datepicker-cell.day:not(.prev):not(.next) >> nth=9');
        await see('#said:not(:empty)');
      },
    },
    {
      what: 'changes their mind about the day',
      shopper: 'content',
      act: async ({ press, wait }) => {
        for (const at of [8, 9, 10]) {
          await press(`#inline .datepicker-cell.day:not(.prev):not(.next) >> nth=${at}`);
          await wait(350);
        }
      },
    },
  ]),
  ...casesOf(DATES, { page: 'pikaday', library: 'pikaday' }, [
    {
      what: 'opens, pages, takes a day',
      shopper: 'content',
      act: async ({ press, see, wait }) => {
        await press('#day');
        await see('.pika-single:not(.is-hidden)');
        await press('.pika-next', { times: 3, every: 260 });
        await wait(300);
        await press('.pika-button >> nth=12');
      },
    },
    {
      what: 'the next month throws',
      shopper: 'frustrated',
      broken: { how: 'throws on mousedown', at: '.pika-single' },
      act: async ({ press, see }) => {
        await press('#day');
        await see('.pika-single:not(.is-hidden)');
        await press('.pika-next');
      },
      expected: ['error_click'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf(DATES, { page: 'react-datepicker', library: 'react-datepicker' }, [
    {
      what: 'pages through months and takes a day',
      shopper: 'content',
      inputs: ['mouse', 'touch', 'keyboard'],
      act: async ({ press, see, wait, input }) => {
        await press('.react-datepicker__navigation--next', { times: 4, every: 210 });
        await wait(200);
        if (input === 'keyboard') return;
        await press('.react-datepicker__day--015');
        await see('#said:not(:text("Choose a day"))');
      },
    },
    {
      what: 'the day is not taken, again and again',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: 'change',
      act: ({ press }) => press('.react-datepicker__day--015', { times: 4 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
      why: 'the day gets the roving tabindex and an outline, and the shop takes nothing',
    },
  ]),
  ...casesOf(SELECTS, { page: 'tom-select', library: 'tom-select' }, [
    {
      what: 'chooses a size',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, see }) => {
        await press('.ts-control');
        await see('.ts-dropdown .option');
        await press('.ts-dropdown .option:text-is("M")');
        await see('text=Size M');
      },
    },
    {
      what: 'looks for a shop',
      shopper: 'content',
      act: async ({ type, press, see }) => {
        await type('#town-ts-control', 'Yarn');
        await see('.ts-dropdown .option:text("Yarnville")');
        await press('.ts-dropdown .option:text("Yarnville")');
      },
    },
    {
      what: 'the field never takes hold',
      shopper: 'frustrated',
      broken: { how: 'gone', at: '.ts-wrapper' },
      act: ({ press }) => press('.ts-control', { times: 4, at: { x: 240, y: 16 } }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf(SELECTS, { page: 'choices', library: 'choices.js' }, [
    {
      what: 'sorts, and sorts otherwise',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, see, wait }) => {
        await press('.choices[data-type="select-one"] .choices__inner');
        await press('.choices__item--choice:text("Price up")');
        await see('text=Sorted by Price up');
        await wait(400);
        await press('.choices[data-type="select-one"] .choices__inner');
        await press('.choices__item--choice:text("Price down")');
      },
    },
    {
      what: 'opens and closes the list, quickly',
      shopper: 'content',
      act: ({ press }) => press('.choices[data-type="select-one"] .choices__inner', { times: 4, every: 230 }),
    },
    {
      what: 'the list does not open',
      shopper: 'frustrated',
      broken: { how: 'covered', at: '.choices[data-type="select-one"]' },
      inputs: ['mouse', 'touch'],
      act: ({ press }) => press('.choices[data-type="select-one"] .choices__inner', { times: 4 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf(SELECTS, { page: 'select2', library: 'select2' }, [
    {
      what: 'chooses a country',
      shopper: 'content',
      act: async ({ press, see }) => {
        await press('.select2-selection');
        await press('.select2-results__option:text("Norway")');
        await see('text=Deliver to Norway');
      },
    },
    {
      what: 'the box is dead',
      shopper: 'frustrated',
      broken: { how: 'gone', at: '.select2-container' },
      act: ({ press }) => press('.select2-selection'),
      expected: ['dead_click'],
    },
  ]),
  ...casesOf(SELECTS, { page: 'react-select', library: 'react-select' }, [
    {
      what: 'chooses a colour',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, see }) => {
        await press('.rs__control');
        await press('.rs__option:text("Heather")');
        await see('#said:text("Heather")');
      },
    },
    {
      what: 'opens and closes the menu by its arrow, four times',
      shopper: 'content',
      act: ({ press }) => press('.rs__dropdown-indicator', { times: 4, every: 220 }),
    },
    {
      what: 'the colour is not taken, again and again',
      shopper: 'frustrated',
      broken: 'change',
      act: async ({ press, see }) => {
        await press('.rs__control');
        await see('.rs__option');
        await press('.rs__option:text("Heather")', { times: 4 });
      },
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf(SELECTS, { page: 'downshift', library: 'downshift' }, [
    {
      what: 'types and takes an address',
      shopper: 'content',
      act: async ({ type, press, see }) => {
        await type('#street', 'Fell');
        await see('.street');
        await press('.street >> nth=1');
      },
    },
    {
      what: 'takes an address by keys',
      shopper: 'content',
      inputs: ['keyboard'],
      act: async ({ type, keys }) => {
        await type('#street', 'Fell');
        await keys('ArrowDown', 'ArrowDown', 'Enter');
      },
    },
    {
      what: 'the arrow of the list is dead',
      shopper: 'frustrated',
      broken: 'toggle',
      inputs: ['mouse', 'keyboard'],
      act: ({ press }) => press('#toggle'),
      expected: ['dead_click'],
    },
  ]),
  ...casesOf('sliders', { page: 'nouislider', library: 'nouislider' }, [
    {
      what: 'drags both ends',
      shopper: 'content',
      act: async ({ drag }) => {
        await drag('.noUi-handle-lower', 80);
        await drag('.noUi-handle-upper', -60);
      },
    },
    {
      what: 'presses along the line',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, wait }) => {
        for (const x of [60, 95, 130]) {
          await press('#price', { at: { x, y: 9 } });
          await wait(250);
        }
      },
    },
    {
      what: 'moves an end by keys',
      shopper: 'content',
      inputs: ['keyboard'],
      act: async ({ focus, keys }) => {
        await focus('.noUi-handle-lower');
        await keys('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
      },
    },
    {
      what: 'the line does not answer, again and again',
      shopper: 'frustrated',
      broken: { how: 'gone', at: '#price' },
      act: ({ press }) => press('#price', { at: { x: 130, y: 9 }, times: 4 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf('lightboxes', { page: 'photoswipe', library: 'photoswipe' }, [
    {
      what: 'opens a photo, pages, zooms, closes',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, see, wait, missing, input }) => {
        await press('#gallery a >> nth=1');
        await see('.pswp--open');
        await wait(500);
        if (input === 'mouse') {
          await press('.pswp__button--arrow--next', { times: 4, every: 230 });
          await wait(400);
          await press('.pswp__button--zoom');
          await wait(500);
        }
        await press('.pswp__button--close');
        await missing('.pswp--open');
      },
    },
    {
      what: 'the lightbox never comes',
      shopper: 'frustrated',
      broken: 'module',
      inputs: ['mouse', 'touch'],
      act: ({ press }) => press('#gallery a >> nth=1'),
      expected: ['dead_click'],
    },
    {
      what: 'the lightbox never comes, pressed again and again',
      shopper: 'frustrated',
      broken: 'module',
      act: ({ press }) => press('#gallery a >> nth=1', { times: 3, every: 260 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf('lightboxes', { page: 'glightbox', library: 'glightbox' }, [
    {
      what: 'opens, pages, closes',
      shopper: 'content',
      act: async ({ press, see, wait }) => {
        await press('.glightbox >> nth=0');
        await see('.glightbox-container .gslide.current img');
        await wait(600);
        await press('.gnext', { times: 3, every: 330 });
        await wait(700);
        await press('.gclose');
      },
    },
    {
      what: 'cannot be closed',
      shopper: 'frustrated',
      broken: { how: 'covered by all' },
      act: ({ press }) => press('.glightbox >> nth=0', { times: 4 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
  ]),
];
