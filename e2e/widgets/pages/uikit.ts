import UIkit from 'uikit';
import 'uikit/dist/css/uikit.css';
import { broken, picture, ready, shop } from './shared/shop.js';

shop(`<h1>Throw</h1><div uk-slideshow="ratio: 3:1" class="uk-position-relative" style="width:450px"><ul class="uk-slideshow-items">${[0, 1, 2, 3].map((at) => `<li><img src="${picture(at, 450, 150)}" alt="" uk-cover></li>`).join('')}</ul>
<a class="uk-position-center-left" href uk-slidenav-previous uk-slideshow-item="previous"></a><a class="uk-position-center-right" id="next" href uk-slidenav-next uk-slideshow-item="next"></a></div>
<ul uk-accordion><li><a class="uk-accordion-title" href>Wool</a><div class="uk-accordion-content">From the fell</div></li><li><a class="uk-accordion-title" href>Care</a><div class="uk-accordion-content">By hand</div></li></ul>
<button class="uk-button" id="filter" ${broken === 'attributes' ? '' : 'uk-toggle="target: #drawer"'}>Filter</button><div id="drawer" uk-offcanvas><div class="uk-offcanvas-bar"><button class="uk-offcanvas-close" uk-close></button>Colours</div></div>
<ul uk-tab><li><a href="#">Story</a></li><li><a href="#">Reviews</a></li></ul><div class="uk-switcher"><div>Slow</div><div>Warm</div></div>`);
UIkit.update();
ready();
