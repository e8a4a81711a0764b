import * as klaro from 'klaro/dist/klaro-no-css';
import 'klaro/dist/klaro.css';
import { $, ready, shop } from './shared/shop.js';

shop('<h1>Jumpers</h1><button type="button" id="settings">Cookie settings</button>');
const config = {
  elementID: 'klaro',
  storageMethod: 'cookie',
  lang: 'en',
  translations: { en: { purposes: { analytics: 'Analytics' } } },
  services: [
    { name: 'shop-analytics', title: 'Analytics', purposes: ['analytics'] },
    { name: 'letters', title: 'Letters', purposes: ['analytics'] },
  ],
};
klaro.setup(config);
$('#settings').addEventListener('click', () => klaro.show(config, true));
ready();
