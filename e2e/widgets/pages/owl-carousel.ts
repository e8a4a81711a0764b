import { jQuery } from './shared/jquery.js';
import 'owl.carousel';
import 'owl.carousel/dist/assets/owl.carousel.css';
import 'owl.carousel/dist/assets/owl.theme.default.css';
import { addToBasket, broken, picture, ready, shop } from './shared/shop.js';

shop(
  `<h1>Often bought together</h1><div class="owl-carousel owl-theme" style="width:560px">${[0, 1, 2, 3, 4, 5].map((at) => `<div class="item"><img src="${picture(at, 180, 110)}" alt=""><button class="add">Add</button></div>`).join('')}</div>`,
);
jQuery('.owl-carousel').owlCarousel({ items: 3, loop: true, nav: true, dots: true, margin: 8, smartSpeed: 300 });
jQuery(document).on('click', '.add', () => {
  addToBasket(broken === 'fails' ? '/api/fail' : '/api/ok?ms=300');
});
ready();
