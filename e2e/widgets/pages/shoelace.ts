import '@shoelace-style/shoelace/dist/themes/light.css';
import '@shoelace-style/shoelace/dist/components/button/button.js';
import '@shoelace-style/shoelace/dist/components/carousel/carousel.js';
import '@shoelace-style/shoelace/dist/components/carousel-item/carousel-item.js';
import '@shoelace-style/shoelace/dist/components/details/details.js';
import '@shoelace-style/shoelace/dist/components/dialog/dialog.js';
import '@shoelace-style/shoelace/dist/components/input/input.js';
import '@shoelace-style/shoelace/dist/components/rating/rating.js';
import '@shoelace-style/shoelace/dist/components/switch/switch.js';
import '@shoelace-style/shoelace/dist/components/tab/tab.js';
import '@shoelace-style/shoelace/dist/components/tab-group/tab-group.js';
import '@shoelace-style/shoelace/dist/components/tab-panel/tab-panel.js';
import type SlButton from '@shoelace-style/shoelace/dist/components/button/button.component.js';
import type SlDialog from '@shoelace-style/shoelace/dist/components/dialog/dialog.component.js';
import { $, addToBasket, broken, picture, ready, shop } from './shared/shop.js';

shop(`<h1>Blanket</h1><sl-button id="add" variant="primary">Add to basket</sl-button> <span id="said"></span>
<div class="row"><sl-rating id="stars"></sl-rating><sl-switch id="gift">Gift</sl-switch></div>
<sl-details summary="Wool">From the fell</sl-details>
<sl-tab-group><sl-tab slot="nav" panel="a">Story</sl-tab><sl-tab slot="nav" panel="b">Reviews</sl-tab><sl-tab-panel name="a">Slow</sl-tab-panel><sl-tab-panel name="b">Warm</sl-tab-panel></sl-tab-group>
<sl-carousel navigation loop style="width:420px;--aspect-ratio:4/1">${[0, 1, 2, 3, 4].map((at) => `<sl-carousel-item><img src="${picture(at, 420, 100)}" alt=""></sl-carousel-item>`).join('')}</sl-carousel>
<sl-dialog label="Sizes">S to L<sl-button slot="footer" id="close">Close</sl-button></sl-dialog><sl-button id="guide">Size guide</sl-button>
<form id="letter" style="width:300px"><sl-input name="name" label="Name" required autocomplete="name"></sl-input><sl-input name="email" label="E-mail" type="email" required autocomplete="email"></sl-input><sl-button id="send" type="submit">Join</sl-button></form>`);
if (broken !== 'handler') {
  $('#add').addEventListener('click', async () => {
    if (broken === 'loading for ever') $<SlButton>('#add').loading = true;
    if (await addToBasket(broken === 'fails' ? '/api/fail' : '/api/ok').catch(() => false))
      $('#said').textContent = 'In your basket';
  });
  $('#guide').addEventListener('click', () => $<SlDialog>('sl-dialog').show());
}
$('#close').addEventListener('click', () => $<SlDialog>('sl-dialog').hide());
$('#letter').addEventListener('submit', (event) => {
  event.preventDefault();
  $('#letter').innerHTML = '<p>You are on the list.</p>';
});
ready();
