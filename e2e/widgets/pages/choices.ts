import Choices from 'choices.js';
import 'choices.js/public/assets/styles/choices.css';
import { $, ready, shop } from './shared/shop.js';

shop(`<h1>Sort and filter</h1><div style="width:320px"><select id="sort"><option>Newest</option><option>Price up</option><option>Price down</option></select>
<select id="colours" multiple><option>Moss</option><option>Sea</option><option>Heather</option></select></div><p id="said"></p>`);
new Choices('#sort', { searchEnabled: false, itemSelectText: '' });
new Choices('#colours', { removeItemButton: true });
$('#sort').addEventListener('change', (event) => {
  // The library's own event, with the choice in it.
  const value = event instanceof CustomEvent ? event.detail.value : '';
  $('#said').textContent = `Sorted by ${value}`;
});
ready();
