import { expect, test } from 'vitest';
import { firstLine, needsOf } from '../../src/inspector/words.js';
import type { Inspection } from '../../src/outputs/inspect.js';
import type { Health } from '../../src/tools/problems.js';
import { PROBLEMS, STATES } from '../../src/types/problem-words.js';
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

/** What the list of problems says; where nothing is missing no more is asked. */
type Cause = keyof typeof PROBLEMS | `${keyof Health['state']} ${string}` | 'open';
const causeOf = (cause: Cause) => (cause in PROBLEMS ? PROBLEMS[cause as keyof typeof PROBLEMS] : STATES[cause])?.[0];

const CASES: readonly [name: string, given: Inspection, cause: Cause, tone: string][] = [
  ['nothing is missing', seen(), 'open', 'open'],
  ['consent is unknown', seen({ consent: 'unknown', ometria: 'absent' }), 'consent_missing', 'shut'],
  ['consent is refused', seen({ consent: 'denied' }), 'consent denied', 'shut'],
  ['no tracker, so no identity', seen({ ometria: 'absent', identity: 'ometria_absent' }), 'ometria_absent', 'shut'],
  ['no init', seen({ ometria: 'waiting', identity: 'ometria_not_ready' }), 'ometria_not_ready', 'shut'],
  ['nobody', seen({ identity: 'identity_unknown' }), 'identity_unknown', 'shut'],
  ['another tab', seen({ identity: 'identity_stale' }), 'identity_stale', 'shut'],
  ['two names', seen({ identity: 'identity_mismatch' }), 'identity_mismatch', 'shut'],
  ['log-out', seen({ identity: 'logged_out' }), 'logged_out', 'shut'],
  ['FullStory silent', seen({ fullstory: 'waiting' }), 'fullstory waiting', 'wait'],
  ['FullStory absent', seen({ fullstory: 'absent' }), 'fullstory absent', 'wait'],
  ['FullStory shut down', seen({ fullstory: 'shutdown' }), 'fullstory shutdown', 'wait'],
  ['storage blocked', seen({ storage: 'memory' }), 'storage_blocked', 'wait'],
  ['two tags', seen({}, { problems: [problem('bad_option', 'x'), problem('duplicate_tag')] }), 'duplicate_tag', 'wait'],
  [
    'what is missing before a problem',
    seen({ ometria: 'absent' }, { problems: [problem('duplicate_tag')] }),
    'ometria_absent',
    'shut',
  ],
  ['what is there again', seen({}, { problems: [problem('ometria_absent')] }), 'open', 'open'],
];

for (const [name, given, cause, tone] of CASES) {
  test(`the first line: ${name}`, () => {
    const line = firstLine(given);
    expect(line.tone).toBe(tone);
    if (tone === 'open') return;
    expect(line.words).toBe(causeOf(cause));
    expect(line.cure).not.toBe('');
  });
}

test('a problem comes with its detail', () => {
  const { cure } = firstLine(seen({}, { problems: [problem('bad_option', 'fields.signal_type')] }));
  expect(cure).toBe(`\`fields.signal_type\`: ${PROBLEMS.bad_option[1]}`);
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
  expect(line.words).toBe(PROBLEMS.sampled_out[0]);
});

test('the control group does not look like a silent failure', () => {
  const config = { prefix: 'fs_' } as Inspection['config'];
  const next = { properties: { fs_group: 'control' }, left: [], json: '{}' };
  const line = firstLine(seen({}, { config, next }));
  expect(line).toMatchObject({ tone: 'wait', words: STATES['holdout control']?.[0] });
  expect(line.cure).toContain('`holdout`');
  const own = { ...next, properties: { fs_group: 'gold' } };
  expect(firstLine(seen({}, { config, next: own })).tone).toBe('open');
});

test('a delivery needs three things and is better with two, and before consent only that one is an alarm', () => {
  const needs = needsOf(
    seen({ consent: 'unknown', fullstory: 'absent', ometria: 'absent', identity: 'ometria_absent' }),
  );
  expect(needs.map(({ name }) => name)).toEqual(['Consent', 'Tracker', 'Identity', 'FullStory', 'Storage']);
  expect(needs.map(({ isExtra }) => isExtra)).toEqual([false, false, false, true, true]);
  expect(needs.map(({ tone }) => tone)).toEqual(['shut', 'wait', 'wait', 'wait', 'open']);
});
