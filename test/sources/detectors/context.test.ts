// @vitest-environment jsdom
import { expect, it, vi } from 'vitest';
import type { Config } from '../../../src/config/read-options.js';
import { createDetectorContext } from '../../../src/sources/detectors/context.js';
import { createBench } from '../../support/detecting.js';

const start = () => {
  const bench = createBench(() => () => {});
  const context = createDetectorContext(() => true, bench.ports, {} as Config);
  const stop = () => {
    for (const undo of context.undos.splice(0).reverse()) undo();
  };
  return { bench, context, stop };
};

it('hears each type of event once, however many detectors listen, and nothing is left of it', () => {
  const { bench, context, stop } = start();
  const before = bench.left();
  const heard: unknown[] = [];
  for (const name of ['first', 'second']) context.on('click', (event, here) => heard.push([name, event.type, here.at]));
  expect(bench.left()).toBe(before + 1);
  bench.fire('click');
  expect(heard).toEqual([
    ['first', 'click', 0],
    ['second', 'click', 0],
  ]);
  stop();
  bench.stop();
  expect(bench.left()).toBe(0);
});

it('lets no detector keep the others from an event', () => {
  const { bench, context } = start();
  const second = vi.fn();
  context.on('click', () => {
    throw new Error('the first');
  });
  context.on('click', second);
  // The bench's guard keeps what was thrown.
  expect(() => bench.fire('click')).toThrow('the first');
  expect(second).toHaveBeenCalledOnce();
});

it('tells the others nothing any more where one of them has stopped the tag', () => {
  const { bench, context, stop } = start();
  const second = vi.fn();
  context.on('click', stop);
  context.on('click', second);
  bench.fire('click');
  expect(second).not.toHaveBeenCalled();
});
