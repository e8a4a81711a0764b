import { expect, it } from 'vitest';
import { readPage, withTables } from '../../scripts/signals-table.mjs';

it('docs/signals.md shows the situations that the detectors are tested with', () => {
  expect(readPage(), 'node scripts/signals-table.mjs').toBe(withTables(readPage()));
});
