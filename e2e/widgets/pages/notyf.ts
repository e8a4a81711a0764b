import { Notyf } from 'notyf';
import 'notyf/notyf.min.css';
import { $, broken, ready, shop } from './shared/shop.js';

shop(
  '<h1>Letters</h1><form id="letter"><p><input id="name" name="name" autocomplete="name" placeholder="Name"></p><p><input id="email" name="email" autocomplete="email" placeholder="E-mail"></p><button id="join">Join</button></form>',
);
const box = new Notyf({ duration: 5000 });
$('#letter').addEventListener('submit', async (event) => {
  event.preventDefault();
  const response = await fetch(broken === 'refused' ? '/api/fail?status=422' : '/api/ok?ms=200');
  if (response.ok) {
    box.success('You are on the list');
    $<HTMLFormElement>('#letter').reset();
  } else box.error('That e-mail address is not valid');
});
ready();
