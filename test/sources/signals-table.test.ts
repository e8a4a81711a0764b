import { expect, it } from 'vitest';
import { readPage, withTables } from '../../scripts/signals-table.js';

it('docs/situations.md shows the situations that the detectors are tested with', () => {
  expect(readPage(), 'npx tsx scripts/signals-table.ts').toBe(withTables(readPage()));
});
