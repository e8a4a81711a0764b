import * as bootstrap from 'bootstrap';
import 'bootstrap/dist/css/bootstrap.css';
import { $, broken, picture, ready, shop } from './shared/shop.js';

shop(`<h1>Coat</h1>
<div id="photos" class="carousel slide" style="width:420px"><div class="carousel-inner">${[0, 1, 2, 3].map((at) => `<div class="carousel-item ${at ? '' : 'active'}"><img src="${picture(at, 420, 160)}" class="d-block w-100" alt=""></div>`).join('')}</div>
<button class="carousel-control-prev" type="button" data-bs-target="#photos" data-bs-slide="prev"><span class="carousel-control-prev-icon"></span></button>
<button class="carousel-control-next" type="button" data-bs-target="#photos" data-bs-slide="next"><span class="carousel-control-next-icon"></span></button></div>
<div class="dropdown my-2"><button class="btn btn-secondary dropdown-toggle" id="sort" data-bs-toggle="dropdown">Sort</button><ul class="dropdown-menu"><li><button class="dropdown-item" id="by-price">Price</button></li><li><button class="dropdown-item">Newest</button></li></ul></div>
<div class="btn-group"><input type="radio" class="btn-check" name="size" id="s" checked><label class="btn btn-outline-primary" for="s">S</label><input type="radio" class="btn-check" name="size" id="m"><label class="btn btn-outline-primary" for="m">M</label></div>
<button class="btn btn-link" data-bs-toggle="modal" data-bs-target="#sizes" id="guide">Size guide</button>
<div class="modal fade" id="sizes"><div class="modal-dialog"><div class="modal-content p-4">S to L<button class="btn btn-secondary" data-bs-dismiss="modal" id="close">Close</button></div></div></div>
<div class="accordion" id="more"><div class="accordion-item"><h2 class="accordion-header"><button class="accordion-button collapsed" data-bs-toggle="collapse" data-bs-target="#wool">Wool</button></h2><div id="wool" class="accordion-collapse collapse" data-bs-parent="#more"><div class="accordion-body">From the fell</div></div></div></div>
<ul class="nav nav-tabs"><li class="nav-item"><button class="nav-link active" data-bs-toggle="tab" data-bs-target="#story">Story</button></li><li class="nav-item"><button class="nav-link" data-bs-toggle="tab" data-bs-target="#care">Care</button></li></ul>
<div class="tab-content"><div class="tab-pane active" id="story">Slow</div><div class="tab-pane" id="care">By hand</div></div>
<form id="letter" class="needs-validation" novalidate style="width:320px"><input class="form-control" type="email" name="email" autocomplete="email" required><div class="invalid-feedback">Please give a real e-mail address.</div>
<input class="form-control" name="name" autocomplete="name" required><div class="invalid-feedback">Please tell us your name.</div><button class="btn btn-primary" id="join">Join</button></form>
<div class="toast" id="thanks" role="alert"><div class="toast-body">Thank you. You are on the list.</div></div>`);
$('#letter').addEventListener('submit', (event) => {
  event.preventDefault();
  const fine = $('#letter').checkValidity();
  $('#letter').classList.toggle('was-validated', !fine);
  if (!fine) return;
  $<HTMLFormElement>('#letter').reset();
  bootstrap.Toast.getOrCreateInstance($('#thanks')).show();
});
// A shop's second copy of the kit, or a version that wants other attributes.
if (broken === 'attributes')
  for (const node of document.querySelectorAll('[data-bs-toggle]')) node.removeAttribute('data-bs-toggle');
ready();
