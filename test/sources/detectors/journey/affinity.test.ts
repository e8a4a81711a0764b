// @vitest-environment jsdom

import { afterEach, describe, expect, it } from 'vitest';
import { detectors } from '../../../../src/detectors.js';
import { addTo, fade, ranked } from '../../../../src/sources/detectors/journey/affinity.js';
import { latestOf } from '../../../../src/visit/merge.js';
import { type Bench, createBench } from '../../../support/detecting.js';

const KEY = 'fs_ometria_affinity';
const WEEK = 7 * 864e5;
let bench: Bench;
const start = (options: object = {}) => {
  bench = createBench(detectors(), { fields: { affinity_product: true }, owner: 'jane@example.com', ...options });
};
const attend = (product: string, seconds = 60, category = 'Knitwear') =>
  bench.ports.context.now() &&
  bench.fullstory({ type: 'attention', activeSeconds: seconds, scrollDepth: 0, product, category });
const best = (kind: string) => latestOf(bench.own(), `top:${kind}`);
const kept = () => bench.stored.get(KEY);

afterEach(() => {
  bench?.stop();
  expect(bench?.left() ?? 0).toBe(0);
});

describe('attention over time', () => {
  it.each([
    [0, { 'product:A': 100, 'product:B': 2, at: 5 }],
    [WEEK, { 'product:A': 50, 'product:B': 1, at: 5 }],
    [WEEK + 1, { 'product:A': expect.closeTo(50, 3), at: 5 }],
    [7 * WEEK, { at: 5 }],
  ])('halves each week: after %i ms', (ms, expected) => {
    expect(fade({ 'product:A': 100, 'product:B': 2, at: 5 }, ms)).toEqual(expected);
  });

  it('keeps three of a kind, and lets in what comes often', () => {
    let liked = {};
    for (const [name, seconds] of Object.entries({ A: 100, B: 90, C: 80, D: 60 }))
      liked = addTo(liked, 'product', { [`product:${name}`]: seconds });
    expect(liked).toEqual({ 'product:A': 40, 'product:B': 30, 'product:C': 20 });
    liked = addTo({ ...liked, 'category:K': 500 }, 'product', { 'product:D': 60 });
    expect(liked).toEqual({ 'product:D': 40, 'product:A': 20, 'product:B': 10, 'category:K': 500 });
    for (let at = 0; at < 3; at++) liked = addTo(liked, 'product', { 'product:E': 60 });
    expect(ranked(liked, 'product')[0]).toBe('product:E');
    expect(ranked(liked, 'product').length).toBeLessThanOrEqual(3);
  });
});

describe('affinity', () => {
  it('says what held the most attention, over visits', () => {
    start();
    attend('A', 60, 'Knitwear');
    attend('B', 40, 'Hats');
    attend('C', 30, 'Hats');
    expect([best('product'), best('category')]).toEqual(['A', 'Hats']);
    const { stored } = bench;
    bench.stop();
    start({ kept: stored });
    expect(best('product')).toBeUndefined();
    bench.fullstory({ type: 'rage_click' });
    expect([best('product'), best('category')]).toEqual(['A', 'Hats']);
  });

  it('keeps three products and three categories, and nothing that says whose they are', () => {
    start();
    for (let at = 0; at < 20; at++) attend(`SKU-${at}`, 10 + at, `Category ${at}`);
    expect(kept()?.match(/product:/g)).toHaveLength(3);
    expect(kept()?.match(/category:/g)).toHaveLength(3);
    expect(kept()).not.toContain('jane');
  });

  it.each([
    ['somebody else', { owner: 'tom@example.com' }],
    ['nobody', { owner: null }],
    ['a link that the site has not confirmed', { record: { latest: { link: [1_700_000_000_000, true] } } }],
  ])('is nothing for %s', (_name, given) => {
    start();
    attend('A');
    const { stored } = bench;
    bench.stop();
    start({ kept: stored, ...given });
    bench.fullstory({ type: 'rage_click' });
    expect(best('product')).toBeUndefined();
  });

  it('is another’s from their first signal on', () => {
    start();
    attend('A');
    const { stored } = bench;
    bench.stop();
    start({ kept: stored, owner: 'tom@example.com' });
    attend('B', 10);
    expect(best('product')).toBe('B');
    expect(kept()).not.toContain('product:A');
  });

  it('is the same person’s in another spelling', () => {
    start();
    attend('A');
    const { stored } = bench;
    bench.stop();
    start({ kept: stored, owner: ' Jane@Example.com' });
    bench.fullstory({ type: 'rage_click' });
    expect(best('product')).toBe('A');
  });

  it('is nothing where what is kept was written by others', () => {
    start({ kept: new Map([[KEY, '{"product:EVIL":999}']]) });
    attend('A');
    expect(best('product')).toBe('A');
    expect(kept()).not.toContain('EVIL');
  });

  it('keeps nothing before consent, nor where no field asks for it, and takes away what was kept', () => {
    start();
    bench.waitForConsent();
    attend('A');
    expect(kept()).toBeUndefined();
    bench.stop();
    start();
    attend('A');
    const { stored } = bench;
    bench.stop();
    start({ kept: stored, fields: {} });
    attend('A');
    expect(kept()).toBeUndefined();
  });
});
