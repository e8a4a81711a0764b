import Inputmask from 'inputmask';
import { $, broken, ready, shop } from './shared/shop.js';

shop(
  `<h1>Payment</h1><form id="pay" novalidate><input id="name" name="name" autocomplete="cc-name" placeholder="Name"><input id="card" name="card" autocomplete="cc-number" placeholder="Card"><input id="until" name="until" autocomplete="cc-exp" placeholder="MM/YY" size="5"><button id="send">Pay</button><p id="said" aria-live="polite"></p></form>`,
);
Inputmask('9999 9999 9999 9999').mask($('#card'));
Inputmask('99/99').mask($('#until'));
$('#pay').addEventListener('submit', async (event) => {
  event.preventDefault();
  const whole = $<HTMLInputElement & { inputmask: { isComplete(): boolean } }>('#card').inputmask.isComplete();
  if (!whole) {
    $('#card').style.borderColor = 'red';
    $('#said').textContent = 'The card number is incomplete';
    return;
  }
  $('#said').textContent = 'One moment …';
  await fetch('/api/ok?ms=700');
  if (broken === 'declined') {
    $('#said').textContent = 'Your bank declined this payment. Please use another card.';
    $('#said').style.color = '#b00020';
  } else $('#pay').outerHTML = '<p id="thanks">Thank you for the order</p>';
});
ready();
