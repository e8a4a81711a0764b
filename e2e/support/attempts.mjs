// Attempts to send what was filled in, as form libraries and shops deal with them, imitated by hand.

/** @typedef {import('./situations.mjs').Situation} Situation */

const NOTHING = {};
const ERROR = { form_error: 1 };
const LEFT = { form_abandon: 1 };

/** @type {(family: string, rows: Omit<Situation, 'family' | 'at'>[]) => Situation[]} */
const family = (name, rows) => rows.map((row) => ({ family: name, at: 'made.html', ...row }));

/** @type {(selector: string, how?: object) => Situation['act']} */
const press =
  (selector, how) =>
  ({ click }) =>
    click(selector, how);
/** Types, and perhaps presses. @type {(texts: Record<string, string>, then?: string) => Situation['act']} */
const fill =
  (texts, then) =>
  async ({ click, page, wait }) => {
    for (const [field, text] of Object.entries(texts)) {
      await click(field);
      await page.keyboard.type(text, { delay: 20 });
    }
    await wait(200);
    if (then) await click(then);
  };
/** And goes away. @type {(act: Situation['act'], ms?: number) => Situation['act']} */
const leaving =
  (act, ms = 3200) =>
  async (hands) => {
    await act(hands);
    await hands.wait(ms);
    await hands.click('#away');
    await hands.page.waitForURL('**/empty.html');
  };

const AWAY = '<p><a id="away" href="/widgets/empty.html">Away</a></p>';
const FORM =
  '<form id="f" novalidate><div class="row"><input name="email" id="email"></div><div class="row"><input name="phone" id="phone"></div><button id="send">Continue</button></form>';
const DIV =
  '<div id="f"><div class="row"><input name="email" id="email"></div><div class="row"><input name="phone" id="phone"></div><button type="button" id="send">Continue</button></div>';
const STOP = `on('f', (event) => event.preventDefault(), 'submit');`;

