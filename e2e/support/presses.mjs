// Presses on widgets as the common libraries and shops build them, imitated by hand, each with what a colleague who looks
// over the visitor's shoulder would note. The real libraries are played in e2e/widgets.

/** @typedef {import('./situations.mjs').Situation} Situation */

const NOTHING = {};
const DEAD = { dead_click: 1 };
const RAGE = { rage_click: 1, dead_click: 1 };
const FAST = { times: 5, every: 190 };

/** @type {(family: string, rows: Omit<Situation, 'family' | 'at'>[]) => Situation[]} */
const family = (name, rows) => rows.map((row) => ({ family: name, at: 'made.html', ...row }));

/** @type {(selector: string, how?: object) => Situation['act']} */
const press =
  (selector, how) =>
  ({ click }) =>
    click(selector, how);

const RIPPLE = `const ripple = (id, ms) => on(id, () => { const wave = document.createElement('span'); wave.className = 'MuiTouchRipple-ripple'; wave.innerHTML = '<span class="MuiTouchRipple-child"></span>'; $(id).append(wave); if (ms) later(ms, () => wave.remove()); }, 'mousedown');`;
const COUNTDOWN = `let left = 600; setInterval(() => { $('left').textContent = 'Ends in ' + --left; }, 1000);`;
const HERO = `let at = 0; setInterval(() => { const all = document.querySelectorAll('.hero > p'); all[at].className = ''; at = (at + 1) % all.length; all[at].className = 'shown'; }, 2000);`;
const HERO_BODY =
  '<style>.hero>p{display:none}.hero>p.shown{display:block}</style><div class="hero"><p class="shown">Winter</p><p>Spring</p><p>Summer</p></div>';
const TELEMETRY = `addEventListener('click', () => { fetch('/widgets/api/seen', { method: 'POST', keepalive: true }).then((answer) => answer.text()); });`;
const TRACK =
  '<div style="width:300px;overflow:hidden"><div id="track" style="display:flex;width:3000px;height:60px"><b>One</b><b>Two</b><b>Three</b><b>Four</b></div></div>';

