// Attempts that failed.
import { fill } from './acts.js';
import { DIV, FORM, STOP } from './markup.js';
import { made, press, type Situation } from './situation.js';

const ERROR = { form_error: 1 };

export const ATTEMPTS: readonly Situation[] = [
  ...made('Attempts that failed', [
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
];
