import { casesOf, type Scene } from '../support/case.js';
import type { Hands } from '../support/hands.js';
import { BOTH } from './scenes.js';

const PAGE = { page: 'habits-forms' };

const fill = async ({ type }: Hands) => {
  await type('#name', 'Ada');
  await type('#email', 'ada@example.com');
};

const goesWell = (what: string, broken: string, act: Scene['act'], more: Partial<Scene> = {}): Scene => ({
  what,
  shopper: 'content',
  broken,
  act,
  ...more,
});

const fails = (
  what: string,
  broken: string,
  { expected, act, ...more }: Pick<Scene, 'expected' | 'act'> & Partial<Scene>,
): Scene => ({ what, shopper: 'frustrated', broken, act, expected: expected ?? [], arguable: ['dead_click'], ...more });

/** Fills, sends so many times, and leaves if so asked. */
const attempts =
  (times: number, leaves = false, target = '#send', pause = 2200) =>
  async (hands: Hands) => {
    await fill(hands);
    for (let at = 0; at < times; at++) {
      await hands.press(target);
      await hands.wait(pause);
    }
    if (leaves) await hands.leave();
  };

export const HABITS_OF_FORMS = casesOf('habits: forms', PAGE, [
  goesWell('is thanked in an alert', 'letter', attempts(1, true), BOTH),
  fails('is told in an alert that it went wrong, twice, and leaves', 'letter:refused', {
    act: attempts(2, true),
    expected: ['form_error', 'form_error', 'form_abandon'],
  }),
  goesWell('goes on by a plain button, without a form', 'plain', attempts(1, true), BOTH),
  fails('a plain button, without a form: complaints at the top, twice, and leaves', 'plain:refused', {
    act: attempts(2, true),
    expected: ['form_error', 'form_error', 'form_abandon'],
    ...BOTH,
  }),
  goesWell('pays in a form that is drawn anew', 'redrawn', attempts(1, true)),
  fails('is declined in a form that is drawn anew, three times', 'redrawn:refused', {
    act: attempts(3),
    expected: ['form_error', 'form_error', 'form_error'],
  }),
  fails('is declined in a form that is drawn anew, and leaves', 'redrawn:refused', {
    act: attempts(1, true),
    expected: ['form_error', 'form_abandon'],
  }),
  goesWell('a link that sends the form by script', 'script', async (hands) => {
    await fill(hands);
    await hands.press('#send');
    await hands.page.waitForURL('**/left?*');
  }),
  goesWell('a code that sends itself, digit by digit', 'code', async ({ press, page, see, wait, leave }) => {
    await press('.digit');
    await page.keyboard.type('1234', { delay: 90 });
    await see('#next');
    await wait(800);
    await leave();
  }),
  fails('a code that sends itself and is wrong, twice', 'code:refused', {
    act: async ({ press, page, see, wait }) => {
      await press('.digit');
      await page.keyboard.type('1234', { delay: 90 });
      await see('#said .error');
      await wait(1500);
      await page.keyboard.type('4321', { delay: 90 });
      await wait(1500);
    },
    expected: ['form_error', 'form_error'],
  }),
  fails('the complaint comes four seconds later', 'late:refused', {
    act: attempts(1, false, '#send', 5000),
    expected: ['form_error'],
  }),
  goesWell('the thanks come four seconds later', 'late', attempts(1, true, '#send', 5500)),
  goesWell('complaints about other things stood there before', 'before', attempts(1, true)),
  fails('the password is wrong, three times in the same words', 'login:refused', {
    act: async ({ type, press, wait }) => {
      await type('#email', 'ada@example.com');
      await type('#password', 'correct horse');
      for (let at = 0; at < 3; at++) {
        await press('#send');
        await wait(2000);
      }
    },
    expected: ['form_error', 'form_error', 'form_error'],
  }),
  goesWell('logs in', 'login', async ({ type, press, page }) => {
    await type('#email', 'ada@example.com');
    await type('#password', 'correct horse');
    await press('#send');
    await page.waitForURL('**/left?account');
  }),
  fails('the second attempt changes nothing on the page', 'still:refused', {
    act: attempts(2),
    expected: ['form_error', 'form_error'],
  }),
  goesWell('searches half, filters half, and leaves', 'search', async ({ type, wait, leave }) => {
    await type('#words', 'jump');
    await type('#least', '20');
    await wait(500);
    await leave();
  }),
  goesWell(
    'chooses options, adds, is told so in an alert, and leaves',
    'search',
    async ({ page, type, press, wait, leave }) => {
      await page.selectOption('#size', 'M');
      await type('#pieces', '2');
      await press('#add');
      await wait(2500);
      await leave();
    },
  ),
  goesWell('half a review, and leaves', 'review', async ({ type, wait, leave }) => {
    await type('#words', 'It is warm and');
    await wait(600);
    await leave();
  }),
  fails('begins the address, and leaves', 'address', {
    act: async ({ type, wait, leave }) => {
      await type('#line', 'Fell Road 1');
      await type('#town', 'Leeds');
      await wait(700);
      await leave();
    },
    expected: ['form_abandon'],
    ...BOTH,
  }),
  fails('begins fields that stand in no form, and leaves', 'plain', {
    act: async (hands) => {
      await fill(hands);
      await hands.wait(700);
      await hands.leave();
    },
    expected: ['form_abandon'],
  }),
  goesWell('goes on to the next step of the same page', 'step', async (hands) => {
    await fill(hands);
    await hands.press('#send');
    await hands.see('#next');
    await hands.wait(1500);
    await hands.leave();
  }),
  goesWell('one field for letters, begun and left', 'letterbox', async ({ type, wait, leave }) => {
    await type('#email', 'ada@exa');
    await wait(600);
    await leave();
  }),
  goesWell('is corrected while typing, and sends', 'typing', attempts(1, true)),
  fails('the postcode is not known', 'postcode:refused', {
    act: async ({ type, press }) => {
      await type('#code', 'XX1 1XX');
      await press('#find');
    },
    expected: ['form_error'],
  }),
  goesWell('the postcode is known', 'postcode', async ({ type, press, see }) => {
    await type('#code', 'LS1 1AA');
    await press('#find');
    await see('text=Fell Road 1');
  }),
  goesWell('sent, emptied, and said so on the button', 'quiet', attempts(1, true)),
  fails('Enter in fields that stand in no form, and a complaint', 'enter:refused', {
    inputs: ['keyboard'],
    act: async (hands) => {
      await fill(hands);
      await hands.keys('Enter');
      await hands.wait(2500);
    },
    expected: ['form_error'],
  }),
  fails('the server objects, on a new page', 'posted', {
    act: async (hands) => {
      await fill(hands);
      await hands.press('#send');
      await hands.page.waitForURL('**refused*');
      await hands.wait(2500);
    },
    expected: ['form_error'],
  }),
]);
