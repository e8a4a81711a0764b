// What a press itself looks like, and values that a script sets.
import { BOTH, DEAD, FAST, made, NOTHING, press, type Situation } from './situation.js';

const RIPPLE = `const ripple = (id, ms) => on(id, () => { const wave = document.createElement('span'); wave.className = 'MuiTouchRipple-ripple'; wave.innerHTML = '<span class="MuiTouchRipple-child"></span>'; $(id).append(wave); if (ms) later(ms, () => wave.remove()); }, 'mousedown');`;

export const LOOKS: readonly Situation[] = [
  ...made('Values that a script sets', [
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
  ...made('Presses that select text beside them', [
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
  ...made('The look of the press', [
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
      found: BOTH,
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
];
