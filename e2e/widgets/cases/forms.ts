import { casesOf } from '../support/case.js';

const FORMS = 'form libraries';

export const FORM_CASES = [
  ...casesOf(FORMS, { page: 'react-hook-form', library: 'react-hook-form' }, [
    {
      what: 'pays at the first go',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ type, press, see, wait, leave }) => {
        await type('#name', 'Ada');
        await type('#email', 'ada@example.com');
        await press('#pay');
        await see('#thanks');
        await wait(1500);
        await leave();
      },
    },
    {
      what: 'forgets the name, is told, and pays',
      shopper: 'frustrated',
      act: async ({ type, press, see }) => {
        await type('#email', 'ada@example.com');
        await press('#pay');
        await see('.problem');
        await type('#name', 'Ada');
        await press('#pay');
        await see('#thanks');
      },
      expected: ['form_error'],
    },
    {
      what: 'the card is declined, three times with the same words',
      shopper: 'frustrated',
      broken: 'refused',
      act: async ({ type, press, wait }) => {
        await type('#name', 'Ada');
        await type('#email', 'ada@example.com');
        for (let at = 0; at < 3; at++) {
          await press('#pay');
          await wait(2000);
        }
      },
      expected: ['form_error', 'form_error', 'form_error'],
      arguable: ['dead_click'],
    },
    {
      what: 'the server fails, the shop says so, the shopper leaves',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      broken: 'fails',
      act: async ({ type, press, see, wait, leave }) => {
        await type('#name', 'Ada');
        await type('#email', 'ada@example.com');
        await press('#pay');
        await see('[role=alert]');
        await wait(2500);
        await leave();
      },
      expected: ['form_error', 'form_abandon'],
    },
    {
      what: 'begins, and leaves',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      act: async ({ type, wait, leave }) => {
        await type('#name', 'Ada');
        await type('#email', 'ada@exam');
        await wait(800);
        await leave();
      },
      expected: ['form_abandon'],
    },
  ]),
  ...casesOf(FORMS, { page: 'formik', library: 'formik' }, [
    {
      what: 'is thanked in an alert, in the emptied form',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ type, press, see, wait, leave }) => {
        await type('#email', 'ada@example.com');
        await type('#phone', '07700900123');
        await press('#send');
        await see('[role=alert]');
        await wait(2000);
        await leave();
      },
    },
    {
      what: 'sends by Enter',
      shopper: 'content',
      inputs: ['keyboard'],
      act: async ({ type, keys, see }) => {
        await type('#email', 'ada@example.com');
        await type('#phone', '07700900123');
        await keys('Enter');
        await see('[role=alert]');
      },
    },
    {
      what: 'half an address and no number, twice, then leaves',
      shopper: 'frustrated',
      act: async ({ type, press, wait, leave }) => {
        await type('#email', 'ada');
        await press('#send');
        await wait(2000);
        await press('#send');
        await wait(2500);
        await leave();
      },
      expected: ['form_error', 'form_error', 'form_abandon'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf(FORMS, { page: 'vee-validate', library: 'vee-validate' }, [
    {
      what: 'joins',
      shopper: 'content',
      act: async ({ type, press, see, wait, leave }) => {
        await type('#name', 'Ada');
        await type('#email', 'ada@example.com');
        await press('#send');
        await see('#thanks');
        await wait(1500);
        await leave();
      },
    },
    {
      what: 'joins without a name, is told, leaves',
      shopper: 'frustrated',
      act: async ({ type, press, see, wait, leave }) => {
        await type('#email', 'ada@example.com');
        await press('#send');
        await see('.oops');
        await wait(2500);
        await leave();
      },
      expected: ['form_error', 'form_abandon'],
      why: 'the words come with a role=alert',
    },
  ]),
  ...casesOf(FORMS, { page: 'parsleyjs', library: 'parsleyjs' }, [
    {
      what: 'reserves, and the form is emptied',
      shopper: 'content',
      act: async ({ type, press, see, wait, leave }) => {
        await type('#name', 'Ada');
        await type('#tel', '07700900123');
        await press('#send');
        await see('#said:text("Reserved")');
        await wait(2500);
        await leave();
      },
    },
    {
      what: 'a number too short, three times',
      shopper: 'frustrated',
      act: async ({ type, press, wait }) => {
        await type('#name', 'Ada');
        await type('#tel', '07');
        for (let at = 0; at < 3; at++) {
          await press('#send');
          await wait(1800);
        }
      },
      expected: ['form_error', 'form_error', 'form_error'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf(FORMS, { page: 'jquery-validation', library: 'jquery-validation' }, [
    {
      what: 'creates an account',
      shopper: 'content',
      act: async ({ type, press, page }) => {
        await type('#email', 'ada@example.com');
        await type('#password', 'correct horse');
        await press('#send');
        await page.waitForURL('**/left?account');
      },
    },
    {
      what: 'a password too short, twice, then leaves',
      shopper: 'frustrated',
      inputs: ['mouse', 'touch'],
      act: async ({ type, press, wait, leave }) => {
        await type('#email', 'ada@example.com');
        await type('#password', 'short');
        await press('#send');
        await wait(2000);
        await press('#send');
        await wait(2500);
        await leave();
      },
      expected: ['form_error', 'form_error', 'form_abandon'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf(FORMS, { page: 'just-validate', library: 'just-validate' }, [
    {
      what: 'asks',
      shopper: 'content',
      act: async ({ type, press, see, wait, leave }) => {
        await type('#email', 'ada@example.com');
        await type('#words', 'Does it itch?');
        await press('#send');
        await see('#said:text("tomorrow")');
        await wait(1500);
        await leave();
      },
    },
    {
      what: 'asks without a word, twice',
      shopper: 'frustrated',
      act: async ({ type, press, wait }) => {
        await type('#email', 'ada@example.com');
        await press('#send');
        await wait(2000);
        await press('#send');
      },
      expected: ['form_error', 'form_error'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf('masks', { page: 'imask', library: 'imask' }, [
    {
      what: 'pays with a card',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ type, press, see }) => {
        await type('#card', '4242424242424242');
        await type('#expiry', '1230');
        await press('#send');
        await see('#thanks');
      },
    },
    {
      what: 'a number too short, twice, then leaves',
      shopper: 'frustrated',
      act: async ({ type, press, wait, leave }) => {
        await type('#card', '4242');
        await type('#expiry', '1230');
        await press('#send');
        await wait(2000);
        await press('#send');
        await wait(2500);
        await leave();
      },
      expected: ['form_error', 'form_error', 'form_abandon'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf('masks', { page: 'intl-tel-input', library: 'intl-tel-input' }, [
    {
      what: 'chooses a country, gives a number',
      shopper: 'content',
      act: async ({ type, press, see }) => {
        await press('.iti__selected-country, .iti__country-selector button');
        await see('.iti__country-list >> nth=0');
        await press('.iti__country >> nth=2');
        await type('#tel', '7700900123');
        await press('#send');
        await see('#thanks');
      },
    },
    {
      what: 'a number too short, three times',
      shopper: 'frustrated',
      act: async ({ type, press, wait }) => {
        await type('#tel', '7700');
        for (let at = 0; at < 3; at++) {
          await press('#send');
          await wait(1800);
        }
      },
      expected: ['form_error', 'form_error', 'form_error'],
      arguable: ['dead_click'],
    },
  ]),
  ...casesOf('one-time codes', { page: 'input-otp', library: 'input-otp' }, [
    {
      what: 'types the code, which sends itself',
      shopper: 'content',
      inputs: ['mouse', 'touch'],
      act: async ({ type, see, wait, leave }) => {
        await type('#code input', '123456');
        await see('#welcome');
        await wait(1000);
        await leave();
      },
    },
    {
      what: 'a wrong code, twice',
      shopper: 'frustrated',
      act: async ({ type, see, wait, page }) => {
        await type('#code input', '111111');
        await see('[role=alert]');
        await wait(1500);
        await page.keyboard.type('222222', { delay: 60 });
        await wait(1500);
      },
      expected: ['form_error', 'form_error'],
      why: 'the code box sends itself with the last digit: that is the attempt',
    },
  ]),
  ...casesOf('small libraries', { page: 'notyf', library: 'notyf' }, [
    {
      what: 'joins, and is told so in a passing note',
      shopper: 'content',
      act: async ({ type, press, see, wait, leave }) => {
        await type('#name', 'Ada');
        await type('#email', 'ada@example.com');
        await press('#join');
        await see('.notyf__toast--success');
        await wait(2500);
        await leave();
      },
    },
    {
      what: 'is refused in a passing note, twice, and leaves',
      shopper: 'frustrated',
      broken: 'refused',
      act: async ({ type, press, see, wait, leave }) => {
        await type('#name', 'Ada');
        await type('#email', 'ada@example');
        await press('#join');
        await see('.notyf__toast--error');
        await wait(2500);
        await press('#join');
        await wait(2500);
        await leave();
      },
      expected: ['form_error', 'form_error', 'form_abandon'],
      arguable: ['dead_click'],
    },
  ]),
];
