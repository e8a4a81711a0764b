import { expect, test, vi } from 'vitest';
import { createGuard, type Undo, undoAll } from '../../src/tools/guard.js';

test('hands arguments and answers through', () => {
  const report = vi.fn();
  expect(createGuard(report)((a: number, b: number) => a + b)(2, 3)).toBe(5);
  expect(report).not.toHaveBeenCalled();
});

test.each<unknown>([new Error('x'), 'text', undefined, null, Symbol('s'), Object.create(null)])(
  'what is thrown is reported, and nothing else happens: %#',
  (thrown) => {
    const report = vi.fn();
    const guarded = createGuard(report)(() => {
      throw thrown;
    });
    expect(guarded()).toBeUndefined();
    expect(report.mock.calls).toEqual([[thrown]]);
  },
);

test('answers what it is told to where there was an error', () => {
  const guarded = createGuard(() => {})(() => {
    throw new Error('x');
  }, 'otherwise');
  expect(guarded()).toBe('otherwise');
});

test('undoes in reverse order, each once, and goes on where one throws', () => {
  const done: number[] = [];
  const errors: unknown[] = [];
  const undos: Undo[] = [1, 2, 3].map((number) => () => {
    done.push(number);
    if (number === 2) throw number;
  });
  const guard = createGuard((error) => errors.push(error));
  undoAll(undos, guard);
  undoAll(undos, guard);
  expect(done).toEqual([3, 2, 1]);
  expect(errors).toEqual([2]);
});
