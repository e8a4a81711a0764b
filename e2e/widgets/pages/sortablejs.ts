import Sortable from 'sortablejs';
import { $, broken, ready, shop } from './shared/shop.js';

shop(
  `<h1>Your wish list</h1><ul id="wishes" style="width:300px;list-style:none;padding:0">${['Jumper', 'Hat', 'Scarf', 'Socks'].map((name) => `<li style="padding:14px;border:1px solid;cursor:grab">${name} <button class="up">↑</button></li>`).join('')}</ul>`,
);
Sortable.create($('#wishes'), { animation: 150, forceFallback: true, filter: '.up', preventOnFilter: false });
if (broken !== 'up')
  $('#wishes').addEventListener('click', ({ target }) => {
    if (!(target instanceof Element) || !target.matches('.up')) return;
    const item = target.closest('li');
    if (item) item.previousElementSibling?.before(item);
  });
ready();
