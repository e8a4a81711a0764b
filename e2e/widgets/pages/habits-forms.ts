// Forms as shops write them, one at a time: `broken` names the form of the scene and what the server thinks of it.
import { $, $$, broken, ready, shop } from './shared/shop.js';

const [kind = '', fate = 'fine'] = broken.split(':');
const fine = () => fate === 'fine';
const PERSON = `<input id="name" name="name" autocomplete="name" placeholder="Name"> <input id="email" name="email" type="email" autocomplete="email" placeholder="E-mail">`;
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
const form = () => $<HTMLFormElement>('#form');

const FORMS: Readonly<Record<string, () => void>> = {
  // Thanks, in the role of an alert, under a form that stays.
  letter: () => {
    shop(`<form id="form">${PERSON}<button id="send">Join</button></form><div id="said"></div>`);
    form().noValidate = true;
    form().addEventListener('submit', async (event) => {
      event.preventDefault();
      await wait(250);
      $('#said').innerHTML = fine()
        ? '<div role="alert" class="alert alert-success">Thank you! You are on the list.</div>'
        : '<div role="alert" class="alert alert-danger">We know that address already.</div>';
    });
  },
  // Fields that stand in no form, and a button that submits nothing.
  plain: () => {
    shop(
      `<div id="summary"></div><div id="box">${PERSON}<div><button type="button" id="send">Continue</button></div></div>`,
    );
    $('#send').addEventListener('click', async () => {
      await wait(200);
      if (fine()) $('#box').innerHTML = '<h2 id="next">How would you like to pay?</h2>';
      else
        $('#summary').innerHTML = '<div class="error-summary" role="alert">Please correct your e-mail address.</div>';
    });
  },
  // Drawn anew after each attempt, what was typed included.
  redrawn: () => {
    shop('<div id="place"></div>');
    const draw = (complaint: string, typed?: FormData) => {
      $('#place').innerHTML =
        `<form id="form" novalidate>${PERSON}${complaint ? `<p class="field-error">${complaint}</p>` : ''}<button id="send">Pay</button></form>`;
      for (const field of ['name', 'email']) $(`#${field}`).value = String(typed?.get(field) ?? '');
      if (complaint) $('#email').classList.add('is-invalid');
      form().addEventListener('submit', async (event) => {
        event.preventDefault();
        const typed = new FormData(form());
        await wait(300);
        if (fine()) $('#place').innerHTML = '<h2 id="next">Thank you</h2>';
        else draw('Your card was declined', typed);
      });
    };
    draw('');
  },
  // Sent by script: no submit event comes of that.
  script: () => {
    shop(
      `<form id="form" action="/left" method="get">${PERSON}<a href="#" id="send" class="button">Place the order</a></form>`,
    );
    $('#send').addEventListener('click', (event) => {
      event.preventDefault();
      form().submit();
    });
  },
  // A box for each digit; the last one sends.
  code: () => {
    shop(
      `<h1>Your code</h1><div id="boxes">${[0, 1, 2, 3].map((at) => `<input class="digit" name="d${at}" inputmode="numeric" maxlength="1" size="1" autocomplete="${at ? 'off' : 'one-time-code'}">`).join('')}</div><p id="said"></p>`,
    );
    const digits = $$('.digit');
    for (const [at, digit] of digits.entries())
      digit.addEventListener('input', async () => {
        digits[at + 1]?.focus();
        if (digits.some(({ value }) => value === '')) return;
        await wait(300);
        if (fine()) $('#boxes').innerHTML = '<h2 id="next">Welcome</h2>';
        else {
          for (const one of digits) one.value = '';
          digits[0]?.focus();
          $('#said').innerHTML = '<span class="error" role="alert">That code is not right.</span>';
        }
      });
  },
  late: () => {
    shop(
      `<form id="form" novalidate>${PERSON}<button id="send">Send</button></form><div id="said" aria-live="assertive"></div>`,
    );
    form().addEventListener('submit', async (event) => {
      event.preventDefault();
      await wait(4000);
      if (fine()) form().outerHTML = '<h2 id="next">Thank you</h2>';
      else {
        $('#email').setAttribute('aria-invalid', 'true');
        $('#said').textContent = 'We could not reach that address.';
      }
    });
  },
  // What stood there before: an offer in the role of an alert, and a word on another matter.
  before: () => {
    shop(
      `<div role="alert" class="alert">Free delivery ends today</div><p class="error">The blue one is sold out.</p><form id="form" novalidate>${PERSON}<button id="send">Send</button></form>`,
    );
    form().addEventListener('submit', async (event) => {
      event.preventDefault();
      await wait(200);
      form().outerHTML = '<h2 id="next">Thank you</h2>';
    });
  },
  login: () => {
    shop(
      '<form id="form" novalidate><input id="email" name="email" autocomplete="username" placeholder="E-mail"><input id="password" type="password" name="password" autocomplete="current-password"><p id="said" class="form-message error" role="alert" hidden>E-mail or password are wrong.</p><button id="send">Log in</button></form>',
    );
    form().addEventListener('submit', async (event) => {
      event.preventDefault();
      $('#said').hidden = true;
      await wait(250);
      if (fine()) location.href = '/left?account';
      else $('#said').hidden = false;
    });
  },
  // After the first complaint nothing changes any more.
  still: () => {
    shop(`<form id="form" novalidate>${PERSON}<p id="said" role="alert"></p><button id="send">Send</button></form>`);
    form().addEventListener('submit', (event) => {
      event.preventDefault();
      if ($('#email').getAttribute('aria-invalid') === 'true') return;
      $('#email').setAttribute('aria-invalid', 'true');
      $('#said').textContent = 'Please give a whole e-mail address.';
    });
  },
  // Nobody is asked who they are here.
  search: () => {
    shop(
      '<form id="form" role="search"><input id="words" name="q" type="search"><button>Search</button></form><form id="price"><input id="least" name="min" type="number"><input id="most" name="max" type="number"><button>Filter</button></form><form id="options"><select id="size" name="size"><option>S</option><option>M</option></select><input id="pieces" name="quantity" type="number" value="1"><button id="add">Add</button></form><p id="said"></p>',
    );
    $('#options').addEventListener('submit', (event) => {
      event.preventDefault();
      $('#said').innerHTML = '<span role="alert">Added to your basket</span>';
    });
  },
  review: () => {
    shop(
      '<form id="form"><textarea id="words" name="review"></textarea><select id="stars" name="stars"><option>5</option><option>4</option></select><button>Send</button></form>',
    );
  },
  address: () => {
    shop(
      '<form id="form"><input id="line" name="address1" autocomplete="address-line1" placeholder="Street"><input id="town" name="city" autocomplete="address-level2" placeholder="Town"><input id="code" name="zip" autocomplete="postal-code"><button>Continue</button></form>',
    );
  },
  // The next step of a checkout that stays on its page.
  step: () => {
    shop(`<section id="step">${PERSON}<button type="button" id="send">Continue to payment</button></section>`);
    $('#send').addEventListener('click', () => {
      history.pushState({}, '', '?step=payment');
      $('#step').innerHTML = '<h2 id="next">Payment</h2><input id="card" autocomplete="cc-number">';
    });
  },
  letterbox: () => {
    shop(
      '<form id="form"><input id="email" name="email" type="email" autocomplete="email"><button>Join</button></form>',
    );
  },
  typing: () => {
    shop(`<form id="form" novalidate>${PERSON}<p id="said" role="alert"></p><button id="send">Send</button></form>`);
    $('#email').addEventListener('input', () => {
      const bad = !/^\S+@\S+\.\S+$/.test($('#email').value);
      $('#email').setAttribute('aria-invalid', String(bad));
      $('#said').textContent = bad ? 'That is no e-mail address yet' : '';
    });
    form().addEventListener('submit', (event) => {
      event.preventDefault();
      form().outerHTML = '<h2 id="next">Thank you</h2>';
    });
  },
  postcode: () => {
    shop(
      '<div id="box"><label>Postcode <input id="code" name="postcode" autocomplete="postal-code"></label><button type="button" id="find">Find my address</button><p id="said"></p></div>',
    );
    $('#find').addEventListener('click', async () => {
      await wait(300);
      $('#code').setAttribute('aria-invalid', String(!fine()));
      $('#said').innerHTML = fine()
        ? 'Fell Road 1, Fell Road 2'
        : '<span class="error">We do not know that postcode.</span>';
    });
  },
  // Sent, emptied, and said so on the button itself.
  quiet: () => {
    shop(`<form id="form">${PERSON}<button id="send">Send</button></form>`);
    form().addEventListener('submit', async (event) => {
      event.preventDefault();
      await fetch('/api/ok?ms=300');
      form().reset();
      $('#send').textContent = 'Sent ✓';
    });
  },
  enter: () => {
    shop(`<div id="box">${PERSON}<p id="said"></p></div>`);
    $('#box').addEventListener('keydown', ({ key }) => {
      if (key !== 'Enter') return;
      $('#email').classList.add('input-error');
      $('#said').innerHTML = '<span class="error-message">This address is not complete.</span>';
    });
  },
  // The server's own page, with what it objects to.
  posted: () => {
    const refused = fate === 'refused';
    shop(
      `${refused ? '<div role="alert" class="errors">Your postcode and your town do not match.</div>' : ''}<form id="form" action="/p/habits-forms"><input type="hidden" name="broken" value="posted:refused">${PERSON}<button id="send">Continue</button></form>`,
    );
  },
};

const draw = FORMS[kind];
if (!draw) throw new Error(`there is no form called ${kind}`);
draw();
ready();
