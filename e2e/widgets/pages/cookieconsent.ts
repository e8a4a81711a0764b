import 'cookieconsent/build/cookieconsent.min.css';
import 'cookieconsent';
import { $, addToBasket, ready, shop } from './shared/shop.js';

shop('<h1>Sandals</h1><button id="add">Add to basket</button>');
$('#add').addEventListener('click', () => addToBasket());
interface Consent {
  initialise(options: object): void;
}
const consent: Consent = Reflect.get(window, 'cookieconsent');
consent.initialise({
  palette: { popup: { background: '#222' }, button: { background: '#7d8f69' } },
  type: 'opt-in',
  content: { href: '/left?cookies' },
});
ready();
