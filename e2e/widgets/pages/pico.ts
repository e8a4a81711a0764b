import '@picocss/pico';
import { $, broken, ready, shop } from './shared/shop.js';

shop(`<h1>Cushion</h1><details class="dropdown"><summary>Colour</summary><ul><li><a href="#moss">Moss</a></li><li><a href="#sea">Sea</a></li></ul></details>
<button id="guide">Size guide</button><dialog id="sizes"><article>40 by 40<footer><button id="close">Close</button></footer></article></dialog>
<label><input type="checkbox" role="switch" id="gift"> As a gift</label>
<form action="/left" id="letter" style="width:320px"><input name="name" autocomplete="name" placeholder="Name" required><input name="email" type="email" autocomplete="email" placeholder="E-mail" required><button id="send">Send</button></form>`);
if (broken !== 'script') {
  $('#guide').addEventListener('click', () => $<HTMLDialogElement>('#sizes').showModal());
  $('#close').addEventListener('click', () => $<HTMLDialogElement>('#sizes').close());
}
for (const link of document.querySelectorAll('.dropdown a'))
  link.addEventListener('click', () => {
    $('.dropdown summary').textContent = link.textContent;
    $<HTMLDetailsElement>('.dropdown').open = false;
  });
ready();
