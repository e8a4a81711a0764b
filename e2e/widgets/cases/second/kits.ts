import { casesOf } from '../../support/case.js';
import { ADDRESS, ALL, annoyed, BOTH, content, dead, HALF, rage, sends } from '../scenes.js';

const REACT = 'component libraries, React';
const VUE = 'component libraries, Vue';
const ELEMENTS = 'component libraries, web components';
const KITS = 'kits';
const THROWS = { expected: ['error_click'], arguable: ['dead_click'] } as const;

/** Component libraries and kits. */
export const MORE_KITS = [
  ...casesOf(REACT, { page: 'headlessui-react', library: '@headlessui/react' }, [
    content('flips on and off', ({ press }) => press('#gift', { times: 4, every: 240 }), BOTH),
    content(
      'takes a size, the same once more, turns a tab',
      async ({ press, wait }) => {
        await press('.size:text-is("L")');
        await wait(700);
        await press('.size:text-is("L")');
        await wait(700);
        await press('.tab:text("Care")');
      },
      BOTH,
    ),
    content('sorts by the menu', async ({ press, see, wait }) => {
      await press('#sort');
      await see('.by:text("Price")');
      await wait(300);
      await press('.by:text("Price")');
    }),
    content('reads the guide and closes it', async ({ press, see, wait }) => {
      await press('#guide');
      await see('#close');
      await wait(400);
      await press('#close');
    }),
    content('types a town', async ({ type, press, see }) => {
      await type('#town', 'Br');
      await see('.town:text("Bristol")');
      await press('.town:text("Bristol")');
    }),
    dead('the switch does not flip', '#gift', { ...BOTH, broken: 'handler' }),
    rage('the size is not taken', '.size:text-is("L")', { ...BOTH, broken: 'handler' }),
    dead('the menu does not open', '#sort', { broken: { how: 'gone', at: '#sort' } }),
    annoyed('the guide throws', ({ press }) => press('#guide'), { ...THROWS, ...BOTH, broken: 'throws' }),
    rage('the guide cannot be closed', '#close', {
      broken: 'close',
      act: async ({ press, see, wait }) => {
        await press('#guide');
        await see('#close');
        await wait(500);
        await press('#close', { times: 4 });
      },
    }),
  ]),
  ...casesOf(REACT, { page: 'react-aria', library: 'react-aria-components' }, [
    content('counts up and down', async ({ press }) => {
      await press('[slot="increment"]', { times: 5, every: 180 });
      await press('[slot="decrement"]', { times: 3, every: 180 });
    }),
    content(
      'takes a size, adds, reads',
      async ({ press, see, wait }) => {
        await press('.size:text-is("L")');
        await wait(600);
        await press('#add');
        await see('text=In your basket');
        await press('#care');
      },
      BOTH,
    ),
    content('pages through the months, takes a day', async ({ press, wait }) => {
      await press('[slot="next"]', { times: 3, every: 260 });
      await wait(500);
      await press('.day:text-is("15")');
    }),
    content('joins', sends(ADDRESS, { leaves: true })),
    dead('Add does nothing but look pressed', '#add', { ...ALL, broken: 'handler' }),
    rage('the size is not taken', '.size:text-is("L")', { broken: 'handler' }),
    rage('the basket never answers', '#add', { ...BOTH, broken: 'hangs' }),
    rage('pending for ever', '#add', {
      broken: 'pending',
      act: async ({ press, wait }) => {
        await press('#add');
        await wait(2500);
        await press('#add', { times: 4 });
      },
    }),
    annoyed('half an address, twice', sends(HALF, { times: 2 }), {
      expected: ['form_error', 'form_error'],
    }),
    annoyed('the address is taken, leaves', sends(ADDRESS, { leaves: true }), {
      broken: 'taken',
      expected: ['form_error', 'form_abandon'],
    }),
  ]),
  ...casesOf(VUE, { page: 'primevue', library: 'primevue' }, [
    content(
      'counts, rates, pages',
      async ({ press, wait }) => {
        await press('.p-inputnumber-increment-button', { times: 4, every: 200 });
        await wait(300);
        await press('.p-rating-option >> nth=3');
        await wait(400);
        await press('.p-paginator-next', { times: 4, every: 210 });
      },
      BOTH,
    ),
    content('takes a size, adds', async ({ press, see, wait }) => {
      await press('#size');
      await see('.p-select-option');
      await wait(300);
      await press('.p-select-option >> nth=1');
      await wait(500);
      await press('#add');
      await see('.p-toast-message');
    }),
    content('shows the password, creates an account', async (hands) => {
      await hands.type('#secret', 'correct horse');
      await hands.press('.p-password-toggle-mask-icon, .p-password svg');
      await sends(ADDRESS, { leaves: true })(hands);
    }),
    dead('Add does nothing', '#add', { ...BOTH, broken: 'handler' }),
    rage('the basket never answers', '#add', { broken: 'hangs' }),
    dead('the basket answers 500', '#add', { broken: 'fails' }),
    annoyed('is refused in a toast, twice, and leaves', sends(ADDRESS, { times: 2, leaves: true }), {
      broken: 'refused',
      expected: ['form_error', 'form_error', 'form_abandon'],
    }),
  ]),
  ...casesOf(ELEMENTS, { page: 'ionic', library: '@ionic/core' }, [
    content(
      'takes a size, flips, reads',
      async ({ press, wait }) => {
        await press('ion-segment-button >> nth=2');
        await wait(600);
        await press('#gift', { times: 3, every: 300 });
        await wait(500);
        await press('#care');
      },
      BOTH,
    ),
    content('adds', async ({ press, see }) => {
      await press('#add');
      await see('text=1 piece');
    }),
    content('opens the guide and closes it', async ({ press, see, wait }) => {
      await press('#guide');
      await see('#close');
      await wait(600);
      await press('#close');
    }),
    content('joins', async ({ type, press, see, wait, leave }) => {
      await type('#name input', 'Ada');
      await type('#email input', ADDRESS);
      await press('#send');
      await see('#sent');
      await wait(1500);
      await leave();
    }),
    dead('Add does nothing but ripple', '#add button', { ...ALL, broken: 'handler' }),
    rage('Add does nothing but ripple, again and again', '#add', { ...BOTH, broken: 'handler' }),
    annoyed(
      'half an address, twice, and leaves',
      async ({ type, press, wait, leave }) => {
        await type('#name input', 'Ada');
        await type('#email input', HALF);
        await press('#send');
        await wait(2200);
        await press('#send');
        await wait(2200);
        await leave();
      },
      { expected: ['form_error', 'form_error', 'form_abandon'], arguable: ['dead_click'] },
    ),
  ]),
  ...casesOf(ELEMENTS, { page: 'fluent', library: '@fluentui/web-components' }, [
    content(
      'flips, adds, reads',
      async ({ press, see, wait }) => {
        await press('#gift', { times: 3, every: 280 });
        await wait(400);
        await press('#add');
        await see('text=Added');
        await press('#reviews');
        await wait(400);
        await press('#care');
      },
      BOTH,
    ),
    content('opens the guide and closes it', async ({ press, see, wait }) => {
      await press('#guide');
      await see('#close');
      await wait(400);
      await press('#close');
    }),
    dead('the guide does not open', '#guide', { ...BOTH, broken: 'handler' }),
    rage('the basket never answers', '#add', { broken: 'hangs' }),
  ]),
  ...casesOf('small libraries', { page: 'svelte', library: 'svelte' }, [
    content(
      'counts, takes a size, likes',
      async ({ press, wait }) => {
        await press('#more', { times: 5, every: 180 });
        await wait(300);
        await press('.size:text-is("S")');
        await wait(400);
        await press('#like');
      },
      BOTH,
    ),
    content('adds, closes the basket, reads on', async ({ press, see, wait }) => {
      await press('#add');
      await see('aside');
      await wait(700);
      await press('#close');
      await wait(700);
      await press('#care');
      await wait(500);
      await press('#all');
    }),
    content('shows the password', ({ press }) => press('#show', { times: 2, every: 500 })),
    content('joins', sends(ADDRESS, { leaves: true })),
    dead('the heart does not fill', '#like', { ...ALL, broken: 'handler' }),
    rage('the counter does not count', '#more', { ...BOTH, broken: 'handler' }),
    annoyed('Add throws in a promise', ({ press }) => press('#add'), { ...THROWS, broken: 'throws' }),
    dead('the basket answers 500', '#add', { ...BOTH, broken: 'fails' }),
    annoyed('half an address, three times', sends(HALF, { times: 3 }), {
      expected: ['form_error', 'form_error', 'form_error'],
      arguable: ['dead_click'],
    }),
  ]),
  ...casesOf(KITS, { page: 'materialize', library: 'materialize-css' }, [
    content(
      'opens the menu and the guide, enlarges the photo',
      async ({ press, see, wait }) => {
        await press('#burger');
        await wait(800);
        await press('#drawer-close');
        await wait(800);
        await press('#guide');
        await see('#sizes.open');
        await wait(600);
        await press('#close');
      },
      BOTH,
    ),
    content('enlarges the photo, and back', async ({ press, wait }) => {
      await press('#photo');
      await wait(900);
      await press('#photo');
    }),
    content('reads, turns tabs, pages', async ({ press, wait }) => {
      await press('#care');
      await wait(600);
      await press('.tab a:text("Reviews")');
      await wait(500);
      await press('.pagination a:text("2")');
    }),
    content('adds', async ({ press, see }) => {
      await press('#add');
      await see('.toast');
    }),
    dead('Add does nothing', '#add', { ...BOTH, broken: 'script' }),
    dead('the photo does not get larger', '#photo', { broken: { how: 'swallowed', at: '#photo' } }),
    rage('the list does not fold out', '#care', { broken: 'script' }),
    rage('the basket answers 500', '#add', { ...BOTH, broken: 'fails' }),
  ]),
  ...casesOf(KITS, { page: 'foundation', library: 'foundation-sites' }, [
    content(
      'filters, reads, turns tabs',
      async ({ press, wait }) => {
        await press('#filter');
        await wait(900);
        await press('#drawer-close');
        await wait(900);
        await press('.accordion-title');
        await wait(600);
        await press('.tabs-title a:text("Reviews")');
      },
      BOTH,
    ),
    content('joins', sends(ADDRESS, { leaves: true })),
    dead('the filter does not open', '#filter', { ...ALL, broken: 'script' }),
    annoyed('half an address, twice, and leaves', sends(HALF, { times: 2, leaves: true }), {
      expected: ['form_error', 'form_error', 'form_abandon'],
      arguable: ['dead_click'],
    }),
  ]),
  ...casesOf(KITS, { page: 'fomantic', library: 'fomantic-ui-css' }, [
    content(
      'rates, flips, reads, turns tabs',
      async ({ press, wait }) => {
        await press('#stars .icon >> nth=3');
        await wait(500);
        await press('#gift', { times: 3, every: 280 });
        await wait(400);
        await press('#care');
        await wait(600);
        await press('.menu .item:text("Reviews")');
      },
      BOTH,
    ),
    content('takes a size, adds', async ({ press, see, wait }) => {
      await press('#size');
      await see('#size .menu.visible');
      await wait(400);
      await press('#size .item >> nth=1');
      await wait(500);
      await press('#add');
      await see('text=1 piece');
    }),
    content('joins', sends(ADDRESS, { leaves: true })),
    dead('Add does nothing', '#add', { ...BOTH, broken: 'script' }),
    dead('the basket answers 500', '#add', { broken: 'fails' }),
    rage('loads for ever', '#add', {
      broken: 'loading for ever',
      act: async ({ press, wait }) => {
        await press('#add');
        await wait(2500);
        await press('#add', { times: 4 });
      },
    }),
    annoyed('half an address, twice', sends(HALF, { times: 2 }), {
      expected: ['form_error', 'form_error'],
      arguable: ['dead_click'],
    }),
  ]),
];
