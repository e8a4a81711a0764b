// @vitest-environment jsdom
import { expect, it, vi } from 'vitest';
import type { Config } from '../../../src/config/read-options.js';
import { createDetectorContext } from '../../../src/sources/detectors/context.js';
import { createValues } from '../../../src/sources/detectors/evidence/values.js';
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

it('reads the fields of the page once at a moment, and those around the press for each', () => {
  document.body.innerHTML =
    '<input id="far" value="1"><form><input id="near" value="2"><button></button></form><a></a>';
  const [far, button, link] = ['#far', 'button', 'a'].map((found) => document.querySelector(found) as Element);
  if (!far || !button || !link) throw new Error('no page');
  const values = createValues(document);
  const first = [values(button, 1), values(link, 1)];
  const read = vi.spyOn(far as HTMLInputElement, 'value', 'get');
  expect([values(button, 1), values(link, 1)]).toEqual(first);
  // Beside the link it is around.
  expect(read).toHaveBeenCalledTimes(1);
  (document.querySelector('#near') as HTMLInputElement).value = '3';
  const now = values(button, 1);
  expect(now).not.toBe(first[0]);
  read.mockReturnValue('4');
  expect(values(button, 2)).not.toBe(now);
});
