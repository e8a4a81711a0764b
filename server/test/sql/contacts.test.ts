import { describe, expect, test } from 'vitest';
import { compareFigures, FILES } from './figures.js';
import { generateWarehouse } from './generator.js';

// The 100,000 events: test/long/warehouse.test.ts.
const warehouse = generateWarehouse({ seed: 21, contacts: 300, events: 6000 });

describe.each(FILES)('the SQL for $name', (file) => {
  test('says of every contact what the events say', async () => {
    const { found, expected } = await compareFigures(warehouse, file);
    expect(found.rows).toBe(expected.contacts.size);
    expect(found.rows).toBeGreaterThan(200);
    for (const [email, row] of expected.contacts) expect(found.contacts.get(email)).toEqual(row);
    expect(found.coverage).toEqual(expected.coverage);
  });
});
