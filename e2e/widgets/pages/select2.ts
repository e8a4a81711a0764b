import select2 from 'select2';
import { jQuery } from './shared/jquery.js';
import 'select2/dist/css/select2.css';
import { $, ready, shop } from './shared/shop.js';

// As a module of Node's it hands out what attaches it; its types know only the other way.
const attach: unknown = select2;
if (typeof jQuery.fn.select2 !== 'function' && typeof attach === 'function') attach(window, jQuery);
shop(
  `<h1>Deliver to</h1><select id="country" style="width:280px"><option>United Kingdom</option><option>Ireland</option><option>France</option><option>Norway</option></select><p id="said"></p>`,
);
jQuery('#country').select2();
jQuery('#country').on('change', () => {
  $('#said').textContent = `Deliver to ${jQuery('#country').val()}`;
});
ready();
