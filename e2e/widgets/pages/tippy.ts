import tippy from 'tippy.js';
import 'tippy.js/dist/tippy.css';
import { $, broken, ready, shop } from './shared/shop.js';

shop(
  '<h1>Delivery</h1><div class="row"><button id="info" type="button">?</button><button id="share" type="button">Share</button></div>',
);
tippy('#info', { content: 'On Tuesdays', hideOnClick: false });
if (broken !== 'share') tippy('#share', { content: 'By post, by mail', trigger: 'click' });
$('#info').dataset.ready = 'yes';
ready();
