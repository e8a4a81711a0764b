import noUiSlider from 'nouislider';
import 'nouislider/dist/nouislider.css';
import { $, ready, shop } from './shared/shop.js';

shop('<h1>Price</h1><div id="price" style="width:360px;margin:60px 20px"></div><p id="said"></p>');
const slider = noUiSlider.create($('#price'), {
  start: [20, 200],
  connect: true,
  range: { min: 0, max: 300 },
  step: 10,
});
slider.on('update', (values) => {
  $('#said').textContent = `£${values.join(' to £')}`;
});
ready();
