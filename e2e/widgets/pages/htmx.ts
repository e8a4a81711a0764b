import htmx from 'htmx.org';
import { $, broken, ready, shop } from './shared/shop.js';

const path =
  broken === 'fails' ? '/api/fail' : broken === 'hangs' ? '/api/hang' : '/api/html?ms=300&say=More%20jumpers';
shop(`<h1>Jumpers</h1><div id="list"><p>Jumper 1</p></div><button id="more" hx-get="${path}" hx-target="#list" hx-swap="beforeend">Load more</button>
<form id="letter" hx-post="/api/html?say=Thank%20you,%20you%20are%20on%20the%20list" hx-swap="outerHTML"><input name="email" type="email" autocomplete="email" required><input name="name" autocomplete="name"><button id="join">Join</button></form>`);
htmx.process($('#app'));
ready();
