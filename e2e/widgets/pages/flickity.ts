import Flickity from 'flickity';
import 'flickity/css/flickity.css';
import { $, picture, ready, shop } from './shared/shop.js';

shop(
  `<h1>Throw</h1><div id="photos" style="width:420px">${[0, 1, 2, 3, 4, 5, 6].map((at) => `<img src="${picture(at, 420, 200)}" alt="" style="width:100%;height:200px;display:block">`).join('')}</div><p style="margin-top:50px">£120</p>`,
);
new Flickity($<HTMLElement>('#photos'), { wrapAround: true, contain: true });
ready();
