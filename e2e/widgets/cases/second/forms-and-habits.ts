import { casesOf } from '../../support/case.js';
import { ADDRESS, ALL, annoyed, BOTH, content, dead, HALF, rage, sends } from '../scenes.js';

const FORMS = 'form libraries';
const HABITS = { page: 'habits-second' };
const TWICE = { expected: ['form_error', 'form_error'], arguable: ['dead_click'] } as const;
const LEFT = {
  expected: ['form_error', 'form_abandon'],
  arguable: ['dead_click'],
} as const;

export const FORMS_AND_HABITS = [
  ...casesOf(FORMS, { page: 'react-final-form', library: 'react-final-form' }, [
    content('orders', sends(ADDRESS, { leaves: true }), BOTH),
    annoyed('half an address, twice', sends(HALF, { times: 2 }), TWICE),
    annoyed('is refused, twice, in the same words', sends(ADDRESS, { times: 2 }), { ...TWICE, broken: 'refused' }),
    annoyed('the address is taken, leaves', sends(ADDRESS, { leaves: true }), { ...LEFT, broken: 'taken' }),
    annoyed('the server never answers, leaves', sends(ADDRESS, { pause: 9000, leaves: true }), {
      broken: 'hangs',
      expected: [],
      arguable: ['form_abandon', 'dead_click', 'form_error'],
    }),
  ]),
  ...casesOf(FORMS, { page: 'pristinejs', library: 'pristinejs' }, [
    content('registers', async ({ type, press, page }) => {
      await type('#email', ADDRESS);
      await type('#secret', 'correct horse');
      await press('#send');
      await page.waitForURL('**/left?**');
    }),
    annoyed(
      'a password too short, twice, and leaves',
      async ({ type, press, wait, leave }) => {
        await type('#email', ADDRESS);
        await type('#secret', 'short');
        for (let at = 0; at < 2; at++) {
          await press('#send');
          await wait(2200);
        }
        await leave();
      },
      {
        ...BOTH,
        expected: ['form_error', 'form_error', 'form_abandon'],
        arguable: ['dead_click'],
      },
    ),
  ]),
  ...casesOf(FORMS, { page: 'sweetalert2', library: 'sweetalert2' }, [
    content('removes a piece, and means it', async ({ press, see, wait }) => {
      await press('.remove');
      await see('.swal2-confirm');
      await wait(400);
      await press('.swal2-confirm');
    }),
    content('wants to be told, and is thanked in a toast', ({ press }) => press('#notify'), BOTH),
    content('writes, and is thanked in a box', async (hands) => {
      await sends(ADDRESS)(hands);
      await hands.press('.swal2-confirm');
      await hands.wait(1500);
      await hands.leave();
    }),
    annoyed(
      'is refused in a box, and leaves',
      async (hands) => {
        await sends(HALF)(hands);
        await hands.press('.swal2-confirm');
        await hands.wait(1500);
        await hands.leave();
      },
      LEFT,
    ),
    rage('the box does not go away', '.swal2-confirm', {
      broken: 'numb',
      act: async ({ press, see, wait }) => {
        await press('.remove');
        await see('.swal2-confirm');
        await wait(600);
        await press('.swal2-confirm', { times: 4 });
      },
    }),
  ]),
  ...casesOf('masks', { page: 'inputmask', library: 'inputmask' }, [
    content('pays', async ({ type, press, see, wait, leave }) => {
      await type('#name', 'Ada');
      await type('#card', '4242424242424242');
      await type('#until', '1229');
      await press('#send');
      await see('#thanks');
      await wait(1500);
      await leave();
    }),
    annoyed(
      'half a number, twice',
      async ({ type, press, wait }) => {
        await type('#name', 'Ada');
        await type('#card', '42424242');
        for (let at = 0; at < 2; at++) {
          await press('#send');
          await wait(2200);
        }
      },
      TWICE,
    ),
    annoyed(
      'is declined, and leaves',
      async ({ type, press, wait, leave }) => {
        await type('#name', 'Ada');
        await type('#card', '4242424242424242');
        await type('#until', '1229');
        await press('#send');
        await wait(3000);
        await leave();
      },
      { ...LEFT, broken: 'declined' },
    ),
  ]),
  ...casesOf('one-time codes', { page: 'code' }, [
    content('types the code, is let in', async ({ type, see, wait, leave }) => {
      await type('.box >> nth=0', '123456');
      await see('#in');
      await wait(1500);
      await leave();
    }),
    content('asks for another code', ({ press }) => press('#again'), BOTH),
    annoyed(
      'the code is wrong',
      async ({ type, wait }) => {
        await type('.box >> nth=0', '123456');
        await wait(2500);
      },
      { broken: 'wrong', expected: [], arguable: ['form_error'] },
    ),
    dead('no other code is sent', '#again', { ...BOTH, broken: 'handler' }),
  ]),
  ...casesOf('habits: forms', { page: 'sent' }, [
    content('goes round by the server', sends(ADDRESS), BOTH),
    ...['summary', 'field', 'quiet', 'flash'].map((broken) =>
      annoyed(`the server objects: ${broken}`, sends(HALF, { times: 2, pause: 2500 }), {
        ...TWICE,
        broken,
      }),
    ),
  ]),
  ...casesOf('small libraries', { page: 'petite-vue', library: 'petite-vue' }, [
    content(
      'counts up, removes, copies the code',
      async ({ press, wait }) => {
        await press('.more >> nth=0', { times: 4, every: 190 });
        await wait(400);
        await press('.less >> nth=0', { times: 2, every: 300 });
        await wait(400);
        await press('#copy');
        await wait(1900);
        await press('.remove >> nth=1');
      },
      BOTH,
    ),
    content('pays by invoice, reads', async ({ press, wait }) => {
      await press('.pay:text("Invoice")');
      await wait(600);
      await press('#details');
    }),
    dead('the payment is not taken', '.pay:text("Invoice")', { ...BOTH, broken: 'handler' }),
    dead('the piece stays', '.remove >> nth=0', { ...ALL, broken: 'handler' }),
    rage('the basket fails at each press', '.more >> nth=0', { ...BOTH, broken: 'fails' }),
    dead('nothing is copied', '#copy', { broken: 'handler' }),
  ]),
  ...casesOf('small libraries', { page: 'unpoly', library: 'unpoly' }, [
    content(
      'pages, reads the guide',
      async ({ press, see, wait }) => {
        await press('#next');
        await see('text=Jumper 7');
        await wait(300);
        await press('#guide');
        await see('#sizes');
      },
      BOTH,
    ),
    content('joins', sends(ADDRESS, { leaves: true })),
    dead('the next page never comes', '#next', { broken: 'hangs' }),
    rage('the next page never comes, again and again', '#next', { ...BOTH, broken: 'hangs' }),
  ]),
  ...casesOf('habits: the next act', HABITS, [
    content('adds, and the button says so for a second', ({ press }) => press('#add'), BOTH),
    content('reserves, and the store thinks', ({ press }) => press('#slow')),
    content('wants to be told, and does not', async ({ press, wait }) => {
      await press('#again');
      await wait(800);
      await press('#again');
    }),
    content('loads more, and looks on', async ({ press, see, wait, scroll }) => {
      await press('#load');
      await see('.tile >> nth=5');
      await wait(200);
      await scroll(300);
    }),
    dead('Add does nothing', '#add', { ...ALL, broken: 'handler' }),
    dead('Add turns and gives up', '#add', { broken: 'reverts' }),
    rage('Add turns for ever', '#add', {
      broken: 'spins',
      act: async ({ press, wait }) => {
        await press('#add');
        await wait(2500);
        await press('#add', { times: 4 });
      },
    }),
  ]),
  ...casesOf('habits: choices', HABITS, [
    content(
      'looks at photos, enlarges one',
      async ({ press, wait }) => {
        await press('.thumb >> nth=1');
        await wait(500);
        await press('.thumb >> nth=2');
        await wait(500);
        await press('#large');
      },
      BOTH,
    ),
    content(
      'takes a size, changes the view',
      async ({ press, wait }) => {
        await press('.size span >> nth=1');
        await wait(500);
        await press('#rows');
        await wait(600);
        await press('#grid');
      },
      BOTH,
    ),
    content('likes, and likes no more', ({ press }) => press('#wish', { times: 3, every: 260 })),
    content('the view that is shown already', ({ press }) => press('#grid'), { arguable: ['dead_click'] }),
    content('counts in euros, in the dark', async ({ press, wait }) => {
      await press('#currency', { times: 3, every: 300 });
      await wait(400);
      await press('#mode');
    }),
    content('looks into the basket', async ({ hover, press }) => {
      await hover('#mini', 500);
      await press('#mini');
    }),
    content('asks what the sign means', ({ press }) => press('#tip'), BOTH),
    content('goes to a piece', ({ press }) => press('.tile >> nth=1'), BOTH),
    dead('the photo does not change', '.thumb >> nth=1', { ...BOTH, broken: 'handler' }),
    dead('the piece does not open', '.tile >> nth=1', { ...BOTH, broken: 'tiles' }),
    rage('the heart is dead', '#wish', { ...BOTH, broken: 'handler' }),
    rage('the view does not change', '#rows', { broken: 'handler' }),
    dead('the photo does not get larger', '#large', { broken: 'handler' }),
    rage('a chat that did not load lies over the quick view', '#quick', {
      ...BOTH,
      broken: { how: 'covered', at: '#quick' },
    }),
    rage('Reserve is switched off', '#slow', { broken: { how: 'disabled', at: '#slow' } }),
    dead('Dark is drawn anew', '#mode', { broken: { how: 'redrawn', at: '#mode' } }),
    rage('Dark is drawn anew, again and again', '#mode', { broken: { how: 'redrawn', at: '#mode' } }),
  ]),
  ...casesOf('habits: network', HABITS, [
    content('checks a postcode', async ({ type, press, wait }) => {
      await type('#post', 'LA22');
      await press('#check');
      await wait(800);
    }),
    rage('more pieces never come', '#load', {
      broken: 'waits',
      act: async ({ press, wait }) => {
        await press('#load');
        await wait(2600);
        await press('#load', { times: 4 });
      },
    }),
  ]),
];
