import flatpickr from 'flatpickr';
import type { Options } from 'flatpickr/dist/types/options';
import 'flatpickr/dist/flatpickr.css';
import { $, broken, ready, shop } from './shared/shop.js';

shop(`<h1>When shall we deliver?</h1><form id="delivery"><label>Delivery day <input id="day" placeholder="Choose a day" readonly></label>
<button type="button" id="open-calendar">📅</button><p id="said"></p></form>`);
const options: Options = {
  disableMobile: true,
  onChange: (_, text) => {
    $('#said').textContent = `We come on ${text}`;
  },
};
// A rule from last year: no day can be chosen at all.
if (broken === 'no day') options.disable = [() => true];
const picker = flatpickr($('#day'), options);
if (broken !== 'calendar button') $('#open-calendar').addEventListener('click', () => picker.open());
ready();
