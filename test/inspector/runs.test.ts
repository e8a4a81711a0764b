import { expect, test } from 'vitest';
import { runOf } from '../../src/inspector/sections.js';
import { type InspectHandle, inspect } from '../../src/outputs/inspect.js';
import { rules } from '../../src/rules/rules-source.js';
import { openShop } from '../support/shop.js';

const RULE = { name: 'two_then_one', steps: [{ signal: 'dead_click', count: 2 }, { signal: 'form_error' }] } as const;

test('an open run is read from the record as the rules keep it', () => {
  const shop = openShop({
    build: { sources: [rules(), inspect(undefined)], adapters: {} },
    options: { consent: 'granted', rules: [RULE] },
  });
  // The full build has it.
  const handle = shop.tag as unknown as InspectHandle;
  const run = () => {
    const { rules: list, session } = handle.inspect();
    const [rule] = list.filter(({ name }) => name === RULE.name);
    return rule && runOf(rule, session);
  };
  expect(run()).toEqual({ done: 0, of: 3, since: 0 });
  shop.tag.signal({ type: 'dead_click' });
  const since = run()?.since;
  expect(run()).toMatchObject({ done: 1, of: 3 });
  expect(since).toBeGreaterThan(0);
  shop.pass(5000);
  shop.tag.signal({ type: 'dead_click' });
  expect(run()).toEqual({ done: 2, of: 3, since });
  shop.tag.signal({ type: 'form_error' });
  expect(run()).toMatchObject({ done: 0 });
});
