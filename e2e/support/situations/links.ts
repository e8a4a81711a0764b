// Links, presses that make no click, and the network.
import { DEAD, made, NOTHING, press, type Situation } from './situation.js';

const TELEMETRY = `addEventListener('click', () => { fetch('/widgets/api/seen', { method: 'POST', keepalive: true }).then((answer) => answer.text()); });`;

export const LINKS: readonly Situation[] = [
  ...made('Links', [
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
  ...made('Presses that make no click', [
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
  ...made('The network', [
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
];
