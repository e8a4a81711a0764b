import JustValidate from 'just-validate';
import { $, ready, shop } from './shared/shop.js';

shop(
  `<h1>Ask us</h1><form id="ask" style="width:320px"><p><input id="email" name="email" autocomplete="email" placeholder="E-mail"></p><p><textarea id="words" name="words"></textarea></p><button id="send">Ask</button></form><p id="said"></p>`,
);
new JustValidate('#ask', { validateBeforeSubmitting: false })
  .addField('#email', [{ rule: 'required' }, { rule: 'email' }])
  .addField('#words', [{ rule: 'required' }])
  .onSuccess(() => {
    $('#ask').hidden = true;
    $('#said').textContent = 'We answer tomorrow';
  });
ready();
