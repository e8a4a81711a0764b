import { describe, expect, it } from 'vitest';
import { isOnSite, siteOf } from '../../../src/sources/detectors/evidence/site.js';
import { type Effect, matchAnswers } from '../../../src/sources/detectors/verdicts/answers.js';
import { type AttemptFacts, judgeAttempt } from '../../../src/sources/detectors/verdicts/attempt.js';
import { isRage } from '../../../src/sources/detectors/verdicts/rage.js';

/** Presses that went down then, and up 50 ms later. */
const presses = (...times: number[]) => times.map((at) => ({ at, times: [at, at + 50] }));
const maybe = (...times: number[]): Effect[] => times.map((at) => ({ at, sure: false }));
const sure = (...times: number[]): Effect[] => times.map((at) => ({ at, sure: true }));

describe('what of several presses was answered', () => {
  it.each([
    ['nothing happened', presses(0, 200), [], [undefined, undefined]],
    ['each at once', presses(0, 200, 400), maybe(10, 240, 460), ['surely', 'surely', 'surely']],
    ['at once to the millisecond', presses(0), maybe(110), ['surely']],
    ['a millisecond later', presses(0), maybe(111), ['maybe']],
    ['each 400 ms late', presses(0, 200, 400), maybe(530, 730, 930), ['maybe', 'maybe', 'maybe']],
    [
      'five, and one late answer',
      presses(0, 200, 400, 600, 800),
      maybe(1400),
      ['maybe', undefined, undefined, undefined, undefined],
    ],
    ['the frames of one movement are one answer', presses(0, 200), maybe(700, 716, 732, 748), ['maybe', undefined]],
    ['two requests at once are two', presses(0, 200), sure(700, 701), ['surely', 'surely']],
    ['too late for the first, not for the second', presses(0, 1000), maybe(2600), [undefined, 'maybe']],
    ['at 2,500 ms', presses(0), maybe(2500), ['maybe']],
    ['at 2,501 ms', presses(0), maybe(2501), [undefined]],
    ['before it', presses(500), maybe(400), [undefined]],
  ] as const)('%s', (_name, list, effects, expected) => {
    expect(matchAnswers(list, effects, 2500)).toEqual(expected);
  });

  it('does not depend on the order in which it is told', () => {
    const list = presses(0, 200, 400);
    const effects = [...maybe(900, 700, 10)];
    expect(matchAnswers(list, effects, 2500)).toEqual(matchAnswers(list, [...effects].reverse(), 2500));
  });
});

describe('rage', () => {
  it.each([
    ['none of three', [undefined, undefined, undefined], true],
    ['one of three', ['surely', undefined, undefined], true],
    ['two of three', ['surely', undefined, 'maybe'], false],
    ['half of four', ['surely', undefined, 'surely', undefined], false],
    ['two of five', ['surely', undefined, 'surely', undefined, undefined], true],
  ] as const)('%s answered', (_name, answers, expected) => {
    expect(isRage(answers)).toBe(expected);
  });
});

describe('an attempt', () => {
  const facts: AttemptFacts = {
    objected: false,
    gone: false,
    emptied: false,
    disabled: false,
    invalid: false,
    complaint: undefined,
    stayed: false,
  };
  it.each([
    ['nothing is known', {}, 'open'],
    ['the browser objects', { objected: true, gone: true }, 'failed'],
    ['the fields go away, whatever is said', { gone: true, complaint: 'marked' }, 'well'],
    ['a field is wrong', { invalid: true }, 'failed'],
    ['a marked complaint comes', { complaint: 'marked' }, 'failed'],
    ['a marked complaint comes, and the code is emptied', { complaint: 'marked', emptied: true }, 'failed'],
    ['an alert that says neither', { complaint: 'alert' }, 'failed'],
    ['an alert that says neither, and the form is emptied', { complaint: 'alert', emptied: true }, 'well'],
    ['an alert that says neither, and the form is switched off', { complaint: 'alert', disabled: true }, 'well'],
    ['the old complaint stays', { stayed: true }, 'failed'],
    ['the old complaint stays, and the form is emptied', { stayed: true, emptied: true }, 'well'],
  ] as const)('%s', (_name, some, expected) => {
    expect(judgeAttempt({ ...facts, ...some })).toBe(expected);
  });
});

describe('the site of a host', () => {
  it.each([
    ['shop.brand.co.uk', 'brand.co.uk'],
    ['www.brand.com.au', 'brand.com.au'],
    ['brand.com', 'brand.com'],
    ['a.b.brand.com', 'brand.com'],
    ['localhost', 'localhost'],
    ['shop.fr', 'shop.fr'],
    ['www.shop.fr', 'shop.fr'],
  ])('%s', (host, site) => {
    expect(siteOf(host)).toBe(site);
  });

  it.each([
    ['https://api.brand.co.uk/basket', true],
    ['https://brand.co.uk:8443/x', true],
    ['https://brand.co.uk.evil.example/', false],
    ['https://other.co.uk/', false],
    ['https://notbrand.co.uk/', false],
  ])('%s', (address, expected) => {
    expect(isOnSite(address, 'brand.co.uk')).toBe(expected);
  });
});
