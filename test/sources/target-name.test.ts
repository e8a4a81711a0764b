// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from 'vitest';
import { targetName } from '../../src/sources/target-name.js';

/** The path of an event on the element `at`, as the browser hands it over. */
const pathTo = (html: string, root: Document | ShadowRoot = document): EventTarget[] => {
  const host = root === document ? document.body : root;
  (host as Element).innerHTML = html;
  const path: EventTarget[] = [];
  for (let node: Node | null = root.querySelector('[at]'); node; node = node.parentNode ?? (node as ShadowRoot).host)
    path.push(node);
  return [...path, window];
};

beforeEach(() => {
  document.body.innerHTML = '';
});

describe('the name of a target', () => {
  test.each([
    ['its test id before its id and name', '<button at data-testid="apply" id="a" name="b">x</button>', 'apply'],
    ['its id before its name', '<button at id="a" name="b">x</button>', 'a'],
    ['its name', '<button at name="b">x</button>', 'b'],
    ['that of the nearest above it', '<a id="far"><b id="near"><i at></i></b></a>', 'near'],
    ['that of its button, for an icon’s path', '<button id="buy"><svg><g><path at></path></g></svg></button>', 'buy'],
    ['its id where its test id is empty', '<button at data-testid="" id="a">x</button>', 'a'],
  ])('is %s', (_, html, name) => {
    expect(targetName(pathTo(html))).toBe(name);
  });

  test.each([
    ['its text', '<button at>jane@example.com</button>'],
    ['its accessible name', '<button at aria-label="Jane’s basket" title="Jane">x</button>'],
    ['what a field holds', '<input at value="jane@example.com" placeholder="Jane">'],
    ['what stands too far above', '<p id="far"><a><b><i><u at></u></i></b></a></p>'],
    ['what stands beside it', '<p><a id="beside"></a><b at></b></p>'],
  ])('is never %s', (_, html) => {
    expect(targetName(pathTo(html))).toBeUndefined();
  });

  test('ends at the edge of a shadow tree, which has no attributes', () => {
    document.body.innerHTML = '<div id="host"></div>';
    const root = (document.getElementById('host') as Element).attachShadow({ mode: 'open' });
    expect(targetName(pathTo('<button at id="inside"></button>', root))).toBe('inside');
    expect(targetName(pathTo('<button at></button>', root))).toBeUndefined();
  });

  test.each([
    ['an empty path', []],
    ['the document', [document, window]],
    ['the window', [window]],
    ['a form of which a field hides the words', [{ getAttribute: document.createElement('input') }]],
    ['what is no node', [5, { getAttribute: null }]],
  ])('is nothing for %s', (_, path) => {
    // A page may hand over any path.
    expect(targetName(path as EventTarget[])).toBeUndefined();
  });

  test('is read from a node of another document', () => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    const other = frame.contentDocument?.createElement('button') as Element;
    other.id = 'elsewhere';
    expect(targetName([other])).toBe('elsewhere');
  });
});
