import MicroModal from 'micromodal';
import { $, broken, ready, shop } from './shared/shop.js';

shop(`<h1>Hat</h1><button id="open" data-micromodal-trigger="sizes">Size guide</button>
<div class="modal" id="sizes" aria-hidden="true"><div tabindex="-1" data-micromodal-close style="position:fixed;inset:0;background:#0006"><div role="dialog" style="background:#fff;width:300px;margin:120px auto;padding:24px">S to L <button id="close" ${broken === 'close' ? '' : 'data-micromodal-close'}>Close</button></div></div></div>
<style>.modal { display: none } .modal.is-open { display: block }</style>`);
MicroModal.init();
if (broken === 'close') $('[tabindex="-1"][data-micromodal-close]').removeAttribute('data-micromodal-close');
ready();
