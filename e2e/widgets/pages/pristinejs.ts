import Pristine from 'pristinejs';
import { $, ready, shop } from './shared/shop.js';

shop(`<h1>Register</h1><form id="account" action="/left" novalidate><div class="form-group"><input id="email" name="email" type="email" autocomplete="email" required data-pristine-required-message="We need your address"></div><div class="form-group"><input id="secret" name="secret" type="password" autocomplete="new-password" required minlength="8"></div><button id="send">Register</button></form>
<style>.has-danger input { border-color: #c00 }</style>`);
const form = $<HTMLFormElement>('#account');
const pristine = new Pristine(form);
form.addEventListener('submit', (event) => {
  if (!pristine.validate()) event.preventDefault();
});
ready();
