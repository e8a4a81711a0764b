import { jQuery } from './shared/jquery.js';
import 'jquery-validation';
import { $, ready, shop } from './shared/shop.js';

shop(
  `<h1>Your account</h1><form id="account" style="width:320px"><p><input id="email" name="email" autocomplete="email" placeholder="E-mail"></p><p><input id="password" name="password" type="password" autocomplete="new-password" placeholder="Password"></p><button id="send">Create account</button></form>`,
);
jQuery('#account').validate({
  rules: { email: { required: true, email: true }, password: { required: true, minlength: 8 } },
  submitHandler: () => {
    location.href = '/left?account';
  },
});
$('#account').dataset.hold = 'yes';
ready();
