import TomSelect from 'tom-select';
import 'tom-select/dist/css/tom-select.css';
import { $, broken, ready, shop } from './shared/shop.js';

const sizes = ['XS', 'S', 'M', 'L', 'XL', 'XXL'];
shop(`<h1>Cable jumper</h1><form style="width:300px"><label for="size">Size</label><select id="size"><option value="">Choose a size</option>${sizes.map((size) => `<option>${size}</option>`).join('')}</select>
<label for="town">Shop near you</label><select id="town"></select></form><p id="said"></p>`);
new TomSelect('#size', {
  onChange: (size: string) => {
    $('#said').textContent = `Size ${size}`;
  },
});
new TomSelect('#town', {
  valueField: 'name',
  labelField: 'name',
  searchField: ['name'],
  load: (query: string, done: (found?: { name: string }[]) => void) => {
    fetch(broken === 'search' ? '/api/hang' : '/api/ok?ms=150')
      .then(() => done([{ name: `${query}ville` }, { name: `${query}ton` }]))
      .catch(() => done());
  },
});
ready();
