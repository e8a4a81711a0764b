// More of what shops write themselves: what is said for a moment, comes late, or stays as it was.
import { $, $$, addToBasket, broken, picture, ready, shop } from './shared/shop.js';

shop(`<p id="watchers"><b>12</b> people look at this</p><div class="row"><button id="add">Add to basket</button><button id="slow">Reserve in store</button><button id="again">Notify me</button></div>
<div class="row" id="gallery"><div id="large" style="width:200px;height:140px;background-image:url('${picture(0, 200, 140)}');cursor:zoom-in"></div>${[0, 1, 2].map((at) => `<img class="thumb" data-at="${at}" src="${picture(at, 60, 40)}" alt="">`).join('')}</div>
<div class="row" id="sizes">${['36', '37', '38'].map((one) => `<label class="size"><input type="radio" name="size" value="${one}"><span>${one}</span></label>`).join('')}</div>
<div class="row"><button id="grid" class="view">▦</button><button id="rows" class="view">☰</button><button id="compare">Compare</button><button id="wish" data-state="off">♡</button></div>
<div class="row"><div id="mini" tabindex="0" style="cursor:pointer">Basket (1)<div class="box">Jumper £79 <a href="/left?basket">To the basket</a></div></div><button id="tip" aria-describedby="tip-text">?</button><span id="tip-text" role="tooltip">Delivered in two days</span></div>
<div class="row"><input id="post" name="post" placeholder="Postcode"><button id="check">Check</button><span id="when"></span></div>
<div class="row"><button id="currency">£</button><button id="mode">Dark</button><button id="quick">Quick view</button><button id="undo" hidden>Undo</button></div>
<div id="tiles" class="row">${[1, 2, 3, 4].map((at) => `<article class="tile"><img src="${picture(at, 120, 80)}" alt=""><p>£${at}9</p></article>`).join('')}</div><button id="load">Load more</button>
<div style="height:900px"></div>
<style>.box { display: none; position: absolute; background: #fff; border: 1px solid; padding: 12px } #mini:hover .box, #mini:focus-within .box { display: block } #tip-text { visibility: hidden } #tip:hover + #tip-text, #tip:focus + #tip-text { visibility: visible }
.size input { position: absolute; opacity: 0 } .size span { display: inline-block; padding: 8px 12px; border: 1px solid #999; cursor: pointer } .size input:checked + span { background: #333; color: #fff } .tile { cursor: pointer } .rows .tile { width: 100% } .dark { background: #222; color: #eee } .thumb { cursor: pointer } [data-state="on"] { color: crimson } .wait { opacity: .5 } .spin { display: inline-block; width: 12px; height: 12px; border: 2px solid; border-right-color: transparent; border-radius: 50%; animation: spin 1s linear infinite } @keyframes spin { to { transform: rotate(1turn) } }</style>`);

// A number that goes up and down by itself, at odd times.
let watchers = 12;
const watch = () => {
  watchers += watchers % 3 ? 1 : -2;
  $('#watchers b').textContent = String(watchers);
  setTimeout(watch, 700 + (watchers % 5) * 260);
};
watch();

const works = broken !== 'handler';
const on = (at: string, act: (node: HTMLElement) => unknown) => {
  for (const node of $$<HTMLElement>(at)) node.addEventListener('click', () => works && act(node));
};

on('#add', async (node) => {
  if (broken === 'spins') {
    node.innerHTML = '<i class="spin"></i>';
    return;
  }
  if (broken === 'reverts') {
    // Says that it works, gives up, and looks as before.
    node.innerHTML = '<i class="spin"></i>';
    await fetch('/api/fail?ms=600').catch(() => {});
    node.textContent = 'Add to basket';
    return;
  }
  node.textContent = 'Adding …';
  await addToBasket('/api/ok?ms=500');
  node.textContent = 'Added ✓';
  setTimeout(() => {
    node.textContent = 'Add to basket';
  }, 1200);
});
on('#slow', async (node) => {
  await fetch('/api/ok?ms=3200');
  node.textContent = 'Reserved';
});
on('#again', (node) => {
  node.textContent = node.textContent === 'Notify me' ? 'We will' : 'Notify me';
});
on('.thumb', (node) => {
  $('#large').style.backgroundImage = `url("${picture(Number(node.dataset.at), 200, 140)}")`;
});
on('#large', (node) => {
  node.style.backgroundSize = node.style.backgroundSize === '200%' ? '' : '200%';
});
on('#grid', () => $('#tiles').classList.remove('rows'));
on('#rows', () => $('#tiles').classList.add('rows'));
on('#compare', () => {
  location.hash = '#compare';
});
on('#wish', (node) => {
  node.dataset.state = node.dataset.state === 'on' ? 'off' : 'on';
});
on('#check', () => {
  if (broken === 'unknown') {
    $('#when').style.color = '#b00';
    $('#when').textContent = 'We do not know this postcode';
  } else $('#when').textContent = 'On Tuesday';
});
on('#currency', () => {
  const euro = $('#currency').textContent === '£';
  $('#currency').textContent = euro ? '€' : '£';
  for (const price of $$('.tile p')) price.textContent = price.textContent?.replace(/[£€]/, euro ? '€' : '£') ?? '';
});
on('#mode', () => document.body.classList.toggle('dark'));
on('.tile', (node) => {
  if (broken !== 'tiles') location.href = `/left?${node.textContent}`;
});
on('#load', async (node) => {
  node.classList.add('wait');
  if (broken === 'waits') return;
  await fetch('/api/ok?ms=900');
  node.classList.remove('wait');
  $('#tiles').insertAdjacentHTML(
    'beforeend',
    [5, 6]
      .map((at) => `<article class="tile"><img src="${picture(at, 120, 80)}" alt=""><p>£${at}9</p></article>`)
      .join(''),
  );
});
ready();
