import Swiper from 'swiper';
import { Navigation, Pagination, Thumbs } from 'swiper/modules';
import 'swiper/css';
import 'swiper/css/navigation';
import 'swiper/css/pagination';
import { $, picture, ready, shop } from './shared/shop.js';

const slides = (count: number) =>
  Array.from({ length: count }, (_, at) => `<div class="swiper-slide"><img src="${picture(at)}" alt=""></div>`).join(
    '',
  );

shop(`<h1>Cable jumper</h1>
<div class="swiper" id="photos" style="width:420px;margin:0"><div class="swiper-wrapper">${slides(8)}</div>
<div class="swiper-button-prev"></div><div class="swiper-button-next"></div><div class="swiper-pagination"></div></div>
<div class="swiper" id="thumbs" style="width:420px;height:70px;margin:8px 0"><div class="swiper-wrapper">${slides(8)}</div></div>
<style>#thumbs img { width: 100%; cursor: pointer } .swiper-slide img { display: block; width: 100% }</style>
<p>£79</p><button type="button" id="add">Add to basket</button>`);

const thumbs = new Swiper('#thumbs', { slidesPerView: 5, spaceBetween: 6, watchSlidesProgress: true });
new Swiper('#photos', {
  modules: [Navigation, Pagination, Thumbs],
  navigation: { nextEl: '.swiper-button-next', prevEl: '.swiper-button-prev' },
  pagination: { el: '.swiper-pagination', clickable: true },
  thumbs: { swiper: thumbs },
});
$('#add').addEventListener('click', () => {
  $('.shop-header p').textContent = 'Basket: 1 piece';
});
ready();