/** @type {Situation[]} */
export const ATTEMPTS = [
  ...family('Attempts that failed', [
    {
      what: 'messages with an error class, no ARIA (jQuery Validate)',
      found: ERROR,
      body: FORM,
      script: `${STOP} on('send', () => { document.querySelector('.row').insertAdjacentHTML('beforeend', '<label class="error" for="email">This field is required.</label>'); });`,
      act: press('#send'),
    },
    {
      what: 'red messages without a class that says so, the first field focused (React Hook Form)',
      found: ERROR,
      body: FORM,
      script: `${STOP} on('f', () => { document.querySelector('.row').insertAdjacentHTML('beforeend', '<p class="t1" style="color:#dc2626">Please enter your e-mail</p>'); $('email').focus(); }, 'submit');`,
      act: press('#send'),
    },
    {
      what: 'is-invalid on the field (Bootstrap)',
      found: ERROR,
      body: FORM,
      script: `${STOP} on('send', () => { $('email').classList.add('is-invalid'); });`,
      act: press('#send'),
    },
    {
      what: 'list of errors under the field (Parsley)',
      found: ERROR,
      body: FORM,
      script: `${STOP} on('send', (event) => { event.preventDefault(); $('email').classList.add('parsley-error'); $('email').insertAdjacentHTML('afterend', '<ul class="parsley-errors-list filled"><li class="parsley-required">This value is required.</li></ul>'); });`,
      act: press('#send'),
    },
    {
      what: 'fields of no form, and a plain button',
      found: ERROR,
      body: DIV,
      script: `on('send', () => { $('email').setAttribute('aria-invalid', 'true'); });`,
      act: press('#send'),
    },
    {
      what: 'fields of no form, by Enter',
      found: ERROR,
      body: DIV,
      script: `on('f', ({ key }) => { if (key === 'Enter') $('f').insertAdjacentHTML('beforeend', '<p class="field-error">Not an e-mail</p>'); }, 'keydown');`,
      act: async ({ page, click }) => {
        await click('#email');
        await page.keyboard.type('x');
        await page.keyboard.press('Enter');
      },
    },
    {
      what: 'an answer after three seconds',
      found: { form_error: 1 },
      body: `${FORM}`,
      script: `${STOP} on('f', () => later(3000, () => $('f').insertAdjacentHTML('beforebegin', '<div role="alert" class="alert alert-danger">The card was declined.</div>')), 'submit');`,
      act: press('#send'),
    },
    {
      what: 'a complaint at the top of the page',
      found: ERROR,
      body: `<div id="flash"></div><main>${FORM}</main>`,
      script: `${STOP} on('f', () => { $('flash').innerHTML = '<div class="notice error">Please check your details.</div>'; }, 'submit');`,
      act: press('#send'),
    },
    {
      what: 'the form drawn anew with a complaint',
      found: ERROR,
      body: `<div id="box">${FORM}</div>`,
      script: `const listen = () => on('f', (event) => { event.preventDefault(); const html = $('box').innerHTML; later(300, () => { $('box').innerHTML = html.replace('<button', '<p class="form-error">Unknown e-mail</p><button'); }); }, 'submit'); listen();`,
      act: press('#send'),
    },
    {
      what: 'three attempts with the same complaint',
      found: { form_error: 3 },
      body: FORM,
      script: `${STOP} on('f', () => { if (!document.querySelector('.error')) $('f').insertAdjacentHTML('beforeend', '<p class="error">Fill in everything.</p>'); }, 'submit');`,
      act: press('#send', { times: 3, every: 2500 }),
    },
    {
      what: 'attempts that change nothing: the field was wrong already',
      found: { form_error: 2 },
      body: FORM,
      script: `${STOP} $('email').setAttribute('aria-invalid', 'true');`,
      act: press('#send', { times: 2, every: 2500 }),
    },
    {
      what: 'the button moves away as a message comes with the focus lost',
      found: ERROR,
      body: FORM,
      script: `${STOP} on('phone', () => { document.querySelector('.row').insertAdjacentHTML('beforeend', '<p class="error" style="height:60px">Please enter your telephone number</p>'); }, 'blur');`,
      act: fill({ '#phone': '07' }, '#send'),
    },
    {
      what: 'is-invalid on the field, three attempts',
      found: { form_error: 3 },
      body: FORM,
      script: `${STOP} on('send', () => { $('email').classList.add('is-invalid'); });`,
      act: press('#send', { times: 3, every: 2500 }),
    },
    {
      what: 'fields of web components that a form does not know, two attempts',
      found: { form_error: 2 },
      body: '<form id="f" novalidate><x-field name="email"></x-field><x-field name="phone"></x-field><button id="send">Continue</button></form>',
      script: `${STOP} customElements.define('x-field', class extends HTMLElement { get value() { return ''; } get validity() { return { valid: false }; } connectedCallback() { this.textContent = this.getAttribute('name'); } });`,
      act: press('#send', { times: 2, every: 2500 }),
    },
    {
      what: 'a code that is wrong and emptied, in the same words, twice',
      found: { form_error: 2 },
      body: '<div id="f"><input id="a" maxlength="1" autocomplete="one-time-code"><input id="b" maxlength="1"><p id="says" class="code-error"></p></div>',
      script: `on('a', () => $('b').focus(), 'input'); on('b', () => later(200, () => { $('says').textContent = 'This code is wrong.'; $('a').value = $('b').value = ''; $('a').focus(); }), 'input');`,
      act: async ({ click, page, wait }) => {
        await click('#a');
        for (let at = 0; at < 2; at++) {
          await page.keyboard.type('12', { delay: 60 });
          await wait(2500);
        }
      },
    },
    {
      what: 'the browser objects to Enter, twice',
      found: { form_error: 2 },
      body: '<form id="f"><input name="email" id="email" required><input name="phone"><button id="send">Continue</button></form>',
      act: async ({ click, page, wait }) => {
        await click('#email');
        for (let at = 0; at < 2; at++) {
          await page.keyboard.press('Enter', { delay: 50 });
          await wait(2500);
        }
      },
    },
    {
      what: 'a code that is refused in a toast, with red marks',
      found: ERROR,
      body: '<div><input id="code" name="coupon" value="NO"><button type="button" id="send">Apply</button></div>',
      script: `on('send', () => later(500, () => document.body.insertAdjacentHTML('beforeend', '<div class="toast toast--error" role="status">This code does not exist.</div>')));`,
      act: press('#send'),
    },
    {
      what: 'required fields that the browser checks, in a form of a component',
      found: ERROR,
      body: '<form id="f"><input name="email" type="email" required><span role="button" tabindex="0" class="hand" id="send">Go on</span></form>',
      script: `on('send', () => { if (!$('f').checkValidity()) $('f').classList.add('was-validated'); });`,
      act: press('#send'),
    },
  ]),
  ...family('Attempts that went well', [
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
  ...family('What is left unfinished', [
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
