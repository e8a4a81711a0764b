import Swal from 'sweetalert2';
import { $, broken, ready, shop } from './shared/shop.js';

shop(
  `<h1>Your basket</h1><ul id="pieces"><li>Jumper <button class="remove">Remove</button></li></ul><button id="notify">Tell me when it is back</button><div id="contact"><input id="name" autocomplete="name" placeholder="Name"><input id="email" autocomplete="email" placeholder="E-mail"><button id="send">Send</button></div>`,
);
const numb = (box: HTMLElement) => {
  if (broken === 'numb') box.addEventListener('click', (event) => event.stopImmediatePropagation(), true);
};
$('.remove').addEventListener('click', async () => {
  const { isConfirmed } = await Swal.fire({
    title: 'Remove the jumper?',
    showCancelButton: true,
    didOpen: numb,
  });
  if (isConfirmed) $('#pieces').innerHTML = 'Your basket is empty';
});
$('#notify').addEventListener('click', () =>
  Swal.fire({
    toast: true,
    position: 'top-end',
    icon: 'success',
    title: 'We will write to you',
    timer: 2000,
    showConfirmButton: false,
  }),
);
$('#send').addEventListener('click', async () => {
  await fetch('/api/ok?ms=300');
  if (broken === 'refused' || !$('#email').value.includes('@'))
    await Swal.fire({ icon: 'error', title: 'Oops', text: 'Your message was not sent.' });
  else {
    $('#contact').innerHTML = '';
    await Swal.fire({ icon: 'success', title: 'Thank you', text: 'We answer tomorrow.' });
  }
});
ready();