/** @type {Situation[]} */
export const PRESSES = [
  ...family('Quick presses, each answered', [
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
      found: RAGE,
      body: `${TRACK}<button type="button" id="go" aria-label="Next"></button>`,
      act: press('#go', FAST),
    },
    {
      what: 'month of a date picker that is drawn anew as it was, five times',
      found: RAGE,
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
      found: RAGE,
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
      found: RAGE,
      body: '<div><button type="button" id="pay" style="pointer-events:none">Pay now</button></div>',
      act: press('#pay', { times: 4, every: 190 }),
    },
    {
      what: 'a button below a sheet that shows nothing, four times',
      found: RAGE,
      body: '<button type="button" id="buy">Buy</button><div class="left-behind" style="position:fixed;inset:0;z-index:99"></div>',
      script: `on('buy', () => { $('buy').textContent = 'Bought'; });`,
      act: press('#buy', { times: 4, every: 190 }),
    },
  ]),
  ...family('Values that a script sets', [
    {
      what: 'button that fills the delivery address far away',
      found: NOTHING,
      body: '<header><button type="button" id="go">Use my home address</button></header><main><section><div><input name="street"></div></section></main>',
      script: `on('go', () => { document.querySelector('[name=street]').value = 'Fell Road 1'; });`,
      act: press('#go'),
    },
    {
      what: 'swatch that chooses in a select further down, three times',
      found: NOTHING,
      body: '<div><span class="hand swatch" id="go" style="display:inline-block;width:30px;height:30px;background:#7d8f69"></span></div><section><div><select id="colour"><option>Moss</option><option>Sea</option></select></div></section>',
      script: `on('go', () => { $('colour').selectedIndex = 1 - $('colour').selectedIndex; });`,
      act: press('#go', { times: 3, every: 220 }),
    },
    {
      what: 'button that sets the value that was there already',
      found: DEAD,
      body: '<header><button type="button" id="go">Standard delivery</button></header><main><section><div><input name="delivery" value="standard"></div></section></main>',
      script: `on('go', () => { document.querySelector('[name=delivery]').value = 'standard'; });`,
      act: press('#go'),
    },
  ]),
  ...family('Presses that select text beside them', [
    {
      what: 'clear sheet over an arrow beside words, five times',
      found: { rage_click: 1 },
      body: '<p>Winter coats and jumpers</p><div class="left-behind" id="go" style="position:absolute;left:120px;top:10px;width:80px;height:40px"></div>',
      act: press('#go', FAST),
    },
    {
      what: 'day of a calendar that is switched off, four times',
      found: { rage_click: 1 },
      body: '<div><span>12</span> <span id="day" style="cursor:not-allowed">13</span> <span>14</span></div>',
      act: press('#day', { times: 4, every: 190 }),
    },
    {
      what: 'words beside the page that are selected, four times',
      found: NOTHING,
      body: '<div style="width:500px"><p id="words" style="width:200px">Winter coats and jumpers, made in the fells.</p></div>',
      act: press('#words', { times: 4, every: 190, x: 40 }),
    },
  ]),
  ...family('The look of the press', [
    {
      what: 'ripple that goes, nothing else',
      found: DEAD,
      body: '<button type="button" id="go">Add</button>',
      script: `${RIPPLE} ripple('go', 550);`,
      act: press('#go'),
    },
    {
      what: 'ripple that stays in the button, nothing else',
      found: DEAD,
      body: '<button type="button" id="go">Add</button>',
      script: `${RIPPLE} ripple('go');`,
      act: press('#go'),
    },
    {
      what: 'focus and active classes around and on the button, nothing else',
      found: DEAD,
      body: '<div class="field" id="wrap"><button type="button" id="go">Add</button></div>',
      script: `on('go', () => { $('go').classList.add('Mui-focusVisible', 'is-focused'); $('wrap').classList.add('focus-within'); $('go').classList.add('pressed'); later(200, () => $('go').classList.remove('pressed')); }, 'pointerdown');`,
      act: press('#go'),
    },
    {
      what: 'wave beside the button, gone after a moment, nothing else',
      found: DEAD,
      body: '<button type="button" id="go">Add</button>',
      script: `on('go', () => { const wave = document.createElement('div'); wave.className = 'ant-wave wave-motion'; wave.style.cssText = 'position:absolute;width:60px;height:30px'; document.body.append(wave); later(400, () => wave.remove()); });`,
      act: press('#go'),
    },
    {
      what: 'custom properties of a ripple on the button, and what-input on the page, nothing else',
      found: DEAD,
      body: '<button type="button" id="go">Add</button>',
      script: `on('go', () => { $('go').style.setProperty('--ripple-x', '12px'); document.documentElement.dataset.whatinput = 'mouse'; document.documentElement.classList.add('using-mouse'); }, 'pointerdown');`,
      act: press('#go'),
    },
    {
      what: 'five presses with a ripple each, nothing else',
      found: RAGE,
      body: '<button type="button" id="go">Add</button>',
      script: `${RIPPLE} ripple('go', 550);`,
      act: press('#go', FAST),
    },
    {
      what: 'heart that is filled by its class alone',
      found: NOTHING,
      body: '<button type="button" id="heart" class="heart"><i class="far fa-heart">♡</i></button>',
      script: `on('heart', () => { document.querySelector('i').className = 'fas fa-heart'; });`,
      act: press('#heart'),
    },
    {
      what: 'heart whose picture is exchanged',
      found: NOTHING,
      body: '<button type="button" id="heart"><svg width="20" height="20"><path d="M1 1"/></svg></button>',
      script: `on('heart', () => { $('heart').innerHTML = '<svg width="20" height="20"><path d="M9 9z"/></svg>'; });`,
      act: press('#heart'),
    },
    {
      what: 'button with a ripple that says “Copied” for a second',
      found: NOTHING,
      body: '<button type="button" id="go">Take code</button>',
      script: `${RIPPLE} ripple('go', 500); on('go', () => { $('go').textContent = 'Taken'; later(1000, () => { $('go').textContent = 'Take code'; }); });`,
      act: press('#go'),
    },
  ]),
  ...family('Restless pages', [
    {
      what: 'countdown beside a dead button',
      found: DEAD,
      body: '<p id="left"></p><button type="button" id="go">Add</button>',
      script: COUNTDOWN,
      act: async ({ click, wait }) => {
        await wait(1500);
        await click('#go');
      },
    },
    {
      what: 'turning hero beside a dead button',
      found: DEAD,
      body: `${HERO_BODY}<button type="button" id="go">Add</button>`,
      script: HERO,
      act: async ({ click, wait }) => {
        await wait(1500);
        await click('#go');
      },
    },
    {
      what: 'ticker that moves by frames beside a dead button',
      found: DEAD,
      body: '<p id="tick" style="white-space:nowrap">Free delivery today</p><button type="button" id="go">Add</button>',
      script: `let x = 0; const frame = () => { $('tick').style.transform = 'translateX(' + ++x % 200 + 'px)'; requestAnimationFrame(frame); }; frame();`,
      act: async ({ click, wait }) => {
        await wait(3500);
        await click('#go');
      },
    },
    {
      what: 'countdown, and a button pressed five times that does nothing',
      found: RAGE,
      body: '<p id="left"></p><button type="button" id="go">Add</button>',
      script: COUNTDOWN,
      act: async ({ click, wait }) => {
        await wait(3500);
        await click('#go', FAST);
      },
    },
    {
      what: 'countdown beside a button that works',
      found: NOTHING,
      body: '<p id="left"></p><button type="button" id="go">Add</button><p id="says">Nothing in the basket</p>',
      script: `${COUNTDOWN} on('go', () => later(700, () => { $('says').textContent = 'One thing in the basket'; }));`,
      act: async ({ click, wait }) => {
        await wait(1500);
        await click('#go');
      },
    },
    {
      what: 'arrow of a hero that turns by itself',
      found: NOTHING,
      body: `${HERO_BODY}<button type="button" id="go"></button>`,
      script: `${HERO} on('go', () => { const all = document.querySelectorAll('.hero > p'); all[at].className = ''; at = (at + 1) % all.length; all[at].className = 'shown'; });`,
      act: async ({ click, wait }) => {
        await wait(5500);
        await click('#go', { times: 3, every: 250 });
      },
    },
    {
      what: 'track that moves by frames for as long as it is pressed, nine times',
      found: NOTHING,
      body: `${TRACK}<button type="button" id="go"></button>`,
      script: `let x = 0; let to = 0; const frame = () => { x += (to - x) * 0.06; $('track').style.transform = 'translate3d(' + x.toFixed(2) + 'px,0,0)'; if (Math.abs(to - x) > 0.1) requestAnimationFrame(frame); }; on('go', () => { to -= 60; requestAnimationFrame(frame); });`,
      act: press('#go', { times: 9, every: 400 }),
    },
    {
      what: 'poll of the shop beside a dead button',
      found: DEAD,
      body: '<button type="button" id="go">Add</button>',
      script: `setInterval(() => ask('api/stock', 10), 700);`,
      act: async ({ click, wait }) => {
        await wait(2500);
        await click('#go');
      },
    },
  ]),
  ...family("The visitor's next act", [
    {
      what: 'dead button, then the wheel: pictures load and the header shrinks',
      found: DEAD,
      body: '<header id="head" class="tall">Shop</header><button type="button" id="go">Add</button><img id="late" alt="" width="50" height="50" loading="lazy">',
      script: `addEventListener('scroll', () => { $('head').className = 'small'; $('late').src = 'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E'; });`,
      act: async ({ click, page, wait }) => {
        await click('#go');
        await wait(300);
        await page.mouse.wheel(0, 300);
      },
    },
    {
      what: 'dead button, then the scroll bar: the header shrinks',
      found: DEAD,
      body: '<header id="head" class="tall">Shop</header><button type="button" id="go">Add</button><div style="height:3000px"></div>',
      script: `addEventListener('scroll', () => { $('head').className = 'small'; });`,
      act: async ({ click, page, wait }) => {
        await click('#go');
        await wait(900);
        await page.evaluate(() => scrollTo(0, 300));
      },
    },
    {
      what: 'link to a part of the page, by a smooth scroll of script',
      found: NOTHING,
      body: '<a href="#" id="go">Reviews</a><div style="height:3000px"></div><h2 id="reviews">Reviews</h2>',
      script: `on('go', (event) => { event.preventDefault(); $('reviews').scrollIntoView({ behavior: 'smooth' }); });`,
      act: press('#go'),
    },
    {
      what: 'dead button, then a search is typed',
      found: DEAD,
      body: '<button type="button" id="go">Add</button><input id="find"><ul id="hits"></ul>',
      script: `on('find', () => { $('hits').innerHTML = '<li>' + $('find').value + '</li>'; }, 'input');`,
      act: async ({ click, page, wait }) => {
        await click('#go');
        await wait(400);
        await click('#find');
        await page.keyboard.type('moss', { delay: 60 });
      },
    },
    {
      what: 'dead button, then a menu is opened',
      found: DEAD,
      body: '<button type="button" id="go">Add</button> <button type="button" id="menu">Menu</button><ul id="list" hidden><li>Shoes</li></ul>',
      script: `on('menu', () => { $('list').hidden = false; });`,
      act: async ({ click, wait }) => {
        await click('#go');
        await wait(500);
        await click('#menu');
      },
    },
    {
      what: 'dead button, then cards are crossed that show more',
      found: DEAD,
      body: '<button type="button" id="go">Add</button><div style="display:flex"><div class="card" id="c1" style="width:150px;height:90px">Jumper</div><div class="card" id="c2" style="width:150px;height:90px">Scarf</div></div>',
      script: `for (const card of document.querySelectorAll('.card')) { card.addEventListener('mouseenter', () => card.insertAdjacentHTML('beforeend', '<p>Quick look</p>')); card.addEventListener('mouseleave', () => card.querySelector('p')?.remove()); }`,
      act: async ({ click, page, wait }) => {
        await click('#go');
        await wait(200);
        for (const id of ['#c1', '#c2']) {
          await page.hover(id);
          await wait(300);
        }
      },
    },
    {
      what: 'button that answers after 1.2 s, the pointer crosses cards meanwhile',
      found: NOTHING,
      body: '<button type="button" id="go">Add</button><p id="says">Empty</p><div style="display:flex"><div class="card" id="c1" style="width:150px;height:90px">Jumper</div><div class="card" id="c2" style="width:150px;height:90px">Scarf</div></div>',
      script: `on('go', () => later(1200, () => { $('says').textContent = 'One'; }));`,
      act: async ({ click, page, wait }) => {
        await click('#go');
        for (const id of ['#c1', '#c2', '#c1', '#c2']) {
          await wait(300);
          await page.hover(id);
        }
      },
    },
    {
      what: 'button that asks the server, then the wheel',
      found: NOTHING,
      body: '<button type="button" id="go">Add</button><p id="says">Empty</p>',
      script: `on('go', () => ask('api/basket', 900).then(() => { $('says').textContent = 'One'; }));`,
      act: async ({ click, page, wait }) => {
        await click('#go');
        await wait(400);
        await page.mouse.wheel(0, 200);
      },
    },
  ]),
  ...family('What the hover had opened', [
    {
      what: 'menu that opens on hover by script, and a press on its name',
      found: NOTHING,
      body: '<nav><div id="top"><a class="hand" id="women">Women</a><div id="sub" hidden><a href="/x">Shoes</a></div></div></nav>',
      script: `on('top', () => { $('sub').hidden = false; $('women').setAttribute('aria-expanded', 'true'); }, 'mouseenter');`,
      act: async ({ page, wait, click }) => {
        await page.hover('#women');
        await wait(500);
        await click('#women');
      },
    },
    {
      what: 'menu that opens on hover by a class, and a press on its name',
      found: NOTHING,
      body: '<style>#sub{display:none}.opened #sub{display:block}</style><nav><div id="top"><a class="hand" id="women">Women</a><div id="sub"><a href="/x">Shoes</a></div></div></nav>',
      script: `on('top', () => { $('top').className = 'opened'; $('sub').append(' Bags'); }, 'mouseenter');`,
      act: async ({ page, wait, click }) => {
        await page.hover('#women');
        await wait(500);
        await click('#women');
      },
    },
    {
      what: 'menu that opens on hover by the style sheet alone',
      found: NOTHING,
      body: '<style>.item{position:relative;width:200px}.submenu{display:none;position:absolute}.item:hover .submenu{display:block}</style><nav><div class="item"><a class="hand" id="women">Women</a><ul class="submenu"><li><a href="/x">Shoes</a></li></ul></div></nav>',
      act: press('#women'),
    },
    {
      what: 'tip that the hover shows, and a press that does nothing',
      found: NOTHING,
      why: 'the tip is the answer',
      body: '<button type="button" id="why">?</button>',
      script: `on('why', () => { document.body.insertAdjacentHTML('beforeend', '<div role="tooltip" id="tip">Two to four days</div>'); $('why').setAttribute('aria-describedby', 'tip'); }, 'mouseenter');`,
      act: async ({ page, wait, click }) => {
        await page.hover('#why');
        await wait(400);
        await click('#why');
      },
    },
    {
      what: 'card that rises on hover, and its dead button',
      found: DEAD,
      body: '<div class="card" id="card"><p>Jumper</p><button type="button" id="go">Quick look</button></div>',
      script: `on('card', () => $('card').classList.add('is-hovered'), 'mouseenter');`,
      act: async ({ page, wait, click }) => {
        await page.hover('#go');
        await wait(300);
        await click('#go');
      },
    },
  ]),
  ...family('Chosen already', [
    {
      what: 'size that is chosen already, by class alone',
      found: NOTHING,
      body: '<div><button type="button" class="size">S</button><button type="button" class="size is-active" id="m">M</button><button type="button" class="size">L</button></div>',
      act: press('#m'),
    },
    {
      what: 'tab that is open already, by the class of its list item',
      found: NOTHING,
      body: '<ul><li class="tab selected"><a class="hand" id="one">Details</a></li><li class="tab"><a class="hand">Reviews</a></li></ul>',
      act: press('#one'),
    },
    {
      what: 'size that is chosen already, by colour alone',
      found: NOTHING,
      body: '<div><button type="button">S</button><button type="button" id="m" style="background:#000;color:#fff">M</button><button type="button">L</button></div>',
      act: press('#m'),
    },
    {
      what: 'option that was chosen a moment ago, without any mark',
      found: NOTHING,
      body: '<div><button type="button" id="s">Small</button><button type="button" id="m">Large</button></div><p id="price">10</p>',
      script: `on('m', () => { $('price').textContent = '20'; }); on('s', () => { $('price').textContent = '10'; });`,
      act: async ({ click, wait }) => {
        await click('#m');
        await wait(1500);
        await click('#m');
      },
    },
    {
      what: 'main button among two others that does nothing',
      found: DEAD,
      body: '<div><button type="button" class="btn btn-primary" id="go" style="background:#000;color:#fff">Add to basket</button><button type="button" class="btn">Remember this</button><button type="button" class="btn">Compare with others</button></div>',
      act: press('#go'),
    },
    {
      what: 'size that is not chosen and does nothing',
      found: DEAD,
      body: '<div><button type="button" class="size">S</button><button type="button" class="size is-active">M</button><button type="button" class="size" id="l">L</button></div>',
      act: press('#l'),
    },
  ]),
  ...family('Keys and focus', [
    {
      what: 'dead button of a page that its script draws late, by Enter',
      found: DEAD,
      body: '<main id="app"></main>',
      script: `later(900, () => { $('app').innerHTML = '<h1>Jumper</h1><button type="button" id="go">Add</button>'; });`,
      act: async ({ page, wait }) => {
        await wait(1200);
        await page.focus('#go');
        await wait(250);
        await page.keyboard.press('Enter', { delay: 50 });
      },
    },
    {
      what: 'button of a page that its script draws late, by Enter',
      found: NOTHING,
      body: '<main id="app"></main>',
      script: `later(900, () => { $('app').innerHTML = '<h1>Jumper</h1><button type="button" id="go">Add</button>'; on('go', () => { $('go').textContent = 'Added'; }); });`,
      act: async ({ page, wait }) => {
        await wait(1200);
        await page.focus('#go');
        await page.keyboard.press('Enter', { delay: 50 });
      },
    },
    {
      what: 'list that takes nothing and takes the focus back, four times',
      found: RAGE,
      body: '<ul id="list" tabindex="-1"><li role="option" tabindex="-1" id="one">Price</li><li role="option" tabindex="-1">Name</li></ul><button type="button" id="other">Sort</button>',
      script: `$('other').focus(); on('one', () => later(80, () => $('other').focus()));`,
      act: press('#one', { times: 4, every: 200 }),
    },
    {
      what: 'button that puts the focus into the search',
      found: NOTHING,
      body: '<button type="button" id="go">Search</button><input id="find">',
      script: `on('go', () => $('find').focus());`,
      act: press('#go'),
    },
    {
      what: 'list of a component that does not open',
      found: DEAD,
      body: '<span role="combobox" tabindex="0" class="hand" aria-expanded="false"><span role="textbox" aria-readonly="true" id="go">United Kingdom</span></span>',
      act: press('#go'),
    },
    {
      what: 'list of a component that opens',
      found: NOTHING,
      body: '<span role="combobox" tabindex="0" class="hand" id="box" aria-expanded="false"><span role="textbox" aria-readonly="true" id="go">United Kingdom</span></span>',
      script: `on('box', () => { $('box').setAttribute('aria-expanded', 'true'); });`,
      act: press('#go'),
    },
  ]),
  ...family('Links', [
    {
      what: 'link whose handler prevents it and does nothing',
      found: DEAD,
      body: '<a href="/widgets/empty.html" id="go">Details</a>',
      script: `on('go', (event) => event.preventDefault());`,
      act: press('#go'),
    },
    {
      what: 'link to a place that is not there',
      found: DEAD,
      body: '<a href="#reviews" id="go">Reviews</a>',
      act: press('#go'),
    },
    {
      what: 'link to a place that is there, and in view',
      found: NOTHING,
      body: '<a href="#reviews" id="go">Reviews</a><h2 id="reviews">Reviews</h2>',
      act: press('#go'),
    },
    {
      what: 'link to nowhere whose handler opens a panel',
      found: NOTHING,
      body: '<a href="#" id="go">Filter</a><div id="panel" hidden>Colours</div>',
      script: `on('go', (event) => { event.preventDefault(); $('panel').hidden = false; });`,
      act: press('#go'),
    },
    {
      what: 'link that a router takes over',
      found: NOTHING,
      body: '<a href="/widgets/next" id="go">Next</a><main id="main">One</main>',
      script: `on('go', (event) => { event.preventDefault(); history.pushState(null, '', '/widgets/next'); later(50, () => { $('main').textContent = 'Two'; }); });`,
      act: press('#go'),
    },
    {
      what: 'link to “#!” that nobody listens to',
      found: DEAD,
      body: '<a href="#!" id="go">More</a>',
      act: press('#go'),
    },
  ]),
  ...family('Presses that make no click', [
    {
      what: 'button that is replaced between down and up, and then works',
      found: NOTHING,
      body: '<div id="box"><button type="button" id="go">Add</button></div><p id="says">Empty</p>',
      script: `$('box').addEventListener('mousedown', () => { $('box').innerHTML = '<button type="button" id="go">Add</button>'; $('says').textContent = 'One'; });`,
      act: press('#go'),
    },
    {
      what: 'button that is replaced between down and up, and nothing else',
      found: DEAD,
      body: '<div id="box"><button type="button" id="go">Add</button></div>',
      script: `$('box').addEventListener('mousedown', () => { $('box').innerHTML = '<button type="button" id="go">Add</button>'; });`,
      act: press('#go'),
    },
    {
      what: 'button that lets pointers through, once',
      found: DEAD,
      body: '<div><button type="button" id="go" style="pointer-events:none">Add</button></div>',
      act: press('#go'),
    },
    {
      what: 'button below a sheet that shows nothing, once',
      found: DEAD,
      body: '<button type="button" id="buy">Buy</button><div style="position:fixed;inset:0;z-index:99"></div>',
      act: press('#buy'),
    },
    {
      what: 'empty part of a page',
      found: NOTHING,
      body: '<section style="height:200px"><button type="button">Buy</button></section>',
      act: ({ page }) => page.mouse.click(400, 150),
    },
    {
      what: 'menu that opens on pointerdown and eats the rest',
      found: NOTHING,
      body: '<button type="button" id="go" data-state="closed">Sort</button>',
      script: `on('go', (event) => { event.preventDefault(); $('go').dataset.state = 'open'; document.body.insertAdjacentHTML('beforeend', '<div role="menu">Price</div>'); }, 'pointerdown');`,
      act: press('#go'),
    },
  ]),
  ...family('The network', [
    {
      what: 'request that fails, and nobody says so',
      found: DEAD,
      body: '<button type="button" id="go">Add</button>',
      script: `on('go', () => ask('fail/basket').catch(() => {}));`,
      act: press('#go'),
    },
    {
      what: 'request that fails, and the page says so',
      found: NOTHING,
      body: '<button type="button" id="go">Add</button><p id="says"></p>',
      script: `on('go', () => ask('fail/basket').catch(() => { $('says').textContent = 'Try again later.'; }));`,
      act: press('#go'),
    },
    {
      what: 'request that never ends',
      found: DEAD,
      body: '<button type="button" id="go">Add</button>',
      script: `on('go', () => ask('hang/basket').catch(() => {}));`,
      act: press('#go'),
    },
    {
      what: 'request that ends well, and nothing to see',
      found: NOTHING,
      body: '<button type="button" id="go">Remember</button>',
      script: `on('go', () => ask('api/list'));`,
      act: press('#go'),
    },
    {
      what: 'telemetry at every press, and a dead button',
      found: DEAD,
      body: '<button type="button" id="works">Sizes</button> <a class="hand" id="dead">Add</a><p id="says"></p>',
      script: `${TELEMETRY} on('works', () => { $('says').textContent = 'S, M, L'; });`,
      act: async ({ click, wait }) => {
        await click('#works');
        await wait(1200);
        await click('#dead');
      },
    },
    {
      what: 'telemetry by its name, and a dead button',
      found: DEAD,
      body: '<button type="button" id="dead">Add</button>',
      script: `addEventListener('click', () => { fetch('/widgets/api/collect').then((answer) => answer.text()); });`,
      act: press('#dead'),
    },
    {
      what: 'pixel and beacon at the press, nothing else',
      found: DEAD,
      body: '<button type="button" id="dead">Add</button>',
      script: `on('dead', () => { navigator.sendBeacon('/widgets/api/b'); const pixel = new Image(1, 1); pixel.src = '/widgets/api/p.gif'; document.body.append(pixel); });`,
      act: press('#dead'),
    },
  ]),
  ...family('What nobody can see', [
    {
      what: 'script and hidden frame that are added',
      found: DEAD,
      body: '<button type="button" id="dead">Add</button>',
      script: `on('dead', () => { document.head.append(document.createElement('script')); const frame = document.createElement('iframe'); frame.style.display = 'none'; document.body.append(frame); });`,
      act: press('#dead'),
    },
    {
      what: 'texts in what is not displayed',
      found: DEAD,
      body: '<button type="button" id="dead">Add</button><div id="box" style="display:none">0</div>',
      script: `on('dead', () => { $('box').textContent = '1'; });`,
      act: press('#dead'),
    },
    {
      what: 'marks of the analytics on the button',
      found: DEAD,
      body: '<button type="button" id="dead">Add</button>',
      script: `on('dead', () => { $('dead').dataset.tracked = '1'; $('dead').setAttribute('data-gtm-id', '7'); $('dead').id = 'dead'; });`,
      act: press('#dead'),
    },
    {
      what: 'a text set to what it was',
      found: DEAD,
      body: '<button type="button" id="dead">Add</button><p id="says">Not in stock</p>',
      script: `on('dead', () => { $('says').textContent = 'Not in stock'; $('dead').className = $('dead').className; });`,
      act: press('#dead'),
    },
    {
      what: 'panel that is closed',
      found: NOTHING,
      body: '<style>.shut{display:none}</style><div id="panel">Colours <button type="button" id="close">Close</button></div>',
      script: `on('close', () => $('panel').classList.add('shut'));`,
      act: press('#close'),
    },
    {
      what: 'toast that comes and goes',
      found: NOTHING,
      body: '<button type="button" id="go">Add</button>',
      script: `on('go', () => later(300, () => { const toast = document.createElement('div'); toast.textContent = 'Added'; document.body.append(toast); later(1500, () => toast.remove()); }));`,
      act: press('#go'),
    },
    {
      what: 'drawer that opens by a class of the body',
      found: NOTHING,
      body: '<style>.drawer{display:none}.cart-open .drawer{display:block}</style><button type="button" id="go">Basket</button><div class="drawer">Empty</div>',
      script: `on('go', () => document.body.classList.add('cart-open'));`,
      act: press('#go'),
    },
  ]),
  ...family('Answers of the browser', [
    {
      what: 'print',
      found: NOTHING,
      body: '<button type="button" id="go">Print</button>',
      script: `on('go', () => dispatchEvent(new Event('beforeprint')));`,
      why: 'a window without a screen has no printer',
      act: press('#go'),
    },
    {
      what: 'alert',
      found: NOTHING,
      body: '<button type="button" id="go">Sizes</button>',
      script: `on('go', () => alert('S, M, L'));`,
      act: press('#go'),
    },
    {
      what: 'confirm, refused',
      found: NOTHING,
      body: '<button type="button" id="go">Empty the basket</button>',
      script: `on('go', () => { if (confirm('Sure?')) $('go').title = ''; });`,
      act: press('#go'),
    },
    {
      what: 'file picker behind a button',
      found: NOTHING,
      body: '<button type="button" id="go">Upload</button><input type="file" id="file" hidden>',
      script: `on('go', () => $('file').click());`,
      act: press('#go'),
    },
    {
      what: 'copy to the clipboard alone',
      found: NOTHING,
      body: '<button type="button" id="go" data-clipboard-text="FIRST">Copy code</button>',
      script: `on('go', () => navigator.clipboard?.writeText('FIRST').catch(() => {}));`,
      act: press('#go'),
    },
    {
      what: 'canvas beside its button',
      found: NOTHING,
      body: '<section><canvas id="c" width="100" height="50"></canvas><button type="button" id="go">Turn</button></section>',
      script: `on('go', () => $('c').getContext('2d').fillRect(0, 0, 40, 40));`,
      act: press('#go'),
    },
    {
      what: 'mute button of a film',
      found: NOTHING,
      body: '<section><video id="film" width="100" height="50"></video><button type="button" id="go">Sound</button></section>',
      script: `on('go', () => { $('film').muted = !$('film').muted; });`,
      act: press('#go'),
    },
  ]),
  ...family('Errors by presses', [
    {
      what: 'handler of mousedown that throws',
      found: { error_click: 1, dead_click: 1 },
      body: '<button type="button" id="go">Add</button>',
      script: `on('go', () => { throw new TypeError('variant'); }, 'mousedown');`,
      act: press('#go'),
    },
    {
      what: 'handler of pointerdown that throws',
      found: { error_click: 1, dead_click: 1 },
      body: '<button type="button" id="go">Add</button>',
      script: `on('go', () => { throw new TypeError('variant'); }, 'pointerdown');`,
      act: press('#go'),
    },
    {
      what: 'handler that throws, by the keyboard',
      found: { error_click: 1, dead_click: 1 },
      body: '<button type="button" id="go">Add</button>',
      script: `on('go', () => { throw new TypeError('variant'); });`,
      act: async ({ page }) => {
        await page.focus('#go');
        await page.keyboard.press('Enter');
      },
    },
    {
      what: 'request that fails unheard',
      found: { error_click: 1, dead_click: 1 },
      body: '<button type="button" id="go">Add</button>',
      script: `on('go', () => { ask('fail/basket'); });`,
      act: press('#go'),
    },
    {
      what: 'poll that fails every 800 ms, and a button that works',
      found: NOTHING,
      body: '<button type="button" id="go">Add</button><p id="says"></p>',
      script: `setInterval(() => { throw new Error('poll'); }, 800); on('go', () => { $('says').textContent = 'One'; });`,
      act: async ({ click, wait }) => {
        await wait(2500);
        await click('#go');
      },
    },
    {
      what: 'poll that fails every 800 ms, and a dead button',
      found: DEAD,
      body: '<button type="button" id="go">Add</button>',
      script: `setInterval(() => { throw new Error('poll'); }, 800);`,
      act: async ({ click, wait }) => {
        await wait(2500);
        await click('#go');
      },
    },
    {
      what: 'blocked telemetry of a button that works',
      found: NOTHING,
      body: '<button type="button" id="go">Add</button><p id="says"></p>',
      script: `on('go', () => { $('says').textContent = 'One'; later(150, () => Promise.reject(new TypeError('Failed to fetch'))); });`,
      act: press('#go'),
    },
    {
      what: 'film that may not play by itself',
      found: NOTHING,
      body: '<button type="button" id="go">Add</button><p id="says"></p>',
      script: `on('go', () => { $('says').textContent = 'One'; Promise.reject(new DOMException('play() failed', 'NotAllowedError')); });`,
      act: press('#go'),
    },
    {
      what: "another site's rejection",
      found: NOTHING,
      body: '<button type="button" id="go">Add</button><p id="says"></p>',
      script: `on('go', () => { $('says').textContent = 'One'; const error = new Error('no'); error.stack = 'Error: no\\n    at f (https://chat.example/w.js:1:1)'; Promise.reject(error); });`,
      act: press('#go'),
    },
    {
      what: 'error as the page is being left',
      found: NOTHING,
      body: '<a href="/widgets/empty.html" id="go">Next</a>',
      script: `on('go', () => { throw new Error('tracking'); });`,
      act: async ({ click, page }) => {
        await click('#go');
        await page.waitForURL('**/empty.html');
      },
    },
  ]),
];
