import { jQuery } from './shared/jquery.js';
import 'fomantic-ui-css/semantic.css';
import 'fomantic-ui-css/semantic.js';
import { $, addToBasket, broken, ready, shop } from './shared/shop.js';

shop(`<h1>Skirt</h1><div class="row"><div class="ui rating" id="stars" data-max-rating="5"></div><div class="ui toggle checkbox" id="gift"><input type="checkbox" name="gift"><label>Gift</label></div><div class="ui primary button" id="add" tabindex="0">Add to basket</div></div>
<div class="ui selection dropdown" id="size"><input type="hidden" name="size"><i class="dropdown icon"></i><div class="default text">Size</div><div class="menu"><div class="item" data-value="s">S</div><div class="item" data-value="m">M</div></div></div>
<div class="ui accordion" style="width:300px"><div class="title" id="care"><i class="dropdown icon"></i>Care</div><div class="content">By hand</div></div>
<div class="ui secondary menu">${['Story', 'Reviews'].map((one, at) => `<a class="item${at ? '' : ' active'}" data-tab="${one}">${one}</a>`).join('')}</div><div class="ui tab active" data-tab="Story">Slow</div><div class="ui tab" data-tab="Reviews">Warm</div>
<form class="ui form" id="letter" style="width:320px"><div class="field"><input id="name" name="name" autocomplete="name" placeholder="Name"></div><div class="field"><input id="email" name="email" autocomplete="email" placeholder="E-mail"></div><div class="ui submit button" id="send">Join</div><div class="ui error message"></div></form><p id="said"></p>`);
if (broken !== 'script') {
  jQuery('#stars').rating();
  jQuery('#gift').checkbox();
  jQuery('#size').dropdown();
  jQuery('.ui.accordion').accordion();
  jQuery('.menu .item[data-tab]').tab();
  jQuery('#letter').form({
    fields: { name: 'empty', email: 'email' },
    onSuccess: (event: Event) => {
      event.preventDefault();
      $('#letter').innerHTML = '';
      $('#said').textContent = 'You are on the list';
      return false;
    },
  });
  $('#add').addEventListener('click', async () => {
    $('#add').classList.add('loading');
    if (broken === 'loading for ever') return;
    await addToBasket(broken === 'fails' ? '/api/fail' : '/api/ok?ms=400');
    $('#add').classList.remove('loading');
  });
}
ready();
