// Measures the tag beside what people would use instead, in one run on one machine. Ratios are the result.
//
//   npm run bench                    builds, measures everything, and writes bench/RESULTS.md; 25 minutes on 2 quiet cores
//   npm run bench -- bytes wire      only these parts, to the terminal
//   npm run bench -- --quick         everything in few rounds, to the terminal: does it run at all?
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, release, totalmem, type, version } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openBench } from './lib/browser.mjs';
import { installPeers, peers } from './lib/peers.mjs';
import { table, target, targetTable } from './lib/report.mjs';
import { arrivalPart } from './parts/arrival.mjs';
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
  arrival: arrivalPart,
};

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const wanted = positionals.length > 0 ? positionals : Object.keys(PARTS);
const unknown = wanted.filter((name) => !(name in PARTS));
const written = positionals.length === 0 && !values.quick;

if (unknown.length > 0 || !existsSync(join(dist, 'fullstory-ometria.min.js'))) {
  console.error(
    unknown.length > 0
      ? `There is no part ${unknown.join(', ')}: ${Object.keys(PARTS).join(', ')}.`
      : 'Run `npm run build` first.',
  );
  process.exit(1);
}

const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout?.trim();

/** The system's own name for itself, where it has one. */
const system = () => {
  try {
    return /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))[1];
  } catch {
    return version();
  }
};

/** On what, with what and of what: without it a figure cannot be compared with another. */
const circumstances = (browser) => {
  const { version: tag } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const changed = git('status', '--porcelain', 'src', 'bench', ':!bench/RESULTS.md')
    ? ', with changes not committed'
    : '';
  return table(
    ['of what', 'with what'],
    [
      ['tag', `${tag}, commit ${git('rev-parse', '--short', 'HEAD') || 'unknown'}${changed}`],
      ['date', new Date().toISOString().slice(0, 10)],
      ['processor', `${cpus()[0]?.model.trim() || 'unknown'}, ${cpus().length} cores`],
      ['memory', `${Math.round(totalmem() / 2 ** 30)} GB`],
      ['system', `${system()}, ${type()} ${release()}, ${arch()}`],
      ['browser', `Chromium ${browser}`],
      ['Node', process.versions.node],
      ['load of the machine as it began', loadavg()[0].toFixed(1)],
    ],
  );
};

const failures = installPeers();
const found = await peers();
const open = () => openBench({ dist, peers: found });
let bench = await open();
const head = circumstances(bench.version);
const results = [];
const started = performance.now();
const minutes = () => ((performance.now() - started) / 60_000).toFixed(1);

/** Written after every part: what comes later may fail or be stopped. */
const write = () => {
  const missing = wanted.length - results.length;
  const page = [
    '# Measured',
    `Written by \`npm run bench\` in ${minutes()} minutes.${missing > 0 ? ` **Not finished: ${missing} of ${wanted.length} parts are missing.**` : ''}`,
    head,
    'All figures come from one run on one machine: **the ratios are the result**, the absolute times are context. Where brackets stand behind a figure it is a median, and they hold the values between which nine of ten lie; a part says so where it is something else.',
    '## Targets',
    targetTable(results.flatMap(({ targets }) => targets)),
    ...results.map(({ title, text }, at) => `## ${at + 1}. ${title}\n\n${text}`),
  ];
  writeFileSync(new URL('RESULTS.md', import.meta.url), `${page.join('\n\n')}\n`);
};

for (const name of wanted) {
  const began = performance.now();
  try {
    results.push(
      await PARTS[name]({
        bench,
        dist,
        root,
        failures,
        peers: found.filter(({ name }) => /^(web-vitals|posthog-js)$/.test(name)),
        quick: values.quick,
      }),
    );
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
    const [reason] = String(error.message ?? error).split('\n');
    results.push({ title: name, text: `This part failed: ${reason}`, targets: [target(name, 'failed', undefined)] });
    // The browser may have gone with it.
    await bench.close().catch(() => {});
    bench = await open();
  }
  const { title, text, targets } = results.at(-1);
  console.log(
    `\n## ${title}\n\n${text}\n\n${targetTable(targets)}\n\n(${((performance.now() - began) / 1000).toFixed(0)} s)`,
  );
  if (written) write();
}
await bench.close();
console.log(`\n${head}\n\n${written ? 'written to bench/RESULTS.md, ' : ''}${minutes()} minutes`);
