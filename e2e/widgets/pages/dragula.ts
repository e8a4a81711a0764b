import dragula from 'dragula';
import 'dragula/dist/dragula.css';
import { $, broken, ready, shop } from './shared/shop.js';

shop(
  `<h1>Order your wishes</h1><ul id="wishes" style="width:300px">${['Jumper', 'Socks', 'Hat', 'Scarf'].map((one) => `<li style="cursor:grab;padding:12px;border:1px solid #999">${one} <button class="remove">×</button></li>`).join('')}</ul>`,
);
if (broken !== 'script') dragula([$('#wishes')]);
if (broken !== 'handler')
  $('#wishes').addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.matches('.remove')) target.closest('li')?.remove();
  });
ready();
