import Splide from '@splidejs/splide';
import '@splidejs/splide/css';
import { $, broken, picture, ready, shop } from './shared/shop.js';

const slides = (from: number, count: number) =>
  Array.from(
    { length: count },
    (_, at) => `<li class="splide__slide"><img src="${picture(from + at, 600, 200)}" alt=""></li>`,
  ).join('');
const carousel = (id: string, from: number) =>
  `<section class="splide" id="${id}" aria-label="${id}" style="width:600px"><div class="splide__track"><ul class="splide__list">${slides(from, 5)}</ul></div></section>`;

shop(`${carousel('hero', 0)}<h1>New in</h1>${carousel('arrivals', 2)}
<div class="row"><button type="button" id="offer">Show the offer</button><p id="offer-text"></p></div>`);

// The hero turns by itself, as every shop's does.
new Splide('#hero', {
  type: 'loop',
  autoplay: true,
  interval: 900,
  speed: 300,
  pauseOnHover: false,
  arrows: false,
  pauseOnFocus: false,
}).mount();
new Splide('#arrivals', { type: 'loop', perPage: 2, gap: 8 }).mount();
if (broken !== 'offer')
  $('#offer').addEventListener('click', () => {
    $('#offer-text').textContent = '10% off with WOOL10';
  });
ready();
