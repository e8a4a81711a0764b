import { jQuery } from './shared/jquery.js';
import 'slick-carousel';
import 'slick-carousel/slick/slick.css';
import 'slick-carousel/slick/slick-theme.css';
import { picture, ready, shop } from './shared/shop.js';

shop(`<h1>Best sellers</h1><div id="slick" style="width:500px;margin:0 40px">${Array.from({ length: 10 }, (_, at) => `<div><img src="${picture(at, 160, 160)}" alt=""></div>`).join('')}</div>
<style>.slick-prev:before, .slick-next:before { color: #333 !important }</style>`);
jQuery('#slick').slick({ slidesToShow: 3, dots: true, speed: 200 });
ready();
