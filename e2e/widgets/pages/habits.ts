// What shops write themselves, without a library: working and broken, on a page where other things move by themselves.
import { $, $$, broken, host, picture, ready, shop } from './shared/shop.js';

const api = `${host('api.brand')}/api`;

shop(`<div class="row"><p id="countdown">Sale ends in <b>00:59:59</b></p><div id="hero" style="width:300px;height:60px;overflow:hidden"><div class="track" style="display:flex;transition:transform .3s">${[0, 1, 2].map((at) => `<img src="${picture(at, 300, 60)}" alt="">`).join('')}</div></div></div>
<nav class="row" id="mega"><div class="item"><a href="#" class="parent">Women</a><div class="panel"><a href="/left?knit">Knitwear</a></div></div><a href="#reviews" id="to-reviews">Reviews</a> <a href="#nowhere" id="to-nowhere">Size chart</a> <a href="#" id="hash">Details</a> <a href="javascript:void(0)" id="void">Compare</a> <a href="/left?prevented" id="prevented">Quick view</a> <a href="#" id="drawer-link">Basket</a> <a href="/file.pdf" download id="download">Sizes (PDF)</a> <a href="tel:+441134960000" id="call">Call us</a></nav>
<div id="drawer" hidden style="position:fixed;right:0;top:0;width:240px;bottom:0;background:#eee"><button id="drawer-close">×</button>Your basket</div>
<div class="row"><input id="coupon" placeholder="Voucher code" name="coupon"><button id="apply">Apply</button><span id="coupon-said"></span></div>
<div class="row" id="swatches">${['moss', 'sea', 'peat'].map((name, at) => `<span class="swatch${at ? '' : ' on'}" data-name="${name}"></span>`).join('')}<img id="product" src="${picture(0, 60, 60)}" alt=""></div>
<div class="row" id="dead-swatches">${['S', 'M', 'L'].map((name) => `<span class="size">${name}</span>`).join('')}</div>
<div class="row"><i class="heart" id="heart"></i><i class="heart" id="dead-heart"></i> <span class="cards">${[1, 2, 3, 4].map((at) => `<span class="card"><i class="heart"></i>${at}</span>`).join('')}</span></div>
<div class="row"><button class="icon" id="minus"></button><input id="quantity" name="quantity" value="1" size="2"><button class="icon" id="plus"></button><button id="dead">Add to basket</button><button id="add">Add</button><button id="slow">Reserve</button></div>
<div class="row"><button id="fails">Check stock</button><button id="sibling-fails">Store stock</button><button id="sibling">Shop stock</button><span id="stock"></span></div>
<div class="row"><button id="print">Print</button><button id="alert">Ask</button><button id="file">Your photo</button><input type="file" hidden id="picker"><button id="off" disabled>Pay</button><span id="unreachable-place"><button id="unreachable" style="pointer-events:none">Pay now</button></span></div>
<div class="row"><canvas id="canvas" width="120" height="60"></canvas><x-shadow></x-shadow></div>
<div class="row"><button id="script">Help</button><button id="pixel">Chat</button><button id="frame">Track it</button><button id="ripple">Follow</button><button id="active">Share</button></div>
<div class="row"><button id="throws-down">Zoom</button><button id="rejects">Sync</button><button id="works-and-throws">Save</button><button id="blocked">Note</button><button id="foreign">Rate</button><button id="aborts">Suggest</button><button id="autoplay">Film</button><span id="notes"></span></div>
<div class="row" id="filters">${['Wool', 'Alpaca', 'Cotton', 'Linen'].map((name) => `<label><input type="checkbox" name="material" value="${name}"> ${name}</label>`).join('')}<button id="clear">Clear all</button><span id="hits">120 pieces</span></div>
<ul class="row" id="facets">${['Red', 'Blue', 'Green'].map((name) => `<li class="facet">${name}</li>`).join('')}</ul>
<div class="row"><input name="a" id="from" value="Fell Road 1"><input name="b" id="to"><button id="copy">Same address</button><button id="same">Standard delivery</button><select id="delivery" name="delivery"><option>Standard</option><option>Express</option></select></div>
<div class="row"><input type="password" id="secret" name="secret"><button id="show">👁</button><button id="more">Read more</button><p id="rest" hidden>Knitted slowly.</p><figure id="zoom" style="margin:0;width:120px;height:80px;cursor:zoom-in;background:url('${picture(4, 120, 80)}')"></figure><figure id="dead-zoom" style="margin:0;width:240px;height:120px;cursor:zoom-in"><img src="${picture(5, 120, 120)}" alt=""><img src="${picture(6, 120, 120)}" alt=""></figure></div>
<div class="row"><input id="search" type="search" placeholder="Search"><ul id="suggestions"></ul></div>
<div class="row tiles">${[1, 2, 3].map((at) => `<div class="tile"><img src="${picture(at, 90, 90)}" alt=""></div>`).join('')}</div>
<p id="words">Our jumpers are made of the wool of sheep that live on the fell, in wind and rain.</p>
<button id="to-top">To the top</button>
<h2 id="reviews" style="margin-top:700px">Reviews</h2><p>Warm.</p>
<style>.panel { display: none; position: absolute; background: #fff; border: 1px solid; padding: 12px } .item:hover .panel { display: block }
.swatch, .size { display: inline-block; width: 30px; height: 30px; border: 1px solid #777; cursor: pointer; text-align: center } .swatch.on { outline: 3px solid #333 }
.heart { display: inline-block; width: 24px; height: 24px; background: #ccc; border-radius: 50%; cursor: pointer } .heart.liked { background: crimson }
.icon { width: 28px; height: 28px } .facet { cursor: pointer; list-style: none; padding: 6px 10px; border: 1px solid #aaa } .facet.chosen { background: #333; color: #fff }
#zoom.big { transform: scale(1.6) } .shop-header.stuck { background: #333; color: #fff } .tile.over { outline: 4px solid #7d8f69 } .ripple { position: absolute; width: 10px; height: 10px; background: #0003 } .pressed { filter: brightness(.8) } #dead-zoom img { display: inline-block; float: left }</style>`);

