import GLightbox from 'glightbox';
import 'glightbox/dist/css/glightbox.css';
import { picture, ready, shop } from './shared/shop.js';

shop(
  `<h1>Customers' photos</h1><div class="row">${Array.from({ length: 5 }, (_, at) => `<a class="glightbox" data-type="image" href="${picture(at, 900, 600)}"><img src="${picture(at, 150, 100)}" alt=""></a>`).join('')}</div>`,
);
GLightbox({ selector: '.glightbox', openEffect: 'fade', slideEffect: 'slide' });
ready();
