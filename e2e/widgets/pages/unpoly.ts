import 'unpoly';
import 'unpoly/unpoly.css';
import { $, broken, ready, shop } from './shared/shop.js';

const html = (markup: string, ms = 250) => `/api/html?ms=${ms}&say=${encodeURIComponent(markup)}`;
const list =
  broken === 'hangs' ? '/api/hang' : broken === 'fails' ? '/api/fail' : html('<div id="list">Jumper 7, Jumper 8</div>');
shop(`<h1>Jumpers</h1><div id="list">Jumper 1, Jumper 2</div><div class="row"><a id="next" href="${list}" up-target="#list" up-history="false">Next page</a><a id="guide" href="${html('<div id="sizes">S to L</div>')}" up-layer="new" up-target="#sizes" up-history="false">Size guide</a></div>
<form id="letter" action="${html('<div id="letter">You are on the list</div>')}" up-submit up-target="#letter" up-history="false"><input id="name" name="name" autocomplete="name"><input id="email" name="email" autocomplete="email"><button id="send">Join</button></form>`);
Reflect.get(window, 'up').hello($<HTMLElement>('#app'));
ready();
