import intlTelInput from 'intl-tel-input';
import 'intl-tel-input/styles';
import { $, ready, shop } from './shared/shop.js';

shop(
  '<h1>Text me</h1><form id="text"><input id="tel" type="tel" name="tel" autocomplete="tel"><input id="name" name="name" autocomplete="name" placeholder="Name"><button id="send">Text me</button><p id="problem" aria-live="polite"></p></form>',
);
intlTelInput($('#tel'), { initialCountry: 'gb' });
$('#text').addEventListener('submit', (event) => {
  event.preventDefault();
  const fine = $('#tel').value.replace(/\D/g, '').length > 8;
  $('#tel').setAttribute('aria-invalid', String(!fine));
  $('#problem').textContent = fine ? '' : 'That number is too short';
  if (fine) $('#app').innerHTML = '<p id="thanks">A text is on its way</p>';
});
ready();
