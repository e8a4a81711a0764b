import 'materialize-css/dist/css/materialize.css';
import 'materialize-css/dist/js/materialize.js';
import { $, addToBasket, broken, picture, ready, shop } from './shared/shop.js';

shop(`<h1>Shirt</h1><div class="row"><a href="#!" id="add" class="waves-effect waves-light btn">Add to basket</a><button id="guide" class="btn waves-effect modal-trigger" data-target="sizes">Size guide</button><a href="#" id="burger" data-target="drawer" class="sidenav-trigger btn-flat waves-effect">Menu</a></div>
<ul id="drawer" class="sidenav"><li><a href="/left?shirts">Shirts</a></li><li><a id="drawer-close" class="sidenav-close" href="#!">Close</a></li></ul>
<div id="sizes" class="modal"><div class="modal-content">S to L</div><div class="modal-footer"><a href="#!" id="close" class="modal-close waves-effect btn-flat">Close</a></div></div>
<img id="photo" class="materialboxed" width="180" src="${picture(2, 180, 120)}" alt="">
<ul class="collapsible" style="width:400px"><li><div class="collapsible-header" id="wool">Wool</div><div class="collapsible-body">From the fell</div></li><li><div class="collapsible-header" id="care">Care</div><div class="collapsible-body">By hand</div></li></ul>
<div style="width:400px"><ul class="tabs"><li class="tab"><a href="#story">Story</a></li><li class="tab"><a href="#reviews">Reviews</a></li></ul><div id="story">Slow</div><div id="reviews">Warm</div></div>
<ul class="pagination">${[1, 2, 3].map((at) => `<li class="waves-effect${at === 1 ? ' active' : ''}"><a href="#!">${at}</a></li>`).join('')}</ul><p id="page">Page 1</p>`);
interface Materialize {
  AutoInit(): void;
  toast(options: { html: string }): void;
}
const M: Materialize = Reflect.get(window, 'M');
if (broken !== 'script') {
  M.AutoInit();
  $('#add').addEventListener('click', async () => {
    if (await addToBasket(broken === 'fails' ? '/api/fail' : '/api/ok?ms=300')) M.toast({ html: 'In your basket' });
  });
  for (const item of document.querySelectorAll('.pagination li'))
    item.addEventListener('click', () => {
      for (const other of document.querySelectorAll('.pagination li')) other.classList.toggle('active', other === item);
      $('#page').textContent = `Page ${item.textContent}`;
    });
}
ready();
