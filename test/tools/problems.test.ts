import { expect, test, vi } from 'vitest';
import { createGuard } from '../../src/tools/guard.js';
import { createProblems } from '../../src/tools/problems.js';

const quiet = createGuard(() => {});

test('problems are counted by code, with the last detail and its time', () => {
  const now = vi.spyOn(Date, 'now');
  const { report, list } = createProblems(() => {}, quiet);
  now.mockReturnValue(1);
  report('bad_option', 'prefix');
  report('bad_signal');
  now.mockReturnValue(2);
  report('bad_option', 'budget');
  expect(list()).toEqual([
    { code: 'bad_option', at: 2, count: 2, detail: 'budget' },
    { code: 'bad_signal', at: 1, count: 1, detail: '' },
  ]);
});

test('each is told with a copy of its own', () => {
  const told = vi.fn();
  const { report, list } = createProblems(told, quiet);
  report('bad_option', ['a', 'b']);
  expect(told.mock.calls).toMatchObject([[{ code: 'bad_option', count: 1, detail: 'a,b' }]]);
  Object.assign(told.mock.calls[0]?.[0], { count: 99 });
  const [problem] = list();
  if (problem) problem.count = 99;
  expect(list()[0]?.count).toBe(1);
});

test.each<[string, unknown]>([
  ['a symbol', Symbol('s')],
  ['an object without a prototype', Object.create(null)],
  [
    'an object whose toString throws',
    {
      toString: () => {
        throw new Error('x');
      },
    },
  ],
  [
    'a proxy that refuses everything',
    new Proxy(
      {},
      {
        get: () => {
          throw new Error('x');
        },
      },
    ),
  ],
  ['a megabyte', 'x'.repeat(2 ** 20)],
])('a detail that is %s harms nobody', (_, detail) => {
  const { report, list } = createProblems(() => {}, quiet);
  report('internal_error', detail);
  expect(list()).toHaveLength(1);
  expect(list()[0]?.detail.length).toBeLessThanOrEqual(120);
});
