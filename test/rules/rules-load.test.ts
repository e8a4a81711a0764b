import { expect, test } from 'vitest';
import { createRules, type Rule } from '../../src/rules/rules.js';
import type { SignalType } from '../../src/signals/read-signal.js';
import { createState, type VisitState } from '../../src/visit/merge.js';
import { reduce } from '../../src/visit/reduce.js';
import { START, signalAt } from './rules-player.js';

const SIGNALS = 1000;
const RULES = 100;

/**
 * A hundred rules, of which `mentioning` wait for rage clicks and the others for form errors.
 * Every look that the engine takes at a rule's first step is counted.
 */
const load = (mentioning: number) => {
  const looks = { wanted: 0, other: 0 };
  const book = createRules([]);
  for (let i = 0; i < RULES; i++) {
    const wanted = i < mentioning;
    const type: SignalType = wanted ? 'rage_click' : 'form_error';
    const step = { signal: type, target: `button-${i}*` };
    const rule: Rule = { name: `rule_${i}`, steps: [step, { signal: type, count: 2 }], within: 1000 };
    expect(book.add(rule)).toBeUndefined();
    // After it has been taken in: from here on only following a signal reads it.
    Object.defineProperty(step, 'signal', {
      enumerable: true,
      get: () => {
        looks[wanted ? 'wanted' : 'other'] += 1;
        return type;
      },
    });
  }
  return { book, looks };
};

const follow = (mentioning: number) => {
  const { book, looks } = load(mentioning);
  let own: VisitState = createState(START);
  const session = { own: () => own, parts: () => [own] };
  // The index is made at the first signal of a type.
  book.take(signalAt(0, 'rage_click'), session, {});
  looks.wanted = looks.other = 0;
  let most = 0;
  let microseconds = 0;
  for (let i = 1; i <= SIGNALS; i++) {
    const signal = signalAt(i * 7, 'rage_click', { target: `button-${i % RULES}` });
    own = reduce(own, signal);
    // Time of this process: another's work beside it does not count.
    const begun = process.cpuUsage();
    const { runs } = book.take(signal, session, {});
    const { user, system } = process.cpuUsage(begun);
    microseconds += user + system;
    own = { ...own, ruleProgress: JSON.parse(JSON.stringify({ ...own.ruleProgress, ...runs })) };
    most = Math.max(most, Object.keys(own.ruleProgress).length);
  }
  return { microseconds: microseconds / SIGNALS, looks, most };
};

test('a signal costs as much as the rules that mention its type, and no more', () => {
  const few = follow(10);
  const many = follow(RULES);
  const none = follow(0);
  const times = [none, few, many].map(({ microseconds }) => microseconds.toFixed(1));
  console.log(
    `${RULES} rules × ${SIGNALS} signals; µs per signal when 0, 10, ${RULES} mention its type: ${times.join(', ')}`,
  );
  // The others are never looked at.
  expect([few.looks.other, none.looks.other, none.looks.wanted]).toEqual([0, 0, 0]);
  expect(few.looks.wanted).toBeGreaterThan(0);
  expect(many.looks.wanted / few.looks.wanted).toBeLessThanOrEqual(RULES / 10);
  // The bound on all runs together.
  expect(many.most).toBeLessThanOrEqual(24);
}, 60_000);