// What moves by itself.
let left = 3599;
setInterval(() => {
  left--;
  $('#countdown b').textContent = new Date(left * 1000).toISOString().slice(11, 19);
}, 1000);
let turned = 0;
setInterval(() => {
  turned = (turned + 1) % 3;
  $('#hero .track').style.transform = `translateX(${-300 * turned}px)`;
}, 1500);

const on = <Type extends keyof HTMLElementEventMap = 'click'>(
  at: string,
  act: (event: HTMLElementEventMap[Type], node: HTMLElement) => unknown,
  type?: Type,
) => {
  // Without a type the act takes a click's event, which is the default of `Type`.
  const name = type ?? ('click' as Type);
  for (const node of $$<HTMLElement>(at)) node.addEventListener(name, (event) => act(event, node));
};
const say = (text: string) => {
  $('#notes').textContent = text;
};

// Links.
on('.parent', (event) => event.preventDefault());
on('#prevented', (event) => event.preventDefault());
on('#drawer-link', (event) => {
  event.preventDefault();
  $('#drawer').hidden = false;
});
on('#drawer-close', () => {
  $('#drawer').hidden = true;
});

// A voucher that is refused, in the same words each time.
on('#apply', () => {
  $('#coupon-said').innerHTML = '';
  setTimeout(() => {
    $('#coupon-said').innerHTML = '<span class="error" role="alert">This code is not valid</span>';
  }, 60);
});

// Choices by class alone.
on('.swatch', (_, node) => {
  for (const other of $$('.swatch')) other.classList.toggle('on', other === node);
  $('#product').src = picture(['moss', 'sea', 'peat'].indexOf(node.dataset.name ?? ''), 60, 60);
});
on('.heart:not(#dead-heart)', (_, node) => node.classList.toggle('liked'));
on('.facet', (_, node) => {
  node.classList.toggle('chosen');
  $('#hits').textContent = `${120 - 20 * $$('.facet.chosen').length} pieces`;
});
on('#zoom', (_, node) => node.classList.toggle('big'));

// Numbers, the total of which stands far away.
const count = (by: number) => {
  const pieces = Math.max(1, Number($('#quantity').value) + by);
  $('#quantity').value = String(pieces);
  $('.shop-header p').textContent = `£${pieces * 79}`;
};
on('#plus', () => count(1));
on('#minus', () => count(-1));
on('#add', () => {
  $('.shop-header p').textContent = 'Basket: 1 piece';
  if (broken === 'adding for ever') {
    $('#add').textContent = 'Adding…';
    $('#add').disabled = true;
  }
});

// The network.
const idOf = (target: EventTarget | null) => (target instanceof Element ? target.id : '');
if (broken === 'telemetry')
  document.addEventListener('click', ({ target }) => fetch(`/collect?what=${idOf(target)}`).catch(() => {}));
if (broken === 'sibling telemetry')
  document.addEventListener('click', ({ target }) =>
    fetch(`${host('metrics.brand')}/collect?what=${idOf(target)}`).catch(() => {}),
  );
if (broken === 'beacons') document.addEventListener('click', () => navigator.sendBeacon('/collect', 'press'));
if (broken === 'pixels')
  document.addEventListener('click', ({ target }) => {
    new Image().src = `/collect?what=${idOf(target)}`;
  });
