import IMask from 'imask';
import { $, ready, shop } from './shared/shop.js';

shop(
  `<h1>Payment</h1><form id="pay" style="width:320px"><p><input id="card" name="card" autocomplete="cc-number" inputmode="numeric" placeholder="Card number"></p><p><input id="expiry" name="expiry" autocomplete="cc-exp" placeholder="MM / YY"></p><p id="problem" class="error" hidden></p><button id="send">Pay</button></form>`,
);
const card = IMask($('#card'), { mask: '0000 0000 0000 0000' });
const expiry = IMask($('#expiry'), { mask: '00 / 00' });
$('#pay').addEventListener('submit', (event) => {
  event.preventDefault();
  const fine = card.masked.isComplete && expiry.masked.isComplete;
  $('#problem').hidden = fine;
  $('#problem').textContent = fine ? '' : 'Please check your card number and the expiry date.';
  $('#card').classList.toggle('is-invalid', !card.masked.isComplete);
  $('#expiry').classList.toggle('is-invalid', !expiry.masked.isComplete);
  if (fine) $('#app').innerHTML = '<h1 id="thanks">Thank you for your order</h1>';
});
ready();
