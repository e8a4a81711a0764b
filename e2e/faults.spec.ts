import { mkdirSync, writeFileSync } from 'node:fs';
import { type Contestant, FAULTS, playFault } from './support/faults.js';
import { expect, test } from './support/fixtures.js';

// So many browsers' contexts at once; more only makes each of them slower.
const AT_ONCE = 6;
const PARTS = 3;

for (let part = 0; part < PARTS; part++) {
  const faults = FAULTS.filter((_, at) => at % PARTS === part);
  test.describe(`faults, part ${part + 1}`, () => {
    // The glue throws where it throws.
    test.use({ pageErrorsAllowed: true });

    test('what can be delivered is, once, and to the right contact @firefox', async ({ browser, demo }, {
      project,
    }) => {
      test.setTimeout(240_000);
      const jobs = faults.flatMap((fault) => (['tag', 'glue'] as Contestant[]).map((who) => ({ fault, who })));
      const rows: object[] = [];
      const work = async () => {
        for (let job = jobs.shift(); job; job = jobs.shift()) {
          const { fault, who } = job;
          const score = await playFault(fault, { browser, demo, who });
          rows.push({ browser: project.name, fault: fault.name, outcome: fault.outcome ?? 'delivered', who, ...score });
          if (who === 'glue') continue;
          const { signals = 1 } = fault;
          const { delivered, duplicated, misattributed, lost } = score;
          expect
            .soft({ delivered, duplicated, misattributed, lost }, fault.name)
            .toEqual({ delivered: signals, duplicated: 0, misattributed: 0, lost: 0 });
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      mkdirSync('test-results/faults', { recursive: true });
      writeFileSync(`test-results/faults/${project.name}-${part}.json`, JSON.stringify(rows, null, 2));
    });
  });
}
