// Attempts that went well, and what is left unfinished.
import { fill, leaving } from './acts.js';
import { AWAY, DIV, FORM, STOP } from './markup.js';
import { made, NOTHING, press, type Situation } from './situation.js';

const LEFT = { form_abandon: 1 };

export const LEFT_ALONE: readonly Situation[] = [
  ...made('Attempts that went well', [
    {
      what: 'thanks in an alert',
      found: NOTHING,
      body: FORM,
      script: `${STOP} on('f', () => $('f').insertAdjacentHTML('beforeend', '<p role="alert">Thank you, we will write to you.</p>'), 'submit');`,
      act: fill({ '#email': 'a@b.example' }, '#send'),
    },
    {
      what: 'green alert, and the form emptied',
      found: NOTHING,
      body: FORM,
      script: `${STOP} on('f', () => { $('f').reset(); $('f').insertAdjacentHTML('beforeend', '<p role="alert" style="color:#15803d">Received.</p>'); }, 'submit');`,
      act: fill({ '#email': 'a@b.example' }, '#send'),
    },
    {
      what: 'added to the basket, in an alert beside the form of the product',
      found: NOTHING,
      body: '<div id="flash"></div><form id="f"><input type="number" name="quantity" value="1"><button id="send">Add to basket</button></form>',
      script: `${STOP} on('f', () => { $('flash').innerHTML = '<div role="alert">Jumper, size M: in your basket</div>'; }, 'submit');`,
      act: press('#send'),
    },
    {
      what: 'an alert that stood there before',
      found: NOTHING,
      body: `<div role="alert">Delivery takes longer this week.</div>${FORM}<p id="says"></p>`,
      script: `${STOP} on('f', () => { $('says').textContent = 'Next: payment'; }, 'submit');`,
      act: fill({ '#email': 'a@b.example' }, '#send'),
    },
    {
      what: 'the form gives way to the next step',
      found: NOTHING,
      body: `<div id="one">${FORM}</div><div id="two" hidden><input required name="card"><button>Pay</button></div>`,
      script: `${STOP} on('f', () => { $('one').hidden = true; $('two').hidden = false; }, 'submit');`,
      act: fill({ '#email': 'a@b.example' }, '#send'),
    },
    {
      what: 'errors while typing, then sent well',
      found: NOTHING,
      body: FORM,
      script: `${STOP} on('email', () => { $('email').setAttribute('aria-invalid', String(!$('email').value.includes('@'))); }, 'input'); on('f', () => { $('f').innerHTML = 'Thanks'; }, 'submit');`,
      act: fill({ '#email': 'a@b.example' }, '#send'),
    },
    {
      what: 'a live count of results',
      found: NOTHING,
      body: '<form id="f"><input name="min"><input name="max"><button type="button" id="send">Show</button></form><p role="status" id="says"></p>',
      script: `on('send', () => { $('says').textContent = '12 results'; });`,
      act: press('#send'),
    },
    {
      what: 'show password, in the middle of the form',
      found: NOTHING,
      body: '<form id="f"><input type="email" name="email" required><input id="secret" name="password" type="password" required><button type="button" id="show">Show</button><input name="code" required><button>Go</button></form>',
      script: `on('show', () => { $('secret').type = 'text'; });`,
      act: press('#show'),
    },
  ]),
  ...made('What is left unfinished', [
    {
      what: 'fields of no form, begun and left',
      found: LEFT,
      body: DIV + AWAY,
      act: leaving(fill({ '#email': 'a@b.example' })),
    },
    {
      what: 'address of a checkout, begun and left',
      found: LEFT,
      body: `<form id="f"><input name="street" id="street"><input name="postcode" id="zip"><button>Go on</button></form>${AWAY}`,
      act: leaving(fill({ '#street': 'Storgata 1' })),
    },
    {
      what: 'sent by a plain button, and left',
      found: NOTHING,
      body: DIV + AWAY,
      script: `on('send', () => { $('send').textContent = 'Sent'; });`,
      act: leaving(fill({ '#email': 'a@b.example' }, '#send')),
    },
    {
      what: 'sent by form.submit()',
      found: NOTHING,
      body: '<form id="f" method="post" action="/widgets/posted.html"><input name="email" id="email"><input name="phone" id="phone"><div class="hand" id="send">Go on</div></form>',
      script: `on('send', () => $('f').submit());`,
      act: async (hands) => {
        await fill({ '#email': 'a@b.example', '#phone': '1' }, '#send')(hands);
        await hands.page.waitForURL('**/posted.html');
      },
    },
    {
      what: 'code boxes that send themselves',
      found: NOTHING,
      body: '<form id="f"><input name="otp1" id="a" autocomplete="one-time-code" maxlength="1"><input name="otp2" id="b" maxlength="1"></form>',
      script: `on('b', () => { location.href = '/widgets/empty.html'; }, 'input');`,
      act: async (hands) => {
        await fill({ '#a': '1', '#b': '2' })(hands);
        await hands.page.waitForURL('**/empty.html');
      },
    },
    {
      what: 'filter by price, begun and left',
      found: NOTHING,
      body: `<form id="f"><input name="price_min" id="min"><input name="price_max" id="max"><button type="button">Filter</button></form>${AWAY}`,
      act: leaving(fill({ '#min': '10' })),
    },
    {
      what: 'engraving of a product, begun and left',
      found: NOTHING,
      body: `<form id="f"><input name="engraving" id="words"><input type="number" name="quantity" value="1"><textarea name="wish"></textarea><button>Add to basket</button></form>${AWAY}`,
      act: leaving(fill({ '#words': 'For Ada' })),
    },
    {
      what: 'refused and left',
      found: { form_error: 1, form_abandon: 1 },
      body: FORM + AWAY,
      script: `${STOP} on('f', () => $('email').classList.add('has-error'), 'submit');`,
      act: leaving(fill({ '#email': 'a' }, '#send')),
    },
    {
      what: 'sent well, and left',
      found: NOTHING,
      body: FORM + AWAY,
      script: `${STOP} on('f', () => { $('f').reset(); }, 'submit');`,
      act: leaving(fill({ '#email': 'a@b.example' }, '#send')),
    },
  ]),
];
