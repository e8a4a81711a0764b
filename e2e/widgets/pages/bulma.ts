import 'bulma/css/bulma.css';
import { $, $$, broken, ready, shop } from './shared/shop.js';

// Bulma brings no script; most shops write these lines themselves, and some forget them.
shop(`<a role="button" class="navbar-burger" style="display:flex" aria-label="menu"><span></span><span></span><span></span></a><div class="navbar-menu" style="display:none"><a class="navbar-item" href="/left">Jumpers</a></div>
<h1 class="title">Rug</h1><div class="tabs"><ul><li class="is-active"><a>Wool</a></li><li><a>Care</a></li></ul></div><p id="panel">From the fell</p>
<button class="button is-primary" id="add">Add to basket</button> <span class="tag" id="count">0</span><button class="delete" aria-label="remove"></button>`);
if (broken !== 'script') {
  $('.navbar-burger').addEventListener('click', () => {
    const { style } = $('.navbar-menu');
    style.display = style.display === 'none' ? 'block' : 'none';
  });
  for (const [at, tab] of $$('.tabs a').entries())
    tab.addEventListener('click', () => {
      for (const [other, item] of $$('.tabs li').entries()) item.classList.toggle('is-active', other === at);
      $('#panel').textContent = ['From the fell', 'By hand'][at] ?? '';
    });
  $('#add').addEventListener('click', () => {
    // A button of this kit turns its wheel while the basket is asked.
    $('#add').classList.add('is-loading');
    setTimeout(() => {
      $('#add').classList.remove('is-loading');
      $('#count').textContent = String(Number($('#count').textContent) + 1);
    }, 900);
  });
}
ready();
