import { expect, test } from 'vitest';
import type { Health } from '../../src/health.js';
import { firstLine, gatesOf } from '../../src/inspector/words.js';
import type { Inspection } from '../../src/sources/inspect.js';
import { openShop } from '../support/shop.js';

/** What inspect() shows of a page where everything is right, changed. */
const seen = (state: Partial<Health['state']> = {}, change: Partial<Inspection> = {}): Inspection => {
  const health = openShop().tag.health();
  // The members that the words are made from.
  return {
    ...health,
    state: {
      consent: 'granted',
      fullstory: 'capturing',
      ometria: 'ready',
      identity: 'known',
      storage: 'local',
      ...state,
    },
    config: {},
    ...change,
  } as Inspection;
};

const problem = (code: Health['problems'][number]['code'], detail = '') => ({ code, at: 1, count: 1, detail });

const CASES: readonly [name: string, given: Inspection, words: RegExp, tone: string][] = [
  ['nothing is missing', seen(), /^Every gate is open/, 'open'],
  ['consent is unknown', seen({ consent: 'unknown', ometria: 'absent' }), /^Consent has not been given yet/, 'shut'],
  ['consent is refused', seen({ consent: 'denied' }), /^The visitor has refused/, 'shut'],
  ['no tracker, so no identity', seen({ ometria: 'absent', identity: 'ometria_absent' }), /tracker is not on/, 'shut'],
  ['no init', seen({ ometria: 'waiting', identity: 'ometria_not_ready' }), /init has not run/, 'shut'],
  ['nobody', seen({ identity: 'identity_unknown' }), /^Nobody knows/, 'shut'],
  ['another tab', seen({ identity: 'identity_stale' }), /^Another tab/, 'shut'],
  ['two names', seen({ identity: 'identity_mismatch' }), /different visitors/, 'shut'],
  ['log-out', seen({ identity: 'logged_out' }), /has logged out/, 'shut'],
  ['FullStory silent', seen({ fullstory: 'waiting' }), /has not answered/, 'wait'],
  ['FullStory absent', seen({ fullstory: 'absent' }), /^FullStory is not/, 'wait'],
  ['FullStory shut down', seen({ fullstory: 'shutdown' }), /shut down/, 'wait'],
  ['storage blocked', seen({ storage: 'memory' }), /refuses storage/, 'wait'],
  ['two tags', seen({}, { problems: [problem('bad_option', 'x'), problem('duplicate_tag')] }), /twice/, 'wait'],
  [
    'a shut gate before a problem',
    seen({ ometria: 'absent' }, { problems: [problem('duplicate_tag')] }),
    /tracker/,
    'shut',
  ],
  ['a gate that is open again', seen({}, { problems: [problem('ometria_absent')] }), /^Every gate/, 'open'],
];

for (const [name, given, words, tone] of CASES) {
  test(`the first line: ${name}`, () => {
    const line = firstLine(given);
    expect(line.words).toMatch(words);
    expect(line.tone).toBe(tone);
    if (tone !== 'open') expect(line.cure).not.toBe('');
  });
}

test('a problem comes with its detail', () => {
  const { cure } = firstLine(seen({}, { problems: [problem('bad_option', 'fields.signal_type')] }));
  expect(cure).toMatch(/^`fields\.signal_type`: Correct the option/);
});

test('names the consent tool that is waited for', () => {
  const config = { consent: 'google' } as Inspection['config'];
  expect(firstLine(seen({ consent: 'unknown' }, { config })).cure).toContain('`google`');
  const own = { consent: () => undefined } as unknown as Inspection['config'];
  expect(firstLine(seen({ consent: 'unknown' }, { config: own })).cure).toContain("the site's own function");
});

test('a visitor outside the sample is told of', () => {
  const { deliveries } = seen();
  const line = firstLine(seen({}, { deliveries: { ...deliveries, heldFor: { sampled_out: 2 } } }));
  expect(line.words).toMatch(/outside the sample/);
});

test('the control group does not look like a silent failure', () => {
  const config = { prefix: 'fs_' } as Inspection['config'];
  const next = { properties: { fs_group: 'control' }, left: [], json: '{}' };
  const line = firstLine(seen({}, { config, next }));
  expect(line).toMatchObject({ tone: 'wait', words: expect.stringMatching(/control group/) });
  expect(line.cure).toContain('`holdout`');
  const own = { ...next, properties: { fs_group: 'gold' } };
  expect(firstLine(seen({}, { config, next: own })).words).toMatch(/^Every gate/);
});

test('there are five gates, and before consent only that one is an alarm', () => {
  const gates = gatesOf(
    seen({ consent: 'unknown', fullstory: 'absent', ometria: 'absent', identity: 'ometria_absent' }),
  );
  expect(gates.map(({ name }) => name)).toEqual(['Consent', 'FullStory', 'Ometria', 'Identity', 'Storage']);
  expect(gates.map(({ tone }) => tone)).toEqual(['shut', 'wait', 'wait', 'wait', 'open']);
});
