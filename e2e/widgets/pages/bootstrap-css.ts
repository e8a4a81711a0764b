import 'bootstrap/dist/css/bootstrap.css';
import { $, $$, broken, ready, shop } from './shared/shop.js';

// The style sheet alone, with a shop's own few lines of script.
shop(`<nav class="navbar"><button class="navbar-toggler" id="burger"><span class="navbar-toggler-icon"></span></button><div class="collapse" id="menu"><a href="/left">Jumpers</a></div></nav>
<h1>Coat</h1><div class="btn-group sizes">${['S', 'M', 'L'].map((size, at) => `<button type="button" class="btn btn-outline-dark ${at ? '' : 'active'}">${size}</button>`).join('')}</div>
<ul class="pagination my-3">${[1, 2, 3].map((at) => `<li class="page-item ${at > 1 ? '' : 'active'}"><a class="page-link" href="#">${at}</a></li>`).join('')}</ul>
<div class="row-list">${[1, 2, 3, 4].map((at) => `<div class="card p-3">Coat ${at}</div>`).join('')}</div>
<button class="btn btn-primary" id="add">Add <span class="badge text-bg-secondary">0</span></button>`);
if (broken !== 'script') {
  $('#burger').addEventListener('click', () => $('#menu').classList.toggle('show'));
  for (const size of $$('.sizes .btn'))
    size.addEventListener('click', () => {
      for (const other of $$('.sizes .btn')) other.classList.toggle('active', other === size);
    });
  for (const [at, link] of $$('.page-link').entries())
    link.addEventListener('click', (event) => {
      event.preventDefault();
      for (const [other, item] of $$('.page-item').entries()) item.classList.toggle('active', other === at);
      $('.row-list').innerHTML = [1, 2, 3, 4]
        .map((card) => `<div class="card p-3">Coat ${at * 4 + card}</div>`)
        .join('');
    });
  $('#add').addEventListener('click', () => {
    $('#add .badge').textContent = String(Number($('#add .badge').textContent) + 1);
  });
}
ready();
