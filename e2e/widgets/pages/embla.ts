import EmblaCarousel from 'embla-carousel';
import { $, picture, ready, shop } from './shared/shop.js';

const icon = (path: string) =>
  `<svg width="20" height="20" viewBox="0 0 20 20"><path d="${path}" stroke="currentColor" fill="none"/></svg>`;

shop(`<h1>You may also like</h1>
<div class="embla" style="width:500px"><div class="embla__viewport" style="overflow:hidden"><div class="embla__container" style="display:flex">
${Array.from({ length: 9 }, (_, at) => `<a class="card" href="/left?${at}" style="flex:0 0 40%"><img src="${picture(at, 180, 180)}" alt="" draggable="false"></a>`).join('')}
</div></div>
<div class="row"><button class="prev">${icon('M13 3L6 10l7 7')}</button><button class="next">${icon('M7 3l7 7-7 7')}</button></div></div>`);

const embla = EmblaCarousel($('.embla__viewport'), { align: 'start' });
$('.prev').addEventListener('click', () => embla.scrollPrev());
$('.next').addEventListener('click', () => embla.scrollNext());
ready();
