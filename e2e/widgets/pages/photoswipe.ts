import PhotoSwipeLightbox from 'photoswipe/lightbox';
import 'photoswipe/style.css';
import { $$, broken, picture, ready, shop } from './shared/shop.js';

shop(
  `<h1>Photos</h1><div id="gallery" class="row">${Array.from({ length: 6 }, (_, at) => `<a href="${picture(at, 1800, 1200)}" data-pswp-width="1800" data-pswp-height="1200"><img src="${picture(at, 150, 100)}" alt=""></a>`).join('')}</div>`,
);
if (broken === 'module') {
  // The links are held back for a lightbox whose script does not come.
  for (const link of $$('#gallery a')) link.addEventListener('click', (event) => event.preventDefault());
} else {
  const lightbox = new PhotoSwipeLightbox({
    gallery: '#gallery',
    children: 'a',
    pswpModule: () => import('photoswipe'),
  });
  lightbox.init();
}
ready();
