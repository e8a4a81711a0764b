import Pikaday from 'pikaday';
import 'pikaday/css/pikaday.css';
import { $, ready, shop } from './shared/shop.js';

shop('<h1>Gift card</h1><label>Send it on <input id="day" autocomplete="off"></label>');
new Pikaday({ field: $('#day') });
ready();
