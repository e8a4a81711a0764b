import Glide from '@glidejs/glide';
import '@glidejs/glide/dist/css/glide.core.min.css';
import { picture, ready, shop } from './shared/shop.js';

shop(`<h1>From the workshop</h1><div class="glide" style="width:500px"><div class="glide__track" data-glide-el="track"><ul class="glide__slides">
${Array.from({ length: 6 }, (_, at) => `<li class="glide__slide"><img src="${picture(at, 500, 220)}" alt="" draggable="false"></li>`).join('')}</ul></div>
<div class="row" data-glide-el="controls"><button class="glide__arrow" data-glide-dir="&lt;">prev</button><button class="glide__arrow next" data-glide-dir="&gt;">next</button></div>
<div class="glide__bullets" data-glide-el="controls[nav]">${Array.from({ length: 6 }, (_, at) => `<button class="glide__bullet" data-glide-dir="=${at}">${at + 1}</button>`).join('')}</div></div>`);
new Glide('.glide', { type: 'carousel', animationDuration: 200 }).mount();
ready();
