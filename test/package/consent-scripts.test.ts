import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONSENT_TOOLS } from '../../src/consent/adapters/tools.js';
import { ANSWERS, CASES, type Case, type Host, type State } from '../consent/adapters/cases.js';
import { createTimers, createWindow } from '../support/browser-window.js';

const read = (tool: string) => readFileSync(`dist/consent/${tool}.min.js`, 'utf8');

/** Runs a built script in a page whose script element has these attributes, or this query. */
const run = (
  { tool }: Case,
  { dataset = {}, query = '' }: { dataset?: object; query?: string },
  before?: (host: Host) => void,
) => {
  const timers = createTimers();
  const window = createWindow({ timers });
  before?.(window as unknown as Host);
  Object.assign(window.document, { currentScript: { dataset, src: `https://cdn.example/${tool}.min.js${query}` } });
  new Function('window', 'document', read(tool))(window, window.document);
  const words = () => ((window.fsOmetria ?? []) as [string, string][]).map(([, word]) => word);
  const change = (given: Case, state: State) => {
    given.set(window as unknown as Host, state);
    const target = given.on === 'document' ? window.document : window;
    for (const event of given.events ?? []) target.dispatchEvent(new window.CustomEvent(event));
    given.calls?.(window as unknown as Host);
    if (!given.events && !given.calls) timers.advance(10_000);
  };
  return { words, change, timers, window };
};

const WORD = { true: 'granted', false: 'denied' };
const wordOf = (state: State) => {
  const answer = ANSWERS[state];
  return answer === undefined ? [] : [WORD[`${answer}`]];
};

it('there is a script for every tool, and no other', () => {
  const files = readdirSync('dist/consent').filter((file) => file.endsWith('.js'));
  expect(files.sort()).toEqual(
    Object.keys(CONSENT_TOOLS)
      .map((tool) => `${tool}.min.js`)
      .sort(),
  );
});

describe.each(CASES)('consent/$tool.min.js', (given) => {
  it.each(Object.keys(ANSWERS) as State[])('says what its adapter says: %s', (state) => {
    const { words } = run(given, { dataset: given.attributes }, (host) => given.set(host, state));
    expect(words()).toEqual(wordOf(state));
  });

  it('finds a tool that comes late, and is silent without one', () => {
    const { words, change, timers, window } = run(given, { dataset: given.attributes });
    timers.advance(1000);
    expect(words()).toEqual([]);
    if (given.announces) change(given, 'granted');
    else given.set(window as unknown as Host, 'granted');
    timers.advance(10_000);
    expect(words()).toEqual(['granted']);
  });

  it('follows a change of mind', () => {
    const { words, change } = run(given, { dataset: given.attributes }, (host) => given.set(host, 'granted'));
    change(given, 'refused');
    change(given, 'granted');
    expect(words().slice(-2)).toEqual(['denied', 'granted']);
  });

  it('takes its options from its address too', () => {
    const query = `?${new URLSearchParams(given.attributes)}`;
    const { words } = run(given, { query }, (host) => given.set(host, 'granted'));
    expect(words()).toEqual(['granted']);
  });
});

it.each(CASES.filter(({ attributes }) => Object.keys(attributes).length > 0))(
  'consent/$tool.min.js says nothing where an option is missing',
  (given) => {
    const { words, timers } = run(given, {}, (host) => given.set(host, 'granted'));
    timers.advance(10_000);
    expect(words()).toEqual([]);
  },
);