const stock = async (path: string) => {
  const response = await fetch(path).catch(() => undefined);
  if (response?.ok) $('#stock').textContent = `In stock: ${Math.round(Math.random() * 1000)}`;
};
on('#slow', () => stock('/api/ok?ms=2600'));
on('#fails', () => stock('/api/fail'));
on('#sibling-fails', () => stock(`${api}/fail?status=503`));
on('#sibling', () => stock(`${api}/ok?ms=1500`));

// What the browser answers.
on('#print', () => print());
on('#alert', () => alert('We answer at hello@example.com'));
on('#file', () => $('#picker').click());

const context = $<HTMLCanvasElement>('#canvas').getContext('2d');
if (!context) throw new Error('this browser draws nothing');
context.fillRect(0, 0, 120, 60);
on('#canvas', ({ offsetX, offsetY }) => {
  context.fillStyle = 'white';
  context.fillRect(offsetX - 4, offsetY - 4, 8, 8);
});
customElements.define(
  'x-shadow',
  class extends HTMLElement {
    connectedCallback() {
      const root = this.attachShadow({ mode: 'open' });
      root.innerHTML = '<button id="inner-dead">Gift card</button><button id="inner">Wrap it</button><p></p>';
      $('#inner', root).addEventListener('click', () => {
        $('p', root).textContent = $('p', root).textContent ? '' : 'Wrapped';
      });
    }
  },
);

// What nobody can see.
const put = (name: string, fields: object) => document.body.append(Object.assign(document.createElement(name), fields));
on('#script', () => put('script', { src: `/tracker.js?${Date.now()}` }));
on('#pixel', () =>
  put('img', { src: `/collect?${Date.now()}`, width: 1, height: 1, style: 'position:absolute;opacity:0' }),
);
on('#frame', () => put('iframe', { src: '/left', hidden: true }));
on('#ripple', ({ offsetX }, node) => {
  const drop = Object.assign(document.createElement('span'), { className: 'ripple' });
  drop.style.left = `${offsetX}px`;
  node.append(drop);
  setTimeout(() => drop.remove(), 600);
});
on('#active', (_, node) => node.classList.add('pressed'), 'pointerdown');
on('#active', (_, node) => setTimeout(() => node.classList.remove('pressed'), 300), 'pointerup');

// Errors, of the press and of others.
on(
  '#throws-down',
  () => {
    throw new TypeError('zoom is not a function');
  },
  'mousedown',
);
on('#rejects', () => {
  setTimeout(() => Promise.reject(new Error('no sync')), 500);
});
on('#works-and-throws', () => {
  say('Saved');
  throw new Error('the counter of saved things is missing');
});
on('#blocked', () => {
  say(`Noted ${Date.now()}`);
  // As a blocker leaves it: nobody catches.
  fetch('http://blocked.localhost:1/collect');
});
on('#foreign', () => {
  say(`Rated ${Date.now()}`);
  put('script', { src: `${host('elsewhere')}/foreign.js` });
});
on('#aborts', () => {
  const stop = new AbortController();
  fetch('/api/ok?ms=800', { signal: stop.signal }).then(() => {});
  setTimeout(() => stop.abort(), 100);
  say(`Suggestions ${Date.now()}`);
});
on('#autoplay', () => {
  say(`A film ${Date.now()}`);
  const film = document.createElement('video');
  film.src = '/nothing.mp4';
  film.play();
});
if (broken === 'poll')
  setInterval(() => {
    throw new Error('the poll failed');
  }, 700);

// Filters, values and words.
on(
  '#filters input',
  () => {
    $('#hits').textContent = `${120 - 17 * $$('#filters :checked').length} pieces`;
  },
  'change',
);
on('#clear', () => {
  for (const box of $$('#filters input')) box.checked = false;
});
on('#copy', () => {
  $('#to').value = $('#from').value;
});
on('#same', () => {
  $('#delivery').value = 'Standard';
});
on('#show', () => {
  $('#secret').type = $('#secret').type === 'password' ? 'text' : 'password';
});
on('#more', (_, node) => {
  $('#rest').hidden = !$('#rest').hidden;
  node.textContent = $('#rest').hidden ? 'Read more' : 'Read less';
});
on(
  '#search',
  () => {
    $('#suggestions').innerHTML = '<li>jumper</li><li>scarf</li>';
  },
  'input',
);
addEventListener('scroll', () => $('.shop-header').classList.toggle('stuck', scrollY > 20));
on('.tile', (_, node) => node.classList.add('over'), 'pointerenter');
on('.tile', (_, node) => node.classList.remove('over'), 'pointerleave');
on('#to-top', () => scrollTo({ top: 0, behavior: 'smooth' }));
ready();
