import { casesOf } from '../support/case.js';

const KITS = 'kits';
const SMALL = 'small libraries';

export const KIT_CASES = [
  ...casesOf(KITS, { page: 'bootstrap', library: 'bootstrap' }, [
    {
      what: 'pages through the photos, and faster than they slide',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: ({ press }) => press('.carousel-control-next', { times: 4, every: 330 }),
    },
    {
      what: 'sorts, chooses a size, reads',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, see, wait }) => {
        await press('#sort');
        await see('.dropdown-menu.show');
        await press('#by-price');
        await wait(400);
        await press('label[for="m"]');
        await wait(300);
        await press('.accordion-button');
        await wait(600);
        await press('.nav-link:text("Care")');
      },
    },
    {
      what: 'opens and closes the guide',
      shopper: 'content',
      inputs: ['mouse', 'keyboard'],
      act: async ({ press, see, wait }) => {
        await press('#guide');
        await see('#sizes.show');
        await wait(500);
        await press('#close');
      },
    },
    {
      what: 'joins, and is thanked in an alert',
      shopper: 'content',
      act: async ({ type, press, see, wait, leave }) => {
        await type('#letter [name="email"]', 'ada@example.com');
        await type('#letter [name="name"]', 'Ada');
        await press('#join');
        await see('#thanks.show');
        await wait(3000);
        await leave();
      },
    },
    {
      what: 'joins with half an address, three times',
      shopper: 'frustrated',
      act: async ({ type, press, wait }) => {
        await type('#letter [name="email"]', 'ada');
        for (let at = 0; at < 3; at++) {
          await press('#join');
          await wait(1700);
        }
      },
      expected: ['form_error', 'form_error', 'form_error'],
      arguable: ['dead_click'],
    },
    {
      what: 'the list does not open: other attributes',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch', 'keyboard'],
      broken: 'attributes',
      act: ({ press }) => press('#sort'),
      expected: ['dead_click'],
    },
    {
      what: 'another tab does not open, again and again',
      shopper: 'frustrated',
      broken: 'attributes',
      act: ({ press }) => press('.nav-link:text("Care")', { times: 4 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
    {
      what: 'a backdrop was left behind',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: { how: 'covered by all' },
      act: ({ press }) => press('#guide', { times: 4 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
    {
      what: 'a backdrop was left behind, pressed once',
      shopper: 'frustrated',
      broken: { how: 'covered by all' },
      act: ({ press }) => press('#guide'),
      expected: ['dead_click'],
      why: 'what the shopper sees and presses is a button',
    },
  ]),
  ...casesOf(KITS, { page: 'bootstrap-css', library: 'bootstrap (style sheet alone)' }, [
    {
      what: 'chooses sizes by class alone, and the chosen one once more',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, wait }) => {
        await press('.sizes .btn:text-is("M")');
        await wait(600);
        await press('.sizes .btn:text-is("M")');
        await wait(600);
        await press('.sizes .btn:text-is("L")');
      },
    },
    {
      what: 'opens the menu, pages by prevented links, adds four',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, see, wait }) => {
        await press('#burger');
        await see('#menu.show');
        await wait(300);
        await press('.page-link:text-is("2")');
        await wait(300);
        await press('.page-link:text-is("3")');
        await wait(300);
        await press('#add', { times: 4, every: 200 });
        await see('#add .badge:text-is("4")');
      },
    },
    {
      what: 'the menu button is dead',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch', 'keyboard'],
      broken: 'script',
      act: ({ press }) => press('#burger'),
      expected: ['dead_click'],
    },
    {
      what: 'pages by links that lead nowhere',
      shopper: 'frustrated',
      broken: 'script',
      act: ({ press }) => press('.page-link:text-is("2")'),
      expected: ['dead_click'],
    },
    {
      what: 'the size is not taken',
      shopper: 'frustrated',
      broken: 'script',
      act: ({ press }) => press('.sizes .btn:text-is("M")', { times: 3 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf(KITS, { page: 'pico', library: '@picocss/pico' }, [
    {
      what: 'chooses a colour, reads the guide, flips',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, see, wait }) => {
        await press('.dropdown summary');
        await press('.dropdown a:text("Sea")');
        await wait(400);
        await press('#guide');
        await see('#sizes[open]');
        await press('#close');
        await wait(300);
        await press('#gift', { times: 3, every: 260 });
      },
    },
    {
      what: 'sends the form',
      shopper: 'content',
      act: async ({ type, press }) => {
        await type('#letter [name="name"]', 'Ada');
        await type('#letter [name="email"]', 'ada@example.com');
        await press('#send');
      },
    },
    {
      what: 'the browser objects, twice, by Enter',
      shopper: 'frustrated',
      inputs: ['keyboard'],
      act: async ({ type, keys, wait }) => {
        await type('#letter [name="name"]', 'Ada');
        await keys('Enter');
        await wait(1800);
        await keys('Enter');
      },
      expected: ['form_error', 'form_error'],
    },
    {
      what: 'the guide does not open',
      shopper: 'frustrated',
      broken: 'script',
      act: ({ press }) => press('#guide'),
      expected: ['dead_click'],
    },
  ]),
  ...casesOf(KITS, { page: 'uikit', library: 'uikit' }, [
    {
      what: 'pages, reads, filters',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, see, wait }) => {
        await press('#next', { times: 3, every: 320 });
        await wait(500);
        await press('.uk-accordion-title >> nth=1');
        await wait(500);
        await press('#filter');
        await see('#drawer .uk-offcanvas-bar');
        await wait(400);
        await press('.uk-offcanvas-close');
      },
    },
    {
      what: 'turns tabs that are links to nowhere',
      shopper: 'content',
      act: ({ press }) => press('[uk-tab] a:text("Reviews"), .uk-tab a:text("Reviews")'),
    },
    {
      what: 'the filter does not open',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: 'attributes',
      act: ({ press }) => press('#filter'),
      expected: ['dead_click'],
    },
    {
      what: 'the next picture does not come, again and again',
      shopper: 'frustrated',
      broken: { how: 'swallowed', at: '#next' },
      act: ({ press }) => press('#next', { times: 4 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf(KITS, { page: 'bulma', library: 'bulma' }, [
    {
      what: 'opens and closes the menu, turns tabs',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, wait }) => {
        await press('.navbar-burger', { times: 4, every: 240 });
        await wait(300);
        await press('.tabs a:text("Care")');
      },
    },
    {
      what: 'adds while the wheel turns',
      shopper: 'content',
      act: async ({ press, see }) => {
        await press('#add');
        await see('#count:text-is("1")');
      },
    },
    {
      what: 'the menu button is dead',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: 'script',
      act: ({ press }) => press('.navbar-burger'),
      expected: ['dead_click'],
    },
    {
      what: 'a tab without an address is dead',
      shopper: 'frustrated',
      broken: 'script',
      act: ({ press }) => press('.tabs a:text("Care")'),
      expected: ['dead_click'],
    },
    {
      what: 'Add is disabled for ever, pressed again and again',
      shopper: 'frustrated',
      broken: { how: 'disabled', at: '#add' },
      act: ({ press }) => press('#add', { times: 5 }),
      expected: ['rage_click'],
    },
  ]),
  ...casesOf(SMALL, { page: 'alpinejs', library: 'alpinejs' }, [
    {
      what: 'counts with icons, and the total is far away',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, see }) => {
        await press('#more', { times: 5, every: 170 });
        await see('#total:text-is("474")');
        await press('#less', { times: 3, every: 170 });
      },
    },
    {
      what: 'chooses a size by class, opens and closes the drawer',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, see, wait }) => {
        await press('.swatch:text-is("M")');
        await wait(300);
        await press('#filter');
        await see('#drawer');
        await wait(500);
        await press('#drawer input');
        await wait(300);
        await press('#close');
      },
    },
    {
      what: 'the size is dead',
      shopper: 'frustrated',
      broken: 'size',
      act: ({ press }) => press('.swatch:text-is("M")'),
      expected: ['dead_click'],
    },
    {
      what: 'the counter throws',
      shopper: 'frustrated',
      broken: { how: 'throws', at: '#more' },
      act: ({ press }) => press('#more'),
      expected: ['error_click'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf(SMALL, { page: 'htmx', library: 'htmx.org' }, [
    {
      what: 'loads more, twice',
      shopper: 'content',
      act: async ({ press, see, wait }) => {
        await press('#more');
        await see('text=More jumpers');
        await wait(400);
        await press('#more');
      },
    },
    {
      what: 'joins, and the form makes place for thanks',
      shopper: 'content',
      act: async ({ type, press, see, wait, leave }) => {
        await type('#letter [name="email"]', 'ada@example.com');
        await type('#letter [name="name"]', 'Ada');
        await press('#join');
        await see('text=you are on the list');
        await wait(2500);
        await leave();
      },
    },
    {
      what: 'more does not come: 500',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: 'fails',
      act: ({ press }) => press('#more'),
      expected: ['dead_click'],
    },
    {
      what: 'more does not come: no answer, pressed again and again',
      shopper: 'frustrated',
      broken: 'hangs',
      act: ({ press }) => press('#more', { times: 4 }),
      expected: ['rage_click'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf(SMALL, { page: 'tippy', library: 'tippy.js' }, [
    {
      what: 'the tip came with the hover, then a press',
      shopper: 'content',
      act: async ({ hover, see, press }) => {
        await hover('#info', 700);
        await see('text=On Tuesdays');
        await press('#info');
      },
    },
    {
      what: 'opens a tip by a press',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, see }) => {
        await press('#share');
        await see('text=By post');
      },
    },
    {
      what: 'Share is dead',
      shopper: 'frustrated',
      broken: 'share',
      act: ({ press }) => press('#share'),
      expected: ['dead_click'],
    },
  ]),
  ...casesOf(SMALL, { page: 'micromodal', library: 'micromodal' }, [
    {
      what: 'opens and closes',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ press, see, missing }) => {
        await press('#open');
        await see('#sizes.is-open #close');
        await press('#close');
        await missing('#close');
      },
    },
    {
      what: 'cannot be closed',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: 'close',
      act: async ({ press, see, wait }) => {
        await press('#open');
        await see('#sizes.is-open #close');
        await wait(400);
        await press('#close');
      },
      expected: ['dead_click'],
    },
  ]),
];
