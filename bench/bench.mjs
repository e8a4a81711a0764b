// Measures the tag beside what people would use instead, in one run on one machine. Ratios are the result.
//
//   npm run bench                    everything, and writes bench/RESULTS.md
//   npm run bench -- bytes wire      only these parts, to the terminal
//   npm run bench -- --quick         everything in few rounds, to the terminal: does it run at all?
import { existsSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openBench } from './lib/browser.mjs';
import { installPeers, peers } from './lib/peers.mjs';
import { targetTable } from './lib/report.mjs';
import { bytesPart } from './parts/bytes.mjs';
import { eventPart } from './parts/event.mjs';
import { memoryPart } from './parts/memory.mjs';
import { startPart } from './parts/start.mjs';
import { stormPart } from './parts/storm.mjs';
import { wirePart } from './parts/wire.mjs';

const PARTS = {
  bytes: bytesPart,
  start: startPart,
  event: eventPart,
  storm: stormPart,
  wire: wirePart,
  memory: memoryPart,
};

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const wanted = positionals.length > 0 ? positionals : Object.keys(PARTS);
const unknown = wanted.filter((name) => !(name in PARTS));

if (unknown.length > 0 || !existsSync(join(dist, 'fullstory-ometria.min.js'))) {
  console.error(
    unknown.length > 0
      ? `There is no part ${unknown.join(', ')}: ${Object.keys(PARTS).join(', ')}.`
      : 'Run `npm run build` first.',
  );
  process.exit(1);
}

const failures = installPeers();
const bench = await openBench({ dist, peers: await peers() });
const results = [];
try {
  for (const name of wanted) {
    const started = performance.now();
    const result = await PARTS[name]({ bench, dist, root, failures, quick: values.quick });
    results.push(result);
    console.log(
      `\n## ${result.title}\n\n${result.text}\n\n${targetTable(result.targets)}\n\n(${((performance.now() - started) / 1000).toFixed(0)} s)`,
    );
  }
} finally {
  await bench.close();
}

const machine = [`${cpus().length} cores`, `Node ${process.versions.node}`, `Chromium ${bench.version}`].join(' · ');

if (positionals.length === 0 && !values.quick) {
  const parts = results.map(({ title, text }, at) => `## ${at + 1}. ${title}\n\n${text}`);
  const page = [
    '# Measured',
    `Written by \`npm run bench\`. ${machine}.`,
    'All figures come from one run on one machine that did other things too: **the ratios are the result**, the absolute times are context. A figure is a median; in brackets stand the values between which nine of ten lie.',
    '## Targets',
    targetTable(results.flatMap(({ targets }) => targets)),
    ...parts,
  ];
  writeFileSync(new URL('RESULTS.md', import.meta.url), `${page.join('\n\n')}\n`);
  console.log('\nwritten to bench/RESULTS.md');
}
