import { jQuery } from './shared/jquery.js';
import 'ion-rangeslider';
import 'ion-rangeslider/css/ion.rangeSlider.css';
import { $, broken, ready, shop } from './shared/shop.js';

shop(
  `<h1>Rugs</h1><div style="width:400px"><input id="price" name="price"></div><p id="hits">80 rugs</p><button id="reset">Reset</button>`,
);
jQuery('#price').ionRangeSlider({
  type: 'single',
  min: 0,
  max: 500,
  from: 300,
  onChange: ({ from }: { from: number }) => {
    $('#hits').textContent = `${Math.round(from / 5)} rugs`;
  },
});
if (broken !== 'handler')
  $('#reset').addEventListener('click', () => {
    jQuery('#price').data('ionRangeSlider').update({ from: 500 });
    $('#hits').textContent = '100 rugs';
  });
ready();
