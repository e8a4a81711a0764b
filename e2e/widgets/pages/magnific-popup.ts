import { jQuery } from './shared/jquery.js';
import 'magnific-popup';
import 'magnific-popup/dist/magnific-popup.css';
import { broken, picture, ready, shop } from './shared/shop.js';

shop(
  `<h1>Quilt</h1><div class="row" id="gallery">${[0, 1, 2, 3].map((at) => `<a href="${picture(at, 500, 400)}"><img src="${picture(at, 120, 90)}" alt=""></a>`).join('')}</div><p><a href="#guide-box" id="guide">Size guide</a></p><div id="guide-box" class="mfp-hide" style="background:#fff;max-width:400px;margin:auto;padding:30px">Single to king <button id="close">Close</button></div>`,
);
if (broken === 'prevented') {
  for (const link of document.querySelectorAll('#gallery a, #guide'))
    link.addEventListener('click', (event) => event.preventDefault());
} else {
  jQuery('#gallery').magnificPopup({ delegate: 'a', type: 'image', gallery: { enabled: true } });
  jQuery('#guide').magnificPopup({ type: 'inline', midClick: true });
}
if (broken !== 'close') jQuery('#close').on('click', () => jQuery.magnificPopup.close());
ready();
