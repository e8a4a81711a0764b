import { describe, expect, it } from 'vitest';
import { compareFigures, FILES } from '../sql/figures.js';
import { generateWarehouse } from '../sql/generator.js';

const warehouse = generateWarehouse({ seed: 20261128, contacts: 5000, events: 100_000 });

describe.each(FILES)('the SQL for $name, over 100,000 events of 5,000 contacts', (file) => {
  it('says of every contact what the events say', async () => {
    const { found, expected } = await compareFigures(warehouse, file);
    console.log(file.name, found.coverage);
    expect(found.rows).toBe(expected.contacts.size);
    expect(found.rows).toBeGreaterThan(4500);
    expect([...found.contacts.keys()].sort()).toEqual([...expected.contacts.keys()].sort());
    for (const [email, row] of expected.contacts) expect(found.contacts.get(email)).toEqual(row);
    expect(found.coverage).toEqual(expected.coverage);
  }, 300_000);
});
