// What was open, chosen or focused before the press.
import { BOTH, DEAD, made, NOTHING, press, type Situation } from './situation.js';

/** The menu has opened by the time that its name is pressed. */
const hoverAndPress: Situation['act'] = async ({ page, wait, click }) => {
  await page.hover('#women');
  await wait(500);
  await click('#women');
};

export const STATES: readonly Situation[] = [
  ...made('What the hover had opened', [
    {
      what: 'menu that opens on hover by script, and a press on its name',
      found: NOTHING,
      body: '<nav><div id="top"><a class="hand" id="women">Women</a><div id="sub" hidden><a href="/x">Shoes</a></div></div></nav>',
      script: `on('top', () => { $('sub').hidden = false; $('women').setAttribute('aria-expanded', 'true'); }, 'mouseenter');`,
      act: hoverAndPress,
    },
    {
      what: 'menu that opens on hover by a class, and a press on its name',
      found: NOTHING,
      body: '<style>#sub{display:none}.opened #sub{display:block}</style><nav><div id="top"><a class="hand" id="women">Women</a><div id="sub"><a href="/x">Shoes</a></div></div></nav>',
      script: `on('top', () => { $('top').className = 'opened'; $('sub').append(' Bags'); }, 'mouseenter');`,
      act: hoverAndPress,
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
  ...made('Chosen already', [
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
  ...made('Keys and focus', [
    {
      what: 'dead button of a page that its script draws late, by Enter',
      found: DEAD,
      body: '<main id="app"></main>',
      script: `later(900, () => { $('app').innerHTML = '<h1>Jumper</h1><button type="button" id="go">Add</button>'; });`,
      act: async ({ page, wait, focus }) => {
        await wait(1200);
        await focus('#go');
        await wait(250);
        await page.keyboard.press('Enter', { delay: 50 });
      },
    },
    {
      what: 'button of a page that its script draws late, by Enter',
      found: NOTHING,
      body: '<main id="app"></main>',
      script: `later(900, () => { $('app').innerHTML = '<h1>Jumper</h1><button type="button" id="go">Add</button>'; on('go', () => { $('go').textContent = 'Added'; }); });`,
      act: async ({ page, wait, focus }) => {
        await wait(1200);
        await focus('#go');
        await page.keyboard.press('Enter', { delay: 50 });
      },
    },
    {
      what: 'list that takes nothing and takes the focus back, four times',
      found: BOTH,
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
];
