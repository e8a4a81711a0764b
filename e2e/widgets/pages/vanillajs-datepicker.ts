import { Datepicker } from 'vanillajs-datepicker';
import 'vanillajs-datepicker/css/datepicker.css';
import { $, ready, shop } from './shared/shop.js';

shop('<h1>Book a fitting</h1><label>Day <input id="day"></label><div id="inline"></div><p id="said"></p>');
new Datepicker($('#day'), { autohide: true });
new Datepicker($('#inline'));
$('#inline').addEventListener('changeDate', (event) => {
  if (event instanceof CustomEvent) $('#said').textContent = event.detail.date.toDateString();
});
ready();
