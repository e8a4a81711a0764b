import KeenSlider, { type KeenSliderInstance } from 'keen-slider';
import 'keen-slider/keen-slider.min.css';
import { $, $$, picture, ready, shop } from './shared/shop.js';

shop(`<h1>Lookbook</h1><div class="keen-slider" style="width:440px">${Array.from({ length: 6 }, (_, at) => `<div class="keen-slider__slide"><img src="${picture(at, 440, 240)}" alt="" draggable="false"></div>`).join('')}</div>
<div class="row dots">${Array.from({ length: 6 }, (_, at) => `<button class="dot" aria-label="Picture ${at + 1}"></button>`).join('')}</div>
<div class="row"><span class="arrow" id="back">‹</span><span class="arrow" id="on">›</span></div>
<style>.dot { width: 14px; height: 14px; padding: 0; border-radius: 50%; border: 1px solid #555; background: none } .dot.active { background: #333 } .arrow { cursor: pointer; font-size: 36px; padding: 0 16px; user-select: none }</style>`);

const mark = (slider: KeenSliderInstance) => {
  for (const [at, dot] of $$('.dot').entries()) dot.classList.toggle('active', at === slider.track.details.rel);
};
const slider = new KeenSlider('.keen-slider', { loop: true, slideChanged: mark, created: mark });
for (const [at, dot] of $$('.dot').entries()) dot.addEventListener('click', () => slider.moveToIdx(at));
$('#back').addEventListener('click', () => slider.prev());
$('#on').addEventListener('click', () => slider.next());
ready();
