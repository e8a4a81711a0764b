// Quick presses on widgets of the common libraries' making.
import { TRACK } from './markup.js';
import { BOTH, FAST, made, NOTHING, press, type Situation } from './situation.js';

export const QUICK: readonly Situation[] = [
  ...made('Quick presses, each answered', [
    {
      what: 'carousel arrow without a name that moves the track by a transform, five times',
      found: NOTHING,
      body: `${TRACK}<div class="arrow hand" id="go" style="width:30px;height:30px"></div>`,
      script: `let at = 0; on('go', () => { $('track').style.transform = 'translate3d(' + -100 * ++at + 'px,0,0)'; });`,
      act: press('#go', FAST),
    },
    {
      what: 'carousel arrow that is heard half of the time, while it moves, six times',
      found: NOTHING,
      body: `${TRACK}<button type="button" id="go"></button>`,
      script: `let at = 0, busy = false; on('go', () => { if (busy) return; busy = true; $('track').style.transform = 'translateX(' + -100 * ++at + 'px)'; later(250, () => { busy = false; $('track').className = 'at' + at; }); });`,
      act: press('#go', { times: 6, every: 170 }),
    },
    {
      what: 'carousel that moves by frames of its own, five times',
      found: NOTHING,
      body: `${TRACK}<button type="button" id="go"><svg width="20" height="20"><path d="M2 2l12 6-12 6z"/></svg></button>`,
      script: `let to = 0, is = 0; const frame = () => { is += (to - is) / 6; $('track').style.transform = 'translateX(' + -is + 'px)'; if (Math.abs(to - is) > 1) requestAnimationFrame(frame); }; on('go', () => { to += 150; requestAnimationFrame(frame); });`,
      act: press('#go', FAST),
    },
    {
      what: 'month of a date picker, drawn anew each time, six times',
      found: NOTHING,
      body: '<div id="picker"></div>',
      script: `let month = 1; const draw = () => { $('picker').innerHTML = '<span class="flatpickr-next-month hand" id="next">&gt;</span><b>' + month + '</b><div>' + Array.from({ length: 28 }, (_, day) => '<span class="day">' + (day + month) + '</span>').join('') + '</div>'; }; draw(); $('picker').addEventListener('click', ({ target }) => { if (target.id === 'next') { month++; draw(); } });`,
      act: press('#next', { times: 6, every: 160 }),
    },
    {
      what: 'pagination whose answers take 400 ms each, four times',
      found: NOTHING,
      body: '<ul id="list"><li>A 1</li><li>B 1</li></ul><button type="button" id="more">Older</button>',
      script: `let page = 1; on('more', () => { page++; const now = page; later(400, () => { $('list').innerHTML = '<li>A ' + now + '</li><li>B ' + now + '</li>'; }); });`,
      act: press('#more', { times: 4, every: 220 }),
    },
    {
      what: 'quantity with an icon font, whose value stands elsewhere on the page, five times',
      found: NOTHING,
      body: '<header><input id="count" value="1" name="count"></header><main><section><div><button type="button" id="plus"><i class="icon-plus"></i></button></div></section></main>',
      script: `on('plus', () => { $('count').value = Number($('count').value) + 1; });`,
      act: press('#plus', FAST),
    },
    {
      what: 'switch flipped on and off, four times',
      found: NOTHING,
      body: '<span class="switch hand" id="flip" style="display:inline-block;width:60px;height:30px;background:#999"><i></i></span>',
      script: `on('flip', () => $('flip').classList.toggle('is-on'));`,
      act: press('#flip', { times: 4, every: 200 }),
    },
    {
      what: 'zoom button of a map whose tiles are exchanged, four times',
      found: NOTHING,
      body: '<div id="map"><div id="tiles" style="height:100px"></div><a class="zoom hand" id="in" role="button" href="#">+</a></div>',
      script: `let zoom = 3; const draw = () => { $('tiles').innerHTML = Array.from({ length: 4 }, (_, at) => '<img width="80" height="80" alt="" src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 id=%22z' + zoom + at + '%22/%3E">').join(''); }; draw(); on('in', (event) => { event.preventDefault(); zoom++; draw(); });`,
      act: press('#in', { times: 4, every: 220 }),
    },
    {
      what: 'stars of a rating, one after the other',
      found: NOTHING,
      body: '<div id="stars"><span class="star hand" id="a">★</span><span class="star hand" id="b">★</span><span class="star hand" id="c">★</span></div>',
      script: `const all = [...document.querySelectorAll('.star')]; all.forEach((star, at) => star.addEventListener('click', () => all.forEach((one, index) => one.classList.toggle('filled', index <= at))));`,
      act: async ({ click, wait }) => {
        for (const at of ['#a', '#b', '#c']) {
          await click(at);
          await wait(150);
        }
      },
    },
    {
      what: 'lightbox: next picture by its address alone, five times',
      found: NOTHING,
      body: '<img id="big" alt="" width="200" height="100" src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 id=%220%22/%3E"><button type="button" class="gnext" id="go"><svg width="20" height="20"></svg></button>',
      script: `let at = 0; on('go', () => { $('big').src = $('big').src.replace(/id=%22\\d+/, 'id=%22' + ++at); });`,
      act: press('#go', FAST),
    },
    {
      what: 'carousel arrow whose handler is gone, five times',
      found: BOTH,
      body: `${TRACK}<button type="button" id="go" aria-label="Next"></button>`,
      act: press('#go', FAST),
    },
    {
      what: 'month of a date picker that is drawn anew as it was, five times',
      found: BOTH,
      body: '<div id="picker"></div>',
      script: `const draw = () => { $('picker').innerHTML = '<button type="button" class="next" id="next">&gt;</button><b>March</b>'; }; draw(); $('picker').addEventListener('click', draw);`,
      act: press('#next', FAST),
    },
    {
      what: 'apply a code: the same complaint each time, five times',
      found: { rage_click: 1, form_error: 1 },
      body: '<div><input id="code" value="NO"><button type="button" id="apply">Apply</button><p id="says" class="code-error"></p></div>',
      script: `on('apply', () => { $('says').textContent = 'This code is not valid.'; });`,
      why: 'the first is answered, the others do nothing new',
      act: press('#apply', FAST),
    },
    {
      what: 'a button that waits for a server that does not answer, five times',
      found: BOTH,
      body: '<button type="button" id="add">Add to basket</button>',
      script: `on('add', () => ask('hang/basket').catch(() => {}));`,
      act: press('#add', FAST),
    },
    {
      what: 'a picture wandered over, part by part, quickly',
      found: { rage_click: 1 },
      body: '<svg width="120" height="60"><rect id="p" width="40" height="60" fill="#aaa"/><rect id="q" x="40" width="40" height="60" fill="#bbb"/></svg>',
      act: press('#p', { times: 4, every: 190, and: '#q' }),
    },
    {
      what: 'a button that is switched off for good, four times',
      found: { rage_click: 1 },
      body: '<div><button type="button" id="pay" disabled>Pay now</button></div>',
      act: press('#pay', { times: 4, every: 190 }),
    },
    {
      what: 'a button that lets pointers through, four times',
      found: BOTH,
      body: '<div><button type="button" id="pay" style="pointer-events:none">Pay now</button></div>',
      act: press('#pay', { times: 4, every: 190 }),
    },
    {
      what: 'a button below a sheet that shows nothing, four times',
      found: BOTH,
      body: '<button type="button" id="buy">Buy</button><div class="left-behind" style="position:fixed;inset:0;z-index:99"></div>',
      script: `on('buy', () => { $('buy').textContent = 'Bought'; });`,
      act: press('#buy', { times: 4, every: 190 }),
    },
  ]),
];
