// Measures the tag beside what people would use instead, on one machine, part by part. Ratios are the result.
//
//   npm run bench                        builds, measures everything, and writes bench/RESULTS.md and bench/results.json
//   npm run bench -- bytes wire          only these parts, to the terminal
//   npm run bench -- --write arrival     only this part, and writes it into the page
//   npm run bench -- --quick             everything in few rounds, to the terminal: does it run at all?
//   npm run bench -- --rounds 2 arrival  so many fresh pages of each sort, where a part counts by pages
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBench } from './lib/browser.js';
import { root } from './lib/git.js';
import type { Given, Part } from './lib/part.js';
import { installPeers, peers } from './lib/peers.js';
import { target, targetTable } from './lib/report.js';
import { circumstances, circumstancesTable, writeResult } from './lib/results.js';
import { arrivalPart } from './parts/arrival.js';
import { beforePart } from './parts/before.js';
import { bytesPart } from './parts/bytes.js';
import { eventPart } from './parts/event.js';
import { memoryPart } from './parts/memory.js';
import { startPart } from './parts/start.js';
import { stormPart } from './parts/storm.js';
import { wirePart } from './parts/wire.js';

const PARTS: Record<string, (given: Given) => Promise<Part>> = {
  bytes: bytesPart,
  start: startPart,
  event: eventPart,
  storm: stormPart,
  wire: wirePart,
  memory: memoryPart,
  arrival: arrivalPart,
  before: beforePart,
};

const { values, positionals } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    rounds: { type: 'string' },
  },
  allowPositionals: true,
});
const dist = join(root, 'dist');
const order = Object.keys(PARTS);
const wanted = positionals.length > 0 ? positionals : order;
const unknown = wanted.filter((name) => !(name in PARTS));
const written = values.write || (positionals.length === 0 && !values.quick && !values.rounds);

const refusal =
  unknown.length > 0
    ? `There is no part ${unknown.join(', ')}: ${order.join(', ')}.`
    : !existsSync(join(dist, 'fullstory-ometria.min.js')) && 'Run `npm run build` first.';
if (refusal) {
  console.error(refusal);
  process.exit(1);
}

const failures = installPeers();
const found = await peers();
const open = () => openBench({ dist, peers: found });
let bench = await open();
const of = circumstances(bench.version);
const started = performance.now();

for (const name of wanted) {
  const began = performance.now();
  let part: Part;
  let hasFailed = false;
  try {
    const measure = PARTS[name];
    if (!measure) continue;
    part = await measure({
      bench,
      dist,
      root,
      failures,
      peers: found.filter((peer) => /^(web-vitals|posthog-js)$/.test(peer.name)),
      quick: values.quick,
      rounds: values.rounds === undefined ? undefined : Number(values.rounds),
    });
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
    hasFailed = true;
    const [reason] = String(error instanceof Error ? error.message : error).split('\n');
    part = { title: name, text: `This part failed: ${reason}`, targets: [target(name, 'failed')] };
    // The browser may have gone with it.
    await bench.close().catch(() => {});
    bench = await open();
  }
  const { title, text, targets } = part;
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(`\n## ${title}\n\n${text}\n\n${targetTable(targets)}\n\n(${seconds} s)`);
  // After every part: what comes later may fail or be stopped. What has failed leaves the older result.
  if (written && !hasFailed) writeResult(name, { ...part, of }, order);
}
await bench.close();
const minutes = ((performance.now() - started) / 60_000).toFixed(1);
console.log(
  `\n${circumstancesTable(of)}\n\n${written ? 'written to bench/RESULTS.md and bench/results.json, ' : ''}${minutes} minutes`,
);
