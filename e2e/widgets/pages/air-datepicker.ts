import AirDatepicker from 'air-datepicker';
import en from 'air-datepicker/locale/en';
import 'air-datepicker/air-datepicker.css';
import { $, broken, ready, shop } from './shared/shop.js';

shop(
  `<h1>Choose a day for delivery</h1><div id="calendar"></div><p id="day"></p><p><input id="field" name="day" readonly placeholder="Pick-up day"></p>`,
);
new AirDatepicker('#calendar', {
  inline: true,
  locale: en,
  onSelect: ({ formattedDate }) => {
    if (broken !== 'silent') $('#day').textContent = `Delivered on ${formattedDate}`;
  },
});
if (broken !== 'script') new AirDatepicker('#field', { locale: en, autoClose: true });
ready();
