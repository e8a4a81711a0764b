// Pages that move by themselves, and visitors who go on.
import { TRACK } from './markup.js';
import { BOTH, DEAD, FAST, made, NOTHING, press, type Situation } from './situation.js';

const COUNTDOWN = `let left = 600; setInterval(() => { $('left').textContent = 'Ends in ' + --left; }, 1000);`;
const HERO = `let at = 0; setInterval(() => { const all = document.querySelectorAll('.hero > p'); all[at].className = ''; at = (at + 1) % all.length; all[at].className = 'shown'; }, 2000);`;
const HERO_BODY =
  '<style>.hero>p{display:none}.hero>p.shown{display:block}</style><div class="hero"><p class="shown">Winter</p><p>Spring</p><p>Summer</p></div>';

export const RESTLESS: readonly Situation[] = [
  ...made('Restless pages', [
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
      found: BOTH,
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
  ...made("The visitor's next act", [
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
];
