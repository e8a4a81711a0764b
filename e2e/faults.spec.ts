import { mkdirSync, writeFileSync } from 'node:fs';
import { brokenBy, type Contestant, FAULTS, type Fault, playFault } from './support/faults.js';
import { expect, test } from './support/fixtures.js';

// So many browsers' contexts at once; more only makes each of them slower.
const AT_ONCE = 6;
const PARTS = 3;

/** Lets so many in at once; the others queue. */
const createTurnstile = (places: number) => {
  const queue: (() => void)[] = [];
  let free = places;
  return async (act: () => Promise<void>) => {
    if (free > 0) free--;
    else await new Promise<void>((enter) => queue.push(enter));
    try {
      await act();
    } finally {
      const next = queue.shift();
      if (next) next();
      else free++;
    }
  };
};

// The loader's column is played by `npm run faults` alone: what it keeps of a tab that closes before the tag has come is lost by
// design, and on a busy machine any tab may.
const PLAYED: readonly Contestant[] = process.env.FAULTS_LOADER ? ['tag', 'loader', 'glue'] : ['tag', 'glue'];

for (let part = 0; part < PARTS; part++) {
  const faults = FAULTS.filter((_, at) => at % PARTS === part);
  test.describe(`faults, part ${part + 1}`, () => {
    // The glue throws where it throws.
    test.use({ pageErrorsAllowed: true });

    test('what can be delivered is, once, and to the right contact @soak @firefox', async ({ browser, demo }, {
      project,
    }) => {
      test.setTimeout(360_000);
      const rows: object[] = [];
      const acting = createTurnstile(AT_ONCE);
      const play = async (fault: Fault, who: Contestant) => {
        const score = await playFault(fault, { browser, demo, who, acting });
        rows.push({ browser: project.name, fault: fault.name, outcome: fault.outcome ?? 'delivered', who, ...score });
        if (who === 'glue') return;
        const { delivered, duplicated, misattributed, lost } = score;
        // Where nobody has agreed there is no tag to count, and what comes after a log-out is dropped where the tag would hold it.
        const isUncounted = who === 'loader' && /^(refused|held)$/.test(fault.outcome ?? '');
        const broken = isUncounted ? [] : brokenBy(fault, score);
        expect
          .soft({ delivered, duplicated, misattributed, lost, broken }, `${fault.name}, ${who}`)
          .toEqual({ delivered: fault.signals ?? 1, duplicated: 0, misattributed: 0, lost: 0, broken: [] });
      };
      await Promise.all(faults.flatMap((fault) => PLAYED.map((who) => play(fault, who))));
      mkdirSync('test-results/faults', { recursive: true });
      writeFileSync(`test-results/faults/${project.name}-${part}.json`, JSON.stringify(rows, null, 2));
    });
  });
}
