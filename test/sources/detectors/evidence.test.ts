// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { complaintIn, complaintOfServer, stands, toneOf } from '../../../src/sources/detectors/evidence/complaint.js';
import { type Change, differencesIn } from '../../../src/sources/detectors/evidence/differences.js';
import {
  asksForPerson,
  groupEndedBy,
  groupOfField,
  invalidIn,
} from '../../../src/sources/detectors/evidence/fields.js';
import { createNetwork } from '../../../src/sources/detectors/evidence/network.js';
import { isPerceived } from '../../../src/sources/detectors/evidence/perceive.js';
import { isExempt, isOddOne, leadsSomewhere } from '../../../src/sources/detectors/evidence/place.js';
import { createRhythm } from '../../../src/sources/detectors/evidence/rhythm.js';
import { hasSelection, type Press } from '../../../src/sources/detectors/press.js';

const style = (element: Element) => window.getComputedStyle(element);
const get = (id: string): HTMLElement => {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no ${id}`);
  return element;
};

beforeEach(() => {
  // jsdom has no layout: everything that is not hidden is to be seen.
  Element.prototype.getBoundingClientRect = function (this: Element) {
    const size = this.closest('[hidden],.hidden') ? 0 : 9;
    return { width: size, height: size } as DOMRect;
  };
  document.body.innerHTML =
    '<div id="card"><button id="go" class="btn">Add<i id="icon" class="far"></i></button><p id="says">Empty</p><div id="off" class="hidden">Sizes</div></div>';
});

/** What changed, each act at a time of its own. */
const record = (...acts: [at: number, act: () => void][]): Change[] => {
  const observer = new MutationObserver(() => {});
  observer.observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
    attributeOldValue: true,
    characterDataOldValue: true,
  });
  return acts.flatMap(([at, act]) => {
    act();
    return observer.takeRecords().map((one) => ({ at, record: one }));
  });
};
const isSeen = (...acts: [at: number, act: () => void][]) =>
  differencesIn(record(...acts), 0, Infinity).some((difference) => isPerceived(difference, get('go'), true));

describe('what a person perceives', () => {
  it.each([
    [
      'another text',
      () => {
        get('says').textContent = 'One';
      },
      true,
    ],
    [
      'the same text',
      () => {
        get('says').textContent = 'Empty';
      },
      false,
    ],
    [
      'the same text, drawn anew',
      () => {
        get('card').replaceChild(get('says').cloneNode(true), get('says'));
      },
      false,
    ],
    [
      'another class',
      () => {
        get('says').className = 'open';
      },
      true,
    ],
    [
      'the same class in another order and with a ripple',
      () => {
        get('go').className = 'ripple-on btn';
      },
      false,
    ],
    [
      'a focus class elsewhere',
      () => {
        get('card').className = 'is-focused';
      },
      false,
    ],
    [
      'another icon in the button',
      () => {
        get('icon').className = 'fas';
      },
      true,
    ],
    [
      'an empty span in the button',
      () => {
        get('go').append(document.createElement('span'));
      },
      false,
    ],
    [
      'a state of the button',
      () => {
        get('go').setAttribute('aria-pressed', 'true');
      },
      true,
    ],
    [
      'an analytics mark',
      () => {
        get('go').setAttribute('data-gtm-id', '1');
      },
      false,
    ],
    [
      'an attribute of the look of the press',
      () => {
        get('go').setAttribute('data-focus-visible', '');
      },
      false,
    ],
    [
      'a state that only says where the pointer is',
      () => {
        get('go').setAttribute('data-kit-state', 'focus hover');
      },
      false,
    ],
    [
      'the visitor rests',
      () => {
        get('card').setAttribute('userinactive', '');
      },
      false,
    ],
    [
      'data-state',
      () => {
        get('card').setAttribute('data-state', 'open');
      },
      true,
    ],
    [
      'a script',
      () => {
        document.body.append(document.createElement('script'));
      },
      false,
    ],
    [
      'a hidden frame',
      () => {
        const frame = document.createElement('iframe');
        frame.style.display = 'none';
        document.body.append(frame);
      },
      false,
    ],
    [
      'a pixel',
      () => {
        const image = new Image(1, 1);
        document.body.append(image);
      },
      false,
    ],
    [
      'a comment',
      () => {
        document.body.append(document.createComment('x'));
      },
      false,
    ],
    [
      'words in what is hidden',
      () => {
        get('off').textContent = 'S, M';
      },
      false,
    ],
    [
      'something that is shown',
      () => {
        get('off').className = '';
      },
      true,
    ],
    [
      'something that is hidden',
      () => {
        get('says').className = 'hidden';
      },
      true,
    ],
    [
      'something that is taken away',
      () => {
        get('says').remove();
      },
      true,
    ],
    [
      'a custom property',
      () => {
        get('card').style.setProperty('--x', '1px');
      },
      false,
    ],
    [
      'a transform',
      () => {
        get('says').style.transform = 'translateX(9px)';
      },
      true,
    ],
    [
      'another order',
      () => {
        get('card').append(get('go'));
      },
      true,
    ],
  ] as const)('%s', (_name, act, expected) => {
    expect(isSeen([10, act])).toBe(expected);
  });

  it.each([
    ['words for a second', 1000, true],
    ['words for a moment', 300, false],
  ])('%s', (_name, ms, expected) => {
    expect(
      isSeen(
        [
          0,
          () => {
            get('says').textContent = 'Added';
          },
        ],
        [
          ms,
          () => {
            get('says').textContent = 'Empty';
          },
        ],
      ),
    ).toBe(expected);
  });

  it.each([
    [
      'words in what is closed by now',
      () => {
        get('says').textContent = 'Photo 2 of 4';
      },
      true,
    ],
    [
      'a picture in what is closed by now',
      () => {
        get('says').setAttribute('src', '2.png');
      },
      true,
    ],
    [
      'the same words in what is closed by now',
      () => {
        get('says').textContent = 'Empty';
      },
      false,
    ],
    [
      'the look of what is closed by now',
      () => {
        get('go').className = 'btn loading';
      },
      false,
    ],
    [
      'a ripple that is gone by now',
      () => {
        get('icon').style.transform = 'scale(9)';
        get('icon').append(document.createElement('span'));
      },
      false,
    ],
  ] as const)('%s', (_name, act, expected) => {
    const changes = record([10, act]);
    const button = get('go');
    // What closes it is the next press: its own changes are another's.
    get('card').remove();
    expect(differencesIn(changes, 0, Infinity).some((difference) => isPerceived(difference, button, false))).toBe(
      expected,
    );
  });

  it('a wheel that turned for a second and gave up has said nothing', () => {
    const wheel = document.createElement('i');
    expect(isSeen([0, () => get('go').append(wheel)], [1000, () => wheel.remove()])).toBe(false);
  });

  it('knows what was there at the end of a time that is long over', () => {
    const changes = record(
      [
        10,
        () => {
          get('says').className = 'one';
        },
      ],
      [
        20,
        () => {
          get('says').className = 'two';
        },
      ],
      [
        30,
        () => {
          get('says').className = 'three';
        },
      ],
    );
    expect(differencesIn(changes, 15, 25)).toMatchObject([{ before: 'one', after: 'two', times: [20] }]);
  });
});

describe('the rhythm of a node', () => {
  const learnt = (times: number[], acts = 0) => {
    const rhythm = createRhythm();
    for (const [index, at] of times.entries()) rhythm.learn([get('says')], at, index * acts);
    return rhythm;
  };
  it.each([
    ['a countdown', [1000, 2000, 3000], 0, 4000, true],
    ['a countdown whose timer is late', [1000, 2010, 3005], 0, 4040, true],
    ['between its turns', [1000, 2000, 3000], 0, 4500, false],
    ['two changes are no rhythm', [1000], 0, 2000, false],
    ['uneven changes', [1000, 1400, 3000], 0, 3900, false],
    ['the steps of one movement', [1000, 1300, 1600], 0, 1900, false],
    ['uneven changes again and again, at once with a press', [1000, 1900, 3300, 3900], 0, 5300, false],
    ['what a person presses', [1000, 2000, 3000], 1, 4000, false],
    ['a movement for as long as it is pressed', Array.from({ length: 200 }, (_, at) => at * 16), 1, 3333, false],
    ['a movement that never ends', Array.from({ length: 200 }, (_, at) => at * 16), 0, 3333, true],
  ])('%s', (_name, times, acts, at, expected) => {
    expect(learnt([...times, at], acts).isDue(get('says'), at, { control: get('go'), isSoon: true })).toBe(expected);
  });

  it.each([
    ['uneven changes again and again', [1000, 1900, 3300, 3900, 5300], 0, true],
    ['too few of them', [1000, 1900, 3300, 3900], 0, false],
    ['the steps of a page that loads', [1000, 1200, 1800, 2100, 3300], 0, false],
    ['uneven presses', [1000, 1900, 3300, 3900, 5300], 1, false],
  ])('%s', (_name, times, acts, expected) => {
    expect(learnt(times, acts).isDue(get('says'), 7000, { control: get('go') })).toBe(expected);
    // What stands around it has none of its own.
    expect(learnt(times, acts).isDue(get('off'), 7000, {})).toBe(false);
  });

  it('is not that of what holds the pressed control', () => {
    const rhythm = createRhythm();
    for (const at of [1000, 2000, 3000]) rhythm.learn([get('says')], at, 0);
    expect(rhythm.isDue(get('off'), 4000, { control: get('go') })).toBe(false);
    expect(rhythm.isDue(get('says'), 4444, { control: get('go') })).toBe(true);
  });
});

describe('requests', () => {
  const press = (id: string) => ({ element: get(id) }) as unknown as Press;
  const entry = (startTime: number, name: string, responseStatus?: number, initiatorType = 'fetch') =>
    ({ startTime, name, responseStatus, initiatorType }) as unknown as PerformanceEntry;
  const answers = (entries: PerformanceEntry[], by: (at: number) => Press | undefined = () => press('go')) => {
    const network = createNetwork('brand.co.uk', { ignore: [], requests: ['https://stock.example/*'] });
    network.take(entries, by);
    return network.answersIn(0, 1e6).length;
  };
  it.each([
    ['one that ended well', [entry(1, 'https://api.brand.co.uk/basket', 200)], 1],
    ['one whose end the browser does not tell', [entry(1, 'https://brand.co.uk/basket')], 1],
    ['one that failed', [entry(1, 'https://brand.co.uk/basket', 500)], 0],
    ['one without an answer', [entry(1, 'https://brand.co.uk/basket', 0)], 0],
    ['a picture', [entry(1, 'https://brand.co.uk/a.png', 200, 'img')], 0],
    ['a beacon', [entry(1, 'https://brand.co.uk/b', 200, 'beacon')], 0],
    ["another site's", [entry(1, 'https://other.co.uk/basket', 200)], 0],
    ["another site's that the option names", [entry(1, 'https://stock.example/of', 200)], 1],
    ['telemetry by its name', [entry(1, 'https://brand.co.uk/collect?v=2', 200)], 0],
  ])('%s', (_name, entries, expected) => {
    expect(answers(entries)).toBe(expected);
  });

  it('to one path by several kinds of controls, or by nobody, are telemetry', () => {
    const entries = [1, 2].map((at) => entry(at, 'https://brand.co.uk/t', 200));
    expect(answers(entries, (at) => press(at === 1 ? 'go' : 'says'))).toBe(0);
    expect(answers(entries, () => undefined)).toBe(0);
    expect(answers(entries)).toBe(2);
  });

  it('told twice count once', () => {
    const network = createNetwork('brand.co.uk', { ignore: [], requests: [] });
    for (let times = 0; times < 2; times++) network.take([entry(1, 'https://brand.co.uk/x', 200)], () => press('go'));
    expect(network.answersIn(0, 10)).toEqual([1]);
  });
});

describe('a complaint', () => {
  const tone = (html: string) => {
    document.body.innerHTML = html;
    return toneOf(get('m'), style);
  };
  it.each([
    ['a class of errors', '<p id="m" class="field-error">No</p>', 'error'],
    ['a class around it', '<div class="alert alert-danger"><p id="m">No</p></div>', 'error'],
    ['red words', '<p id="m" style="color:rgb(220, 38, 38)">Give a number</p>', 'error'],
    ['green words', '<p id="m" style="color:rgb(21, 128, 61)">Received</p>', 'success'],
    ['a class of success', '<p id="m" class="alert-success">Please wait</p>', 'success'],
    ['thanks in an alert', '<p id="m" role="alert">Thank you!</p>', 'success'],
    ['words of an error in an alert', '<p id="m" role="alert">Invalid code</p>', 'error'],
    ['neutral words in an alert', '<p id="m" role="alert">Card 4</p>', undefined],
    ['black words', '<p id="m" style="color:rgb(20, 20, 20)">Twelve results</p>', undefined],
  ])('%s', (_name, html, expected) => {
    expect(tone(html)).toBe(expected);
  });

  it.each([
    [
      'comes beside the field',
      () => get('f').insertAdjacentHTML('beforeend', '<p class="error">Required</p>'),
      'Required',
    ],
    [
      'comes elsewhere',
      () => document.body.insertAdjacentHTML('afterbegin', '<p role="alert" class="error">Required</p>'),
      'Required',
    ],
    ['is an asterisk', () => get('f').insertAdjacentHTML('beforeend', '<p class="error">*</p>'), undefined],
    [
      'is a price in red elsewhere',
      () => document.body.insertAdjacentHTML('beforeend', '<p style="color:rgb(220, 38, 38)">Now 10 €</p>'),
      undefined,
    ],
    [
      'is a red number in the group',
      () => get('f').insertAdjacentHTML('beforeend', '<b style="background-color:rgb(220, 38, 38)">500 €</b>'),
      undefined,
    ],
    [
      'is two words of another script',
      () => get('f').insertAdjacentHTML('beforeend', '<b style="color:rgb(220, 38, 38)">必須</b>'),
      '必須',
    ],
    [
      'has words of an error alone',
      () => get('f').insertAdjacentHTML('beforeend', '<p role="status">The number is incomplete</p>'),
      'The number is incomplete',
    ],
    ['is a red field', () => get('e').classList.add('is-invalid'), ''],
  ])('%s', (_name, act, expected) => {
    document.body.innerHTML = '<form id="f"><input id="e"></form>';
    const changes = record([5, act]);
    expect(complaintIn({ group: get('f'), changes, from: 0, to: Infinity, style })?.words).toBe(expected);
  });
});

describe('a complaint of before', () => {
  const RED = 'style="color:rgb(220, 38, 38)"';
  const complaintOf = (words: string) => ({ element: get('m'), words, isMarked: true });
  it.each([
    ['stands', `<p id="m" ${RED}>Refused</p>`, 'Refused', () => {}, true],
    [
      'is drawn anew, by its colour alone',
      `<p id="m" ${RED}>Refused</p>`,
      'Refused',
      () => get('m').replaceWith(get('m').cloneNode(true)),
      true,
    ],
    ['is gone', `<p id="m" ${RED}>Refused</p>`, 'Refused', () => get('m').remove(), false],
    ['is the look of an error still', '<input id="m" class="is-invalid">', '', () => {}, true],
    ['is the look of an error no more', '<input id="m">', '', () => {}, false],
  ])('%s', (_name, html, words, act, expected) => {
    document.body.innerHTML = `<form id="f">${html}</form>`;
    const complaint = complaintOf(words);
    act();
    expect(stands(complaint, get('f'))).toBe(expected);
  });
});

describe('a page that the server has answered with', () => {
  it.each([
    ['<p class="error-summary">There is a problem</p><form id="f"></form>', true],
    ['<form id="f"><input class="is-invalid"><small class="invalid-feedback">Enter an address</small></form>', true],
    ['<p class="error-summary hidden">There is a problem</p><form id="f"></form>', false],
    ['<p class="error-count">0</p><form id="f"></form>', false],
    ['<p class="flash flash-success no-errors">Your address is saved</p><form id="f"></form>', false],
    ['<p role="alert">Thank you</p><form id="f"></form>', false],
  ])('%s refuses the form: %s', (html, expected) => {
    document.body.innerHTML = html;
    expect(!!complaintOfServer(get('f'), style)).toBe(expected);
  });
});

describe('groups of fields', () => {
  it.each([
    ['<form id="g"><input name="a"><button id="b">Go</button></form>', 'g'],
    ['<form id="g"><button type="button" id="b">Back</button><input name="a"></form>', undefined],
    ['<section id="g"><input name="a"><div><span role="button" id="b">Go</span></div></section>', 'g'],
    ['<section><button id="b">Go</button></section>', undefined],
    ['<div><form><input name="a"><button>Sign up</button></form><button id="b">Cookies</button></div>', undefined],
    [
      '<div><form><input name="a"><i role="button">Go</i></form><ul><li><button id="b">Back</button></ul></div>',
      undefined,
    ],
    ['<div><form><button>Go</button><input name="a"></form><button id="b">Cookies</button></div>', undefined],
    ['<div id="g"><form><input name="a"></form><button id="b">Go</button></div>', 'g'],
    ['<div id="g"><input name="a"><button id="b">Go</button><form><input><button>Sign up</button></form></div>', 'g'],
    ['<div><button id="b">Go</button><form><input name="a"></form></div>', undefined],
  ])('what the control in %s ends', (html, expected) => {
    document.body.innerHTML = html;
    expect(groupEndedBy(get('b'))?.id).toBe(expected);
  });

  it('the button inside a component ends what the component ends', () => {
    document.body.innerHTML = '<div id="g"><input name="a"><x-button id="b"></x-button></div>';
    const root = get('b').attachShadow({ mode: 'open' });
    root.innerHTML = '<button>Go</button>';
    const [button] = root.children;
    expect(button && groupEndedBy(button)?.id).toBe('g');
  });

  it('a page that is one form is not read to its end at every press', () => {
    const tile = '<button type="button">Add</button>';
    document.body.innerHTML = `<form id="g"><input name="q">${tile.repeat(3000)}<button type="button" id="b">Add</button></form>`;
    let read = 0;
    const { elements } = get('g') as HTMLFormElement;
    const counted = new Proxy(elements, {
      get: (list, name) => {
        if (/^\d+$/.test(String(name))) read++;
        return Reflect.get(list, name);
      },
    });
    Object.defineProperty(get('g'), 'elements', { value: counted });
    groupEndedBy(get('b'));
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(200);
  });

  it('the field behind many buttons of a form is one of its fields', () => {
    const tile = '<button type="button">Add</button>';
    document.body.innerHTML = `<form id="g">${tile.repeat(100)}<input type="email" value="not one"><button id="b">Go</button></form>`;
    expect(invalidIn(get('g'))?.getAttribute('type')).toBe('email');
  });

  it('no field of another form is wrong in them', () => {
    const letters = '<form><input id="letters" type="email" required><button>Sign up</button></form>';
    document.body.innerHTML = `<div id="g">${letters}<input id="code" required><button>Apply</button></div>`;
    expect(invalidIn(get('g'))?.id).toBe('code');
    get('code').remove();
    expect(invalidIn(get('g'))).toBeUndefined();
  });

  it('a field without a form belongs to what ends with a button', () => {
    document.body.innerHTML = '<div id="g"><div><input id="a"></div><input><button>Go</button></div>';
    expect(groupOfField(get('a'))?.id).toBe('g');
  });

  it.each([
    ['<form id="g"><input type="email"><input name="x"></form>', true],
    ['<form id="g"><input autocomplete="given-name" name="first-name"><input name="x"></form>', true],
    ['<form id="g"><input name="postcode"><input name="x"></form>', true],
    ['<form id="g"><input type="email"></form>', false],
    ['<form id="g"><input name="price_min"><input name="price_max"></form>', false],
    ['<form id="g" role="search"><input type="email"><input name="x"></form>', false],
    ['<form id="g"><input name="engraving"><textarea name="wish"></textarea></form>', false],
  ])('%s asks for a person: %s', (html, expected) => {
    document.body.innerHTML = html;
    expect(asksForPerson(get('g'), 2)).toBe(expected);
  });
});

describe('places', () => {
  it.each([
    ['<a id="l" href="/x">', false, true],
    ['<a id="l" href="/x">', true, false],
    ['<a id="l" href="#">', false, false],
    ['<a id="l" href="javascript:void(0)">', false, false],
    ['<a id="l" href="#there">', false, true],
    ['<a id="l" href="#nowhere">', false, false],
    ['<a id="l" href="mailto:a@b.example">', true, true],
    ['<a id="l">', false, false],
  ])('%s leads somewhere, prevented %s: %s', (html, defaultPrevented, expected) => {
    document.body.innerHTML = `${html}Link</a><p id="there">There</p>`;
    expect(leadsSomewhere(get('l'), { defaultPrevented } as Event)).toBe(expected);
  });

  it.each([
    ['<b>S</b><b class="is-active" id="o">M</b><b>L</b>', true],
    ['<b>S</b><b class="is-active">M</b><b id="o">L</b>', false],
    ['<b style="color:red">S</b><b style="color:red">M</b><b id="o">L</b>', true],
    ['<b style="color:red">Remember this one</b><b style="color:red">Compare with others</b><b id="o">Buy</b>', false],
    ['<b id="o">S</b>', false],
  ])('the odd one among its like: %s %s', (html, expected) => {
    document.body.innerHTML = `<div>${html}</div>`;
    expect(isOddOne(get('o'), style)).toBe(expected);
  });

  it.each([
    ['a menu beside it', '<b id="o">Women</b><div class="below" style="position:absolute"><a>Knitwear</a></div>', true],
    [
      'the dots of a carousel',
      '<b id="o">›</b><ol class="far" style="position:absolute"><li>1</li><li>2</li></ol>',
      false,
    ],
    [
      'a menu that hangs out of it',
      '<b id="o">Basket<i id="p" class="below" style="position:absolute"><a>Jumper</a></i></b>',
      true,
    ],
    ['a button that lies on it', '<b id="o">Jumper<i id="p" style="position:absolute"><a>Like</a></i></b>', false],
    [
      'the tip that describes it',
      '<b id="o" aria-describedby="t">?</b><section style="position:static"><i role="tooltip" id="t">Two days</i></section>',
      true,
    ],
    [
      'a tip that is hidden',
      '<b id="o" aria-describedby="t">?</b><section style="position:static"><i role="tooltip" class="hidden" id="t">Two days</i></section>',
      false,
    ],
    ['words that describe it', '<b id="o" aria-describedby="t">?</b><section><i id="t">Two days</i></section>', false],
  ])('nothing is expected beside what is open by the pointer alone: %s', (_name, html, expected) => {
    document.body.innerHTML = `<div>${html}</div>`;
    Element.prototype.getBoundingClientRect = function (this: Element) {
      const size = this.closest('.hidden') ? 0 : 9;
      const top = this.matches('.far') ? 40 : 0;
      const bottom = this.matches('.below') ? 99 : top + size;
      return { width: size, height: size, left: 0, right: size, top, bottom } as DOMRect;
    };
    const press = { path: [get('o'), document.body], x: 0, y: 0 } as unknown as Press;
    expect(isExempt(get('o'), press, style)).toBe(expected);
  });

  it('asks WebKit for the composed range of a shadow root', () => {
    const root = get('says').attachShadow({ mode: 'open' });
    root.innerHTML = '<p>Words</p>';
    const [words] = root.querySelectorAll('p');
    if (!words) throw new Error('no words');
    const range = { startContainer: words, endContainer: words, startOffset: 0, endOffset: 1 };
    const real = document.getSelection;
    const asked: unknown[] = [];
    document.getSelection = () =>
      ({
        isCollapsed: true,
        getComposedRanges: (how: unknown) => {
          asked.push(how);
          return [range];
        },
      }) as unknown as Selection;
    expect(hasSelection(words)).toBe(true);
    expect(asked).toEqual([{ shadowRoots: [root] }]);
    range.endOffset = 0;
    expect(hasSelection(words)).toBe(false);
    document.getSelection = real;
  });
});

describe('what a dialog closes', () => {
  it.each([
    '<dialog open><p>Sizes</p><button id="close">Close</button></dialog>',
    '<div role="dialog"><button id="close">Close</button></div>',
  ])('is no field of the page behind it: %s', (dialog) => {
    document.body.innerHTML = `<div><footer><form><input name="email" type="email" required></form></footer>${dialog}</div>`;
    expect(groupEndedBy(get('close'))).toBeUndefined();
  });
});
