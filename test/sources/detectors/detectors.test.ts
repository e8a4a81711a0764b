// @vitest-environment jsdom
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Config } from '../../../src/config/read-options.js';
import { detectors } from '../../../src/detectors.js';
import { type Bench, createBench } from '../../support/detecting.js';

let bench: Bench;
const start = (options: object = {}) => {
  bench = createBench(detectors(), options);
  return bench;
};
const get = (id: string): HTMLElement => {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no ${id}`);
  return element;
};
/** Mutations are told in a microtask. */
const settle = () => Promise.resolve();

beforeEach(() => {
  // jsdom has no layout: everything is to be seen.
  Element.prototype.getBoundingClientRect = () =>
    ({ x: 0, y: 0, left: 0, top: 0, right: 0, bottom: 0, width: 9, height: 9 }) as DOMRect;
  document.elementsFromPoint = () => [];
  document.body.innerHTML = `
    <button id="dead">Apply</button><button id="other">Other</button>
    <div role="group"><button id="plus">+</button><input id="quantity" value="1"></div>
    <button id="next">Next</button><p id="text">Text</p>
    <div id="host"></div>
    <form id="form"><input id="a" name="email"><input id="b" name="phone"><p role="alert" id="alert"></p><button id="send">Send</button></form>`;
});

afterEach(() => {
  bench.stop();
  expect(bench.left()).toBe(0);
});

describe('a rage click', () => {
  const rage = async (gaps: number[], options = {}) => {
    start(options);
    for (const gap of gaps) {
      bench.advance(gap);
      bench.press(get('dead'));
    }
    return bench;
  };

  it('is said once, when the chain has been quiet for a second, with its clicks', async () => {
    await rage([0, 200, 200, 200]);
    bench.advance(999);
    expect(bench.types()).toEqual([]);
    bench.advance(1);
    expect(bench.said).toMatchObject([{ type: 'rage_click', clicks: 4, target: 'dead', origin: 'tag' }]);
  });

  it('is said in its time though clicks elsewhere go on, and leaves theirs open', () => {
    start();
    for (const [id, gap] of [
      ['dead', 0],
      ['dead', 100],
      ['dead', 100],
      ['other', 400],
      ['other', 400],
    ] as const) {
      bench.advance(gap);
      bench.press(get(id));
    }
    bench.advance(199);
    expect(bench.types()).toEqual([]);
    bench.advance(1);
    expect(bench.said).toMatchObject([{ type: 'rage_click', clicks: 3, target: 'dead' }]);
    bench.press(get('other'));
    bench.advance(1000);
    expect(bench.said).toMatchObject([{ target: 'dead' }, { type: 'rage_click', clicks: 3, target: 'other' }]);
  });

  it('is said late where only a third beat shows that a countdown has answered nothing', async () => {
    start();
    const tick = async () => {
      get('text').textContent = String(Math.random());
      await settle();
    };
    bench.advance(1000);
    await tick();
    bench.advance(1000);
    // The second beat falls among the presses.
    bench.press(get('dead'));
    await tick();
    for (let more = 0; more < 3; more++) {
      bench.advance(150);
      bench.press(get('dead'));
    }
    bench.advance(550);
    await tick();
    for (let beat = 0; beat < 2; beat++) {
      bench.advance(1000);
      await tick();
    }
    bench.advance(3000);
    expect(bench.types()).toContain('rage_click');
  });

  it('is said when the page hides before that', async () => {
    await rage([0, 200, 200]);
    bench.hide();
    expect(bench.types()).toEqual(['rage_click']);
    bench.advance(1000);
    expect(bench.types()).toEqual(['rage_click']);
  });

  it('is a rage tap by touch', () => {
    start();
    for (let at = 0; at < 3; at++) bench.press(get('dead'), { pointerType: 'touch' });
    bench.hide();
    expect(bench.types()).toEqual(['rage_tap']);
  });

  it.each([
    ['untrusted clicks', { isTrusted: false }],
    ['secondary buttons', { button: 2 }],
    ['clicks with a modifier', { ctrlKey: true }],
    ['further fingers', { isPrimary: false }],
  ])('is not made by %s', (_name, fields) => {
    start();
    for (let at = 0; at < 4; at++) bench.press(get('dead'), fields);
    bench.hide();
    expect(bench.types()).toEqual([]);
  });

  it('is not made by clicks without a press: the keyboard, a label', () => {
    start();
    for (let at = 0; at < 4; at++) bench.fire('click', get('dead'), { button: 0, detail: 0 });
    bench.hide();
    expect(bench.types()).toEqual([]);
  });

  it('is not made by dragging farther than 10 px', () => {
    start();
    for (const moved of [10, 10, 10, 11]) {
      bench.fire('pointerdown', get('dead'), { clientX: 0, clientY: 0, button: 0, isPrimary: true });
      bench.fire('pointerup', get('dead'), { clientX: moved, clientY: 0, button: 0 });
      bench.fire('click', get('dead'), { clientX: moved, clientY: 0, button: 0 });
    }
    bench.hide();
    expect(bench.said).toMatchObject([{ clicks: 3 }]);
  });

  it('is excused by a scroll of what is clicked, not by one beside it, nor by one after the last click', () => {
    start();
    const scrolled = (target: EventTarget, after: number) => {
      const before = bench.types().length;
      for (let at = 1; at <= 5; at++) {
        bench.press(get('dead'));
        if (at === after) bench.fire('scroll', target);
      }
      bench.hide();
      return bench.types().slice(before);
    };
    expect(scrolled(get('form'), 3)).toEqual(['rage_click']);
    expect(scrolled(document, 3)).toEqual([]);
    expect(scrolled(document, 5)).toEqual(['rage_click']);
    bench.advance(1000);
    expect(scrolled(document, 0)).toEqual(['rage_click']);
  });

  it('on a pager is excused where the page answered, also by a value alone', async () => {
    start({ detect: { dead_click: false } });
    for (let at = 0; at < 4; at++) bench.press(get('next'));
    bench.advance(1000);
    expect(bench.types()).toEqual(['rage_click']);
    for (let at = 0; at < 4; at++) {
      bench.press(get('next'));
      get('text').textContent = `Page ${at}`;
      await settle();
      bench.advance(200);
    }
    bench.advance(1000);
    for (let at = 0; at < 4; at++) {
      bench.press(get('plus'));
      bench.advance(100);
      (get('quantity') as HTMLInputElement).value = String(at + 2);
    }
    bench.advance(1000);
    expect(bench.types()).toEqual(['rage_click']);
  });

  it.each([
    ['an input that is a button', '<input type="button" id="step" value="+">'],
    ['a button with a long name', '<button id="step">Go to next slide</button>'],
  ])('on %s is excused where the page answered', async (_name, html) => {
    start();
    get('text').innerHTML = html;
    for (let at = 0; at < 6; at++) {
      bench.press(get('step'));
      get('other').className = `changed-${at}`;
      await settle();
      bench.advance(150);
    }
    bench.advance(4000);
    expect(bench.types()).toEqual([]);
  });

  it('leaves the field to FullStory for the rest of a session in which FullStory announced one', async () => {
    await rage([0, 100, 100]);
    Object.assign(bench.ports.session() ?? {}, { parts: () => [bench.own(), { maxima: { ragehook: 1 } }] });
    bench.advance(1000);
    expect(bench.types()).toEqual([]);
  });

  it('is replaced by a FullStory event on the same target within five seconds, and counted once', async () => {
    await rage([0, 100, 100], { detect: { dead_click: false } });
    bench.advance(1000);
    bench.advance(5000);
    bench.fullstory({ type: 'rage_click', target: 'dead' });
    expect(bench.own()).toMatchObject({ counters: { rage_click: 1 }, pending: 1 });
  });

  it.each([
    ['5,001 ms later', 5001, 'dead', 2],
    ['on another target', 100, 'other', 2],
    ['just within', 4999, 'dead', 1],
  ])('and FullStory’s %s', async (_name, after, target, count) => {
    await rage([0, 100, 100]);
    bench.advance(1000 + after);
    bench.fullstory({ type: 'rage_click', target });
    expect(bench.own().counters.rage_click).toBe(count);
  });

  it('stays replaced when ours was delivered before: one signal is owed', async () => {
    await rage([0, 100, 100]);
    bench.advance(1000);
    bench.own().pending = 0;
    bench.fullstory({ type: 'rage_click', target: 'dead' });
    expect(bench.own()).toMatchObject({ counters: { rage_click: 1 }, pending: 1 });
  });

  it('drops an open chain when FullStory was quicker', async () => {
    await rage([0, 100, 100]);
    bench.fullstory({ type: 'rage_click', target: 'dead' });
    bench.advance(1000);
    expect(bench.types()).toEqual([]);
    expect(bench.own().counters.rage_click).toBe(1);
  });

  it('is replaced though its target has a name too long to be kept', async () => {
    get('dead').id = 'dead'.repeat(20);
    start({ detect: { dead_click: false } });
    for (let at = 0; at < 3; at++) bench.press(get('dead'.repeat(20)));
    bench.advance(1000);
    bench.fullstory({ type: 'rage_click', target: 'dead'.repeat(20) });
    expect(bench.own()).toMatchObject({ counters: { rage_click: 1 }, pending: 1 });
  });

  it('is said of the page where it was, though a route has come meanwhile', async () => {
    window.history.replaceState(null, '', '/was');
    await rage([0, 100, 100]);
    window.history.replaceState(null, '', '/is');
    bench.view();
    bench.advance(4000);
    // Where the route came so soon, it is an answer to the last press.
    expect(bench.said).toMatchObject([{ type: 'rage_click', page: '/was' }]);
  });

  it.each([
    ['the options map rage clicks', { bdl: { events: { 'shop:rage': 'rage_click' } } }],
    ['the data layer maps rage clicks', { bdl: { dataLayer: { shop_rage: 'rage_click' } } }],
    ['it is switched off', { detect: { rage_click: false, dead_click: false } }],
    ['all is switched off', { detect: false }],
  ])('is not detected where %s', async (_name, options) => {
    await rage([0, 100, 100], options);
    bench.advance(1000);
    expect(bench.types()).toEqual([]);
  });

  it('follows the thresholds of the options', async () => {
    await rage([0, 100], { detect: { rage_click: { clicks: 2 } } });
    bench.advance(1000);
    expect(bench.types()).toEqual(['rage_click']);
  });
});

describe('whatever else happens', () => {
  const innocent = fc.constantFrom<[string, object]>(
    ['keydown', { key: 'a' }],
    ['pointermove', { pointerType: 'mouse', buttons: 0, clientX: 3, clientY: 3 }],
    ['scroll', {}],
    ['press', { isTrusted: false }],
  );
  const acts = fc.array(
    fc.record({
      gap: fc.integer({ min: 0, max: 500 }),
      press: fc.boolean(),
      between: fc.array(innocent, { maxLength: 3 }),
    }),
    { maxLength: 12 },
  );

  it('keys, movements, scrolls and clicks by script make no rage click', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const judge = (disturbed: boolean) => {
          const other = createBench(detectors(), { detect: { dead_click: false } });
          for (const { gap, press, between } of list) {
            other.advance(gap);
            if (press) other.press(get('dead'));
            for (const [type, fields] of disturbed ? between : [])
              if (type === 'press') other.press(get('dead'), fields);
              else other.fire(type, get('dead'), fields);
          }
          other.hide();
          const clicks = other.said.filter(({ type }) => type === 'rage_click').map((signal) => signal.clicks);
          other.stop();
          return clicks;
        };
        const calm = judge(false);
        expect(judge(true).length).toBeLessThanOrEqual(calm.length);
      }),
      { numRuns: 40 },
    );
    start();
  });
});

describe('a dead click', () => {
  it('is said 4,000 ms after the press', () => {
    start();
    bench.press(get('dead'));
    bench.advance(3999);
    expect(bench.types()).toEqual([]);
    bench.advance(1);
    expect(bench.said).toMatchObject([{ type: 'dead_click', target: 'dead' }]);
  });

  it.each([
    [999, 'dead', ['dead']],
    [1000, 'dead', ['dead', 'dead']],
    [999, 'other', ['dead', 'other']],
  ])('is the same complaint again within a second: %i ms later on %s', (ms, id, expected) => {
    start();
    bench.press(get('dead'));
    bench.advance(ms);
    bench.press(get(id));
    bench.advance(4000);
    expect(bench.said.map(({ target }) => target)).toEqual(expected);
  });

  it.each([
    ['2,500 ms', 2500, []],
    ['2,501 ms', 2501, ['dead_click']],
  ])('with a mutation after %s', async (_name, ms, expected) => {
    start();
    bench.press(get('dead'));
    bench.advance(ms);
    get('text').className = 'changed';
    await settle();
    bench.advance(4000);
    expect(bench.types()).toEqual(expected);
  });

  it('counts the answer from the press, not from the click', async () => {
    start();
    bench.fire('pointerdown', get('dead'), { clientX: 0, clientY: 0, button: 0, isPrimary: true });
    get('text').className = 'opened on mousedown';
    await settle();
    bench.fire('click', get('dead'), { clientX: 0, clientY: 0, button: 0 });
    bench.advance(4000);
    expect(bench.types()).toEqual([]);
  });

  it.each([
    ['a scroll', () => bench.fire('scroll', document)],
    ['a toggle', () => bench.fire('toggle', get('form'))],
    ['a film that plays', () => bench.fire('play', get('form'))],
    ['focus elsewhere', () => bench.fire('focusin', get('a'))],
    ['another window in front', () => bench.fire('blur', window)],
    ['a hidden page', () => bench.hide()],
    ['a change of route', () => window.history.pushState(null, '', '/elsewhere')],
  ])('is answered by %s', (_name, act) => {
    start();
    bench.press(get('dead'));
    act();
    bench.advance(4000);
    expect(bench.types()).toEqual([]);
  });

  it('is not answered by the focus that the press itself gives, nor by what that ends', () => {
    start();
    bench.press(get('dead'));
    bench.fire('focusin', get('dead'));
    bench.fire('blur', get('a'));
    bench.fire('change', get('a'));
    bench.advance(4000);
    expect(bench.types()).toEqual(['dead_click']);
  });

  it('is answered by a request of the site that began in time, and by no other', () => {
    const dead_click = { ignore: ['*/rec/*'], requests: ['https://stock.example/*'] };
    start({ detect: { dead_click } });
    const entry = (name: string, startTime: number, initiatorType = 'fetch') => ({ name, startTime, initiatorType });
    for (const [entries, expected] of [
      [[entry('http://localhost/stock', 2500)], 0],
      [[entry('http://localhost/stock', 2501)], 1],
      [[entry('http://api.localhost/stock', 1, 'xmlhttprequest')], 0],
      [[entry('http://localhost.evil.example/', 1)], 1],
      [[entry('http://localhost/pixel.gif', 1, 'img')], 1],
      [[entry('http://localhost/rec/page?1', 1)], 1],
      [[entry('https://stock.example/of?1', 1)], 0],
    ] as const) {
      const now = bench.ports.page.elapsed();
      bench.press(get('dead'));
      bench.network.entries = entries.map((one) => ({ ...one, startTime: now + one.startTime }));
      const before = bench.types().length;
      bench.advance(4000);
      expect([entries[0].name, bench.types().length - before]).toEqual([entries[0].name, expected]);
    }
  });

  it('sees what happens inside an open shadow root', async () => {
    start();
    const root = get('host').attachShadow({ mode: 'open' });
    root.innerHTML = '<button id="inside">Inside</button>';
    const inside = root.getElementById('inside');
    if (!inside) throw new Error('no button');
    bench.press(inside);
    inside.className = 'pressed';
    await settle();
    bench.advance(4000);
    expect(bench.types()).toEqual([]);
    bench.press(inside);
    bench.advance(4000);
    expect(bench.said).toMatchObject([{ type: 'dead_click', target: 'inside' }]);
  });

  it('hears what does not leave an open shadow root, until the verdict', () => {
    start();
    const root = get('host').attachShadow({ mode: 'open' });
    root.innerHTML = '<button id="inside">Play</button><video></video>';
    const [inside, video] = root.querySelectorAll<HTMLElement>('*');
    if (!inside || !video) throw new Error('no player');
    const heard: string[] = [];
    for (const name of ['addEventListener', 'removeEventListener'] as const) {
      const host = root[name];
      root[name] = (...args: Parameters<typeof host>) => {
        heard.push(name);
        host.apply(root, args);
      };
    }
    bench.press(inside);
    bench.advance(100);
    bench.press(inside);
    video.dispatchEvent(new Event('play'));
    bench.advance(4000);
    expect(bench.types()).toEqual([]);
    bench.advance(15_000);
    const added = heard.filter((name) => name === 'addEventListener').length;
    expect([added > 0, heard.length]).toEqual([true, 2 * added]);
    bench.press(inside);
    bench.advance(4000);
    video.dispatchEvent(new Event('play'));
    expect(bench.types()).toEqual(['dead_click']);
  });

  it.each([
    ['is answered by a submit', false, []],
    ['is not answered by a submit that was prevented', true, ['dead_click']],
  ])('%s', (_name, defaultPrevented, expected) => {
    start({ detect: { form_error: false, form_abandon: false } });
    bench.press(get('send'));
    const event = { defaultPrevented: false };
    bench.fire('submit', get('form'), {
      get defaultPrevented() {
        return event.defaultPrevented;
      },
    });
    // The page's own handler comes after the tag's.
    event.defaultPrevented = defaultPrevented;
    // Twice as long, since a server may have to think.
    bench.advance(8000);
    expect(bench.types()).toEqual(expected);
  });

  it.each([
    [99, []],
    [100, ['dead_click']],
  ])(
    'is answered by a new value in the page’s first hundred controls: one before the form and its %ith',
    (controls, expected) => {
      get('form').innerHTML = `${'<input>'.repeat(controls)}<button type="button" id="fill">Fill in</button>`;
      start();
      bench.press(get('fill'));
      for (const field of [...document.querySelectorAll('#form input')].slice(-1))
        (field as HTMLInputElement).value = 'filled';
      bench.advance(8000);
      expect(bench.types()).toEqual(expected);
    },
  );

  it('does not look through a page that is wrapped in one form', () => {
    start();
    get('form').innerHTML += '<input>'.repeat(50);
    for (const name of ['querySelectorAll', 'getElementsByTagName'] as const)
      Object.defineProperty(get('form'), name, {
        value: () => {
          throw new Error('looked through');
        },
      });
    bench.press(get('send'));
  });

  it.each([
    ['pointer', ['dead_click']],
    ['zoom-in', ['dead_click']],
    ['auto', []],
  ])('is expected of what has the cursor %s', (cursor, expected) => {
    start();
    get('text').style.cursor = cursor;
    bench.press(get('text'));
    bench.advance(4000);
    expect(bench.types()).toEqual(expected);
  });

  it('is not expected of text, of what is ignored, of what is selected already', () => {
    start();
    get('dead').setAttribute('data-fs-ometria-ignore', 'form_error dead_click');
    get('other').setAttribute('aria-pressed', 'true');
    for (const id of ['text', 'dead', 'other']) bench.press(get(id));
    bench.advance(4000);
    expect(bench.types()).toEqual([]);
  });

  it('is not looked for on excluded pages', () => {
    start();
    bench.exclude(true);
    for (let at = 0; at < 4; at++) bench.press(get('dead'));
    bench.exclude(false);
    bench.advance(4000);
    expect(bench.types()).toEqual([]);
  });

  it('observes the page only while somebody waits for an answer', async () => {
    start();
    expect(bench.network.connected).toBe(false);
    bench.press(get('dead'));
    expect(bench.network.connected).toBe(true);
    // After the start it learns for a while what moves by itself.
    bench.advance(15_000);
    expect(bench.network.connected).toBe(false);
    bench.press(get('dead'));
    bench.advance(5000);
    expect(bench.network.connected).toBe(false);
  });
});

describe('an error click', () => {
  const error = (fields: object = {}) =>
    bench.fire('error', window, { message: 'x is undefined', filename: `${window.location.origin}/a.js`, ...fields });
  const VERDICT = 4000;

  it.each([
    [2000, ['error_click']],
    [2001, []],
  ])('follows its click within %i ms', (ms, expected) => {
    start({ detect: { dead_click: false } });
    bench.press(get('dead'));
    bench.advance(ms);
    error();
    error();
    bench.advance(VERDICT);
    expect(bench.types()).toEqual(expected);
  });

  it('is no failed image, no untrusted event, no other site’s', () => {
    start({ detect: { dead_click: false, rage_click: false } });
    for (const fields of [
      { message: undefined },
      { isTrusted: false },
      { message: 'Script error.' },
      { filename: 'https://other.example/a.js' },
    ]) {
      bench.press(get('dead'));
      error(fields);
    }
    bench.advance(VERDICT);
    expect(bench.types()).toEqual([]);
  });

  it('is a rejected promise too, whose origin its stack tells', () => {
    start({ detect: { dead_click: false } });
    const reject = (stack: string) => bench.fire('unhandledrejection', window, { reason: { message: 'no', stack } });
    bench.press(get('dead'));
    reject('Error: no\n at https://other.example/a.js:1:1');
    bench.press(get('dead'));
    reject('Error: no\n at https://localhost:3000/a.js:1:1'.replace('https://localhost:3000', window.location.origin));
    bench.advance(VERDICT);
    expect(bench.said).toMatchObject([{ type: 'error_click', target: 'dead' }]);
  });

  it('is not taken for another site’s by an address in its words', () => {
    start({ detect: { dead_click: false } });
    const message = 'Request to https://pay.example/x failed';
    const stack = `Error: ${message}\n    at send (${window.location.origin}/a.js:1:1)`;
    bench.press(get('dead'));
    bench.fire('unhandledrejection', window, { reason: { message, stack } });
    bench.advance(VERDICT);
    expect(bench.types()).toEqual(['error_click']);
  });
});

describe('a form', () => {
  const type = (id: string) => {
    get(id).focus();
    bench.fire('input', get(id));
  };
  const click = (id: string) => bench.fire('click', get(id), { button: 0 });

  it.each([
    [500, ['form_error']],
    [501, []],
  ])('is in error when the browser objects within %i ms of the attempt', (ms, expected) => {
    start();
    click('send');
    bench.advance(ms);
    bench.fire('invalid', get('a'));
    bench.fire('invalid', get('b'));
    expect(bench.types()).toEqual(expected);
    if (expected.length) expect(bench.said).toMatchObject([{ form: 'form', field: 'email' }]);
  });

  it('is in error by Enter too, and not while typing', () => {
    start();
    bench.fire('invalid', get('a'));
    bench.fire('keydown', get('a'), { key: 'x' });
    bench.fire('invalid', get('a'));
    expect(bench.types()).toEqual([]);
    bench.fire('keydown', get('a'), { key: 'Enter' });
    bench.fire('invalid', get('a'));
    expect(bench.types()).toEqual(['form_error']);
  });

  it.each([
    ['a field is marked', () => get('b').setAttribute('aria-invalid', 'true'), 'phone'],
    [
      'an alert is filled',
      () => {
        get('alert').textContent = 'Not valid';
      },
      undefined,
    ],
    ['an alert comes', () => get('form').insertAdjacentHTML('beforeend', '<p role="alert">Not valid</p>'), undefined],
  ])('is in error when after a submit %s', async (_name, act, field) => {
    start();
    bench.fire('submit', get('form'));
    bench.advance(2000);
    act();
    await settle();
    bench.advance(1000);
    expect(bench.said).toMatchObject([{ type: 'form_error', form: 'form', ...(field && { field }) }]);
  });

  it.each([
    ['is on its way: the page that answers tells', false, []],
    ['was kept back by the page', true, ['form_error']],
  ])('says still that a field is wrong as the page is left, and %s', (_name, defaultPrevented, expected) => {
    start({ detect: { form_abandon: false } });
    get('b').setAttribute('aria-invalid', 'true');
    bench.press(get('send'));
    bench.fire('submit', get('form'), { defaultPrevented });
    bench.hide(true);
    expect(bench.types()).toEqual(expected);
  });

  it('is not in error when the alert is emptied, or filled after ten seconds', async () => {
    start();
    get('alert').textContent = 'Old';
    bench.fire('submit', get('form'));
    get('alert').textContent = '';
    await settle();
    bench.advance(10_000);
    get('alert').textContent = 'Late';
    await settle();
    expect(bench.types()).toEqual([]);
  });

  it('is abandoned when a field was changed and the page is left, once', () => {
    start();
    type('b');
    bench.hide(false);
    expect(bench.types()).toEqual([]);
    bench.hide(true);
    bench.hide(true);
    expect(bench.said.filter(({ type: name }) => name !== 'attention')).toMatchObject([
      { type: 'form_abandon', form: 'form', field: 'phone' },
    ]);
  });

  it('is abandoned by a change of route', () => {
    start();
    type('b');
    bench.view();
    expect(bench.types()).toEqual(['form_abandon']);
  });

  it('was abandoned on the page that is left, not on the one that comes', () => {
    const go = (path: string) => {
      window.history.replaceState(null, '', path);
      bench.view();
    };
    window.history.replaceState(null, '', '/form');
    start();
    type('b');
    bench.advance(1000);
    go('/excluded');
    type('b');
    bench.advance(9000);
    go('/next');
    bench.advance(2000);
    go('/last');
    expect(bench.said).toMatchObject([
      { type: 'form_abandon', page: '/form' },
      { type: 'attention', page: '/form', activeSeconds: 1 },
      { type: 'attention', page: '/next', activeSeconds: 2 },
    ]);
    window.history.replaceState(null, '', '/');
  });

  it('is not abandoned where it is ignored, though it has left the document by then', () => {
    start();
    get('form').outerHTML = `<div data-fs-ometria-ignore>${get('form').outerHTML}</div>`;
    type('b');
    get('form').remove();
    bench.hide(true);
    expect(bench.types()).toEqual([]);
  });

  it('is not abandoned by whom a password manager has filled in alone', () => {
    start();
    for (const id of ['a', 'b']) for (const name of ['input', 'change']) bench.fire(name, get(id));
    bench.hide(true);
    expect(bench.types()).toEqual([]);
  });

  it('is not abandoned when it was submitted, when the funnel went on, when a button just continued', () => {
    start();
    type('b');
    bench.fire('submit', get('form'));
    bench.hide(true);
    type('b');
    bench.fullstory({ type: 'funnel_progress', stage: 'payment' });
    bench.hide(true);
    type('b');
    click('send');
    bench.advance(60_000);
    bench.hide(true);
    expect(bench.types()).toEqual([]);
  });

  it('is abandoned when its submit was refused', async () => {
    start();
    type('b');
    bench.fire('submit', get('form'), { defaultPrevented: true });
    get('b').setAttribute('aria-invalid', 'true');
    await settle();
    bench.hide(true);
    expect(bench.types()).toEqual(['form_error', 'form_abandon']);
  });

  it('of one field is not counted, unless it is asked for', () => {
    get('a').remove();
    start();
    type('b');
    bench.hide(true);
    expect(bench.types()).toEqual([]);
    bench.stop();
    start({ detect: { form_abandon: { fields: 1 } } });
    type('b');
    bench.hide(true);
    expect(bench.types()).toEqual(['form_abandon']);
  });

  it.each([1, 2])('of %i fields is looked through once, however much is typed into one', (fields) => {
    if (fields === 1) get('a').remove();
    start();
    const looked = vi.spyOn(get('form'), 'querySelector');
    for (let key = 0; key < 5; key++) type('b');
    expect(looked).toHaveBeenCalledTimes(1);
  });
});

describe('a press', () => {
  it('reads the page’s fields once, though it ends the press before', () => {
    document.body.innerHTML = `<input id="far"><p role="group"><button id="one"></button></p>
      <p role="group"><button id="two"></button></p>`;
    start();
    bench.press(get('one'));
    const read = vi.spyOn(get('far') as HTMLInputElement, 'value', 'get');
    bench.press(get('two'));
    expect(read).toHaveBeenCalledTimes(1);
  });
});

describe('dwell', () => {
  const attend = (seconds: number) => {
    for (let at = 0; at < seconds; at += 10) {
      bench.fire('pointermove', document.body);
      bench.advance(10_000);
    }
  };
  const dwells = () => bench.said.filter(({ type }) => type === 'dwell').map(({ seconds }) => seconds);

  it('is said at 60, 120 and 240 s of attention, with the product', () => {
    start();
    bench.ports.context.say({ type: 'product', product: 'SKU-A', category: 'Knitwear' });
    attend(250);
    expect(dwells()).toEqual([60, 120, 240]);
    expect(bench.said[0]).toMatchObject({ product: 'SKU-A', category: 'Knitwear' });
  });

  it('is said to the millisecond', () => {
    start();
    bench.ports.context.say({ type: 'product', product: 'SKU-A' });
    attend(50);
    bench.advance(9999);
    expect(dwells()).toEqual([]);
    bench.advance(1);
    expect(dwells()).toEqual([60]);
  });

  it.each([
    ['an idle visitor', () => bench.advance(3_600_000)],
    [
      'another type of page',
      () => {
        bench.ports.context.say({ type: 'category' });
        attend(200);
      },
    ],
    [
      'a background tab',
      () => {
        bench.setHidden(true);
        attend(200);
      },
    ],
    [
      'a window without the focus',
      () => {
        bench.setFocus(false);
        attend(200);
      },
    ],
    [
      'a product that was put into the basket',
      () => {
        bench.ports.context.taken = [['SKU-A']];
        attend(200);
      },
    ],
  ])('is never said of %s', (_name, act) => {
    start();
    bench.ports.context.say({ type: 'product', product: 'SKU-A' });
    act();
    bench.setHidden(false);
    bench.setFocus(true);
    bench.advance(20_000);
    expect(dwells()).toEqual([]);
  });
});

describe('attention', () => {
  it.each([
    [1000, 0, 768, 77],
    [1000, 230, 768, 100],
    [1000, 231, 768, 100],
    [1000, 226, 768, 100],
    [1000, 225, 768, 99],
    [500, 0, 768, 100],
    [0, 0, 768, 100],
  ])('of a page of %i px, scrolled by %i in a window of %i, has the depth %i', (height, scrolled, inner, depth) => {
    const scene = { scrollY: scrolled, innerHeight: inner };
    const before = { scrollY: window.scrollY, innerHeight: window.innerHeight };
    Object.assign(window, scene);
    Object.defineProperty(document.documentElement, 'scrollHeight', { value: height, configurable: true });
    start();
    bench.advance(1000);
    bench.hide();
    expect(bench.said).toMatchObject([{ scrollDepth: depth }]);
    Object.assign(window, before);
    Reflect.deleteProperty(document.documentElement, 'scrollHeight');
  });

  it('reads no layout while a route begins: what was measured last is said', () => {
    start();
    const { documentElement } = document;
    let reads = 0;
    Object.defineProperty(documentElement, 'scrollHeight', { get: () => ++reads && 1000, configurable: true });
    bench.fire('scroll', document);
    bench.advance(1000);
    bench.view();
    expect([reads, bench.said]).toMatchObject([1, [{ activeSeconds: 1, scrollDepth: 77 }]]);
    Reflect.deleteProperty(documentElement, 'scrollHeight');
  });

  it('is said when the page hides, in seconds since it was said last', () => {
    start();
    bench.ports.context.say({ category: 'Knitwear' });
    bench.advance(12_000);
    bench.hide();
    bench.hide();
    bench.advance(3000);
    bench.hide();
    expect(bench.said).toMatchObject([
      { type: 'attention', activeSeconds: 12, scrollDepth: 100, category: 'Knitwear' },
      { type: 'attention', activeSeconds: 3 },
    ]);
  });
});

describe('shaking the mouse', () => {
  const shake = (target: Element) => {
    for (let at = 0; at < 12; at++)
      bench.fire('pointermove', target, { pointerType: 'mouse', buttons: 0, clientX: at % 2 ? 80 : 0, clientY: 5 });
  };

  it('is said once, and not of what is ignored', () => {
    start({ detect: { mouse_thrash: true } });
    get('dead').setAttribute('data-fs-ometria-ignore', 'mouse_thrash');
    shake(get('dead'));
    expect(bench.types()).toEqual([]);
    bench.advance(5000);
    shake(get('other'));
    expect(bench.types()).toEqual(['mouse_thrash']);
  });
});

describe('an abandoned funnel', () => {
  const at = (stage: string) => {
    bench.own().latest.stage = [1_700_000_000_000, `${stage}/checkout`];
    bench.ports.context.say({ stage });
  };

  it('is said when the page hides at a stage, and once', () => {
    start();
    at('payment');
    bench.hide();
    bench.hide(true);
    expect(bench.said.filter(({ type }) => type === 'funnel_abandon')).toMatchObject([{ stage: 'payment' }]);
  });

  it('is said again of a later stage, and of none where there is none', () => {
    start();
    bench.hide();
    for (const stage of ['basket', 'payment']) {
      at(stage);
      bench.hide();
    }
    expect(bench.said).toMatchObject([{ stage: 'basket' }, { stage: 'payment' }]);
  });

  it.each([
    ['the checkout is hosted elsewhere', { funnel: { hosted: true } }],
    ['the stage is ignored', { funnel: [{ stage: 'payment', ignore: true }] }],
    ['it is switched off', { detect: { funnel_abandon: false } }],
  ])('is not said where %s', (_name, options) => {
    start(options);
    at('payment');
    bench.hide();
    expect(bench.types()).toEqual([]);
  });

  it.each([
    [
      'a link click',
      () =>
        bench.fire('click', document.body.appendChild(Object.assign(document.createElement('a'), { href: '/x' })), {
          button: 0,
        }),
    ],
    ['a submit', () => bench.fire('submit', get('form'))],
  ])('is not said within 3 s of %s', (_name, act) => {
    start({ detect: { form_error: false } });
    at('payment');
    act();
    bench.advance(3000);
    bench.hide();
    expect(bench.types()).toEqual([]);
    bench.advance(1);
    bench.hide();
    expect(bench.types()).toEqual(['funnel_abandon']);
  });

  it('is said 60 s after another type of page was entered', () => {
    start();
    at('payment');
    bench.ports.context.say({ stage: null, type: 'product' });
    bench.advance(59_999);
    expect(bench.types()).toEqual([]);
    bench.advance(1);
    expect(bench.types()).toEqual(['funnel_abandon']);
  });

  it('is not said when the visitor came back within them', () => {
    start();
    at('payment');
    bench.ports.context.say({ stage: null, type: 'product' });
    bench.advance(59_000);
    at('payment');
    bench.advance(59_999);
    bench.ports.context.say({ stage: null, type: 'product' });
    bench.advance(59_999);
    expect(bench.types()).toEqual([]);
  });

  it('is not said once something was bought in another tab', () => {
    start();
    at('payment');
    bench.own().latest.purchased = [1_700_000_000_001, true];
    bench.hide();
    expect(bench.types()).toEqual([]);
  });
});

describe('options', () => {
  it('reports what it does not know', () => {
    start({ detect: { rage_clik: false, dead_click: { within: 'soon' } } });
    expect(bench.problems).toEqual(['bad_option detect.dead_click.within', 'unknown_option detect.rage_clik']);
  });
});

describe('while consent is waited for', () => {
  it('nothing is kept of a form that is sent, and nothing is read', () => {
    const { page } = start().ports;
    bench.waitForConsent();
    const reads = vi.spyOn(page.storage.tab, 'get');
    bench.fire('submit', get('form'));
    expect(page.storage.tab.keys()).toEqual([]);
    bench.stop();
    const undo = detectors()(() => true, bench.ports, { session: { key: 'fs_ometria' } } as Config);
    undo?.();
    expect(reads).not.toHaveBeenCalled();
  });
});
