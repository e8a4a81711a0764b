import { jQuery } from './shared/jquery.js';
import 'foundation-sites/dist/css/foundation.css';
import 'foundation-sites';
import { $, broken, picture, ready, shop } from './shared/shop.js';

shop(`<h1>Rucksack</h1><div class="row"><button class="button" id="filter" data-toggle="drawer">Filter</button><button class="button" id="guide" data-open="sizes">Size guide</button></div>
<div class="off-canvas position-right" id="drawer" data-off-canvas>Colours<button id="drawer-close" data-close>×</button></div><div class="off-canvas-content" data-off-canvas-content></div>
<div class="reveal" id="sizes" data-reveal>20 to 40 litres<button id="close" class="close-button" data-close>×</button></div>
<ul class="accordion" data-accordion data-allow-all-closed="true"><li class="accordion-item" data-accordion-item><a href="#" class="accordion-title" id="care">Care</a><div class="accordion-content" data-tab-content>Brush it</div></li></ul>
<ul class="tabs" data-tabs id="tabs"><li class="tabs-title is-active"><a href="#story" aria-selected="true">Story</a></li><li class="tabs-title"><a data-tabs-target="reviews" href="#reviews">Reviews</a></li></ul><div class="tabs-content" data-tabs-content="tabs"><div class="tabs-panel is-active" id="story">Slow</div><div class="tabs-panel" id="reviews">Strong</div></div>
<img src="${picture(3, 120, 60)}" alt="">
<form id="letter" data-abide novalidate><div data-abide-error class="alert callout" style="display:none"><p>There are some errors in your form.</p></div><label>Name <input id="name" type="text" name="name" autocomplete="name" required><span class="form-error">Who are you?</span></label><label>E-mail <input id="email" type="text" name="email" autocomplete="email" pattern="email" required><span class="form-error">That is not an address.</span></label><button id="send" class="button" type="submit">Join</button></form><p id="said"></p>`);
if (broken !== 'script') jQuery(document).foundation();
jQuery(document).on('submit', (event: Event) => event.preventDefault());
jQuery(document).on('formvalid.zf.abide', () => {
  $('#letter').hidden = true;
  $('#said').textContent = 'You are on the list';
});
ready();
