import { tns } from 'tiny-slider';
import 'tiny-slider/dist/tiny-slider.css';
import { $, picture, ready, shop } from './shared/shop.js';

shop(
  `<h1>Jumpers for you</h1><div id="for-you" style="width:600px;overflow:hidden"><div class="track">${[0, 1, 2, 3, 4, 5, 6, 7].map((at) => `<div><img src="${picture(at, 180, 120)}" alt=""><button class="like">♡</button></div>`).join('')}</div></div>`,
);
tns({
  container: '#for-you .track',
  items: 3,
  slideBy: 1,
  speed: 250,
  autoplay: true,
  autoplayTimeout: 1400,
  autoplayHoverPause: false,
  mouseDrag: true,
});
document.addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.matches('.like')) target.textContent = target.textContent === '♡' ? '♥' : '♡';
});
$('.shop-header p').textContent = 'Basket';
ready();
