// What nobody can see, what the browser answers, what throws.
import { DEAD, made, NOTHING, press, type Situation } from './situation.js';

export const UNSEEN: readonly Situation[] = [
  ...made('What nobody can see', [
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
  ...made('Answers of the browser', [
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
  ...made('Errors by presses', [
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
      act: async ({ page, focus }) => {
        await focus('#go');
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
