import { describe, expect, test } from 'vitest';
import { accept, isExcluded } from '../../src/intake/intake.js';
import { createIntakeTag, NOW } from '../support/intake.js';

describe('a signal', () => {
  test.each<[string, Parameters<typeof createIntakeTag>[0], boolean, object]>([
    ['is taken in', {}, true, { received: 1, droppedByConsent: 0 }],
    ['is not even counted by a tag that has been stopped', { state: 'stopped' }, false, { received: 0 }],
    ['is dropped after a refusal', { consent: 'denied' }, false, { received: 1, droppedByConsent: 1 }],
    [
      'is dropped after a refusal, though signals may wait',
      { consent: 'denied', options: { beforeConsent: 'buffer' } },
      false,
      { received: 1, droppedByConsent: 1 },
    ],
    ['is dropped before the answer', { consent: 'unknown' }, false, { received: 1, droppedByConsent: 1 }],
    [
      'waits for the answer where it may',
      { consent: 'unknown', options: { beforeConsent: 'buffer' } },
      true,
      { received: 1, droppedByConsent: 0 },
    ],
  ])('%s', (_name, given, accepted, counts) => {
    const { tag, applied } = createIntakeTag(given);
    expect(accept(tag, { type: 'rage_click' }, 'page')).toBe(accepted);
    expect(tag._counts).toMatchObject(counts);
    const waits = given?.options !== undefined && accepted;
    expect([applied.length, tag._buffer.length]).toEqual([accepted && !waits ? 1 : 0, waits ? 1 : 0]);
  });

  test('that cannot be read is refused and counted', () => {
    const { tag, problems } = createIntakeTag();
    expect(accept(tag, { type: 'nothing' }, 'page')).toBe(false);
    expect(tag._counts).toMatchObject({ received: 1, refused: 1 });
    expect(problems).toEqual([['bad_signal', 'page']]);
  });

  test('has a path of 80 characters, without its parameters, and the stage that the page shows', () => {
    const { tag, applied, context } = createIntakeTag({ path: `/${'long-'.repeat(40)}?q=1#top` });
    context.say({ stage: 'payment' });
    accept(tag, { type: 'rage_click' }, 'page');
    accept(tag, { type: 'rage_click', stage: 'delivery', page: '/basket?x=1' }, 'page');
    expect(applied.map(([{ page, stage }]) => [page?.length, stage])).toEqual([
      [80, 'payment'],
      [7, 'delivery'],
    ]);
  });

  test('without a stage has none where the page shows none', () => {
    const { tag, applied } = createIntakeTag();
    accept(tag, { type: 'rage_click' }, 'page');
    expect(Object.keys(applied[0]?.[0] ?? {}).sort()).toEqual(['at', 'origin', 'page', 'type']);
  });

  test('keeps the link that FullStory takes for its own, and no other', () => {
    const { tag, applied } = createIntakeTag();
    accept(tag, { type: 'rage_click', replayUrl: 'https://app.fullstory.com/1' }, 'page');
    expect(applied[0]?.[0].replayUrl).toBe('https://app.fullstory.com/1');
    Object.assign(tag.fullstory, { accept: () => undefined });
    accept(tag, { type: 'rage_click', replayUrl: 'https://elsewhere.example/' }, 'page');
    expect(applied[1]?.[0]).not.toHaveProperty('replayUrl');
  });
});

describe('what the site excludes', () => {
  const options = { exclude: { pages: ['/health/*'] } };

  test.each([
    ['of that page is refused', '/health/x', 'page', '/', false],
    ['on that page is refused, whatever page it names', '/', 'page', '/health/x', false],
    ['of the tag’s own counts by where it was', '/', 'tag', '/health/x', true],
    ['of another page is taken in', '/', 'page', '/shop', true],
  ] as const)('%s', (_name, page, origin, path, accepted) => {
    const { tag, problems } = createIntakeTag({ options, path });
    expect(accept(tag, { type: 'rage_click', page }, origin)).toBe(accepted);
    expect(problems).toEqual(accepted ? [] : [['excluded', 'rage_click']]);
  });

  test('is asked of one path or of several, of which one is enough', () => {
    const { tag } = createIntakeTag({ options });
    expect(isExcluded(tag, undefined, ['/shop', '/health/x'])).toBe(true);
    expect(isExcluded(tag, undefined, ['/shop', '/basket'])).toBe(false);
  });
});

describe('a hundred signals in a second', () => {
  const flood = (times: number, given = createIntakeTag()) => {
    for (let time = 0; time < times; time++) accept(given.tag, { type: 'rage_click' }, 'page');
    return given;
  };

  test('are taken in, and no more', () => {
    const { tag, problems } = flood(101);
    expect(tag._counts).toMatchObject({ received: 101, refused: 1 });
    expect(problems).toEqual([['too_many_signals', 'page']]);
  });

  test.each([
    [999, 1],
    [1000, 0],
    [-1000, 0],
  ])('are counted anew when the clock has moved by %i ms', (ms, refused) => {
    const given = flood(100);
    given.clock.now = NOW + ms;
    flood(1, given);
    expect(given.tag._counts.refused).toBe(refused);
  });
});
