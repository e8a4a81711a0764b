// Draws the README's charts from bench/results.json.  npm run charts
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as Plot from '@observablehq/plot';
import { readResults } from './lib/results.js';
import { median } from './lib/stats.js';

// jsdom brings no types; with those of the registry vitest's types would put the DOM into the server's check.
const { JSDOM } = createRequire(import.meta.url)('jsdom') as {
  JSDOM: new (html: string) => { window: { document: Document } };
};

const FOLDER = new URL('../docs/images/', import.meta.url);
const OURS = /tag|loader|single/;
const COLOURS = { ours: '#0b6e4f', others: '#9aa5b1' };
const WIDTH = 720;

interface Bar {
  name: string;
  value: number;
  low?: number;
  high?: number;
  /** What is written at the bar's end; the value where nothing else is said. */
  words?: string;
}

interface Chart {
  title: string;
  unit: string;
  bars: Bar[];
  /** A logarithmic scale, where one is a hundred times another. */
  isLog?: boolean;
}

const written = (value: number) => value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 });

/** Horizontal bars, the smallest first, as one SVG with a ground of its own: README is read in the dark as well. */
const draw = ({ title, unit, bars, isLog = false }: Chart): string => {
  const { document } = new JSDOM('').window;
  const sorted = [...bars].sort((one, other) => one.value - other.value);
  const fill = ({ name }: Bar) => (OURS.test(name) ? COLOURS.ours : COLOURS.others);
  const svg = Plot.plot({
    document,
    width: WIDTH,
    height: 76 + sorted.length * 30,
    marginLeft: 190,
    marginRight: 90,
    marginTop: 44,
    marginBottom: 26,
    style: { background: '#ffffff', color: '#1f2933', fontFamily: 'system-ui, sans-serif', fontSize: '13px' },
    x: { label: null, ticks: 5, grid: true, ...(isLog && { type: 'log' as const }), tickFormat: written },
    y: { label: null, domain: sorted.map(({ name }) => name), padding: 0.25 },
    marks: [
      Plot.barX(sorted, {
        y: 'name',
        x1: isLog ? Math.min(...sorted.map(({ value }) => value)) / 3 : 0,
        x2: 'value',
        fill,
      }),
      Plot.text(sorted, {
        y: 'name',
        x: 'value',
        text: ({ words, value }: Bar) => words ?? written(value),
        textAnchor: 'start',
        dx: 6,
        fontWeight: 600,
      }),
      Plot.text([`${title}, ${unit}`], { frameAnchor: 'top-left', dx: -186, dy: -32, fontSize: 15, fontWeight: 700 }),
    ],
  });
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  svg.setAttribute('role', 'img');
  svg.setAttribute(
    'aria-label',
    `${title}: ${sorted.map(({ name, value }) => `${name} ${written(value)} ${unit}`).join(', ')}`,
  );
  return svg.outerHTML;
};

const results = readResults();
const barsOf = (part: string, figure: string, names: (name: string) => string | undefined = (name) => name): Bar[] =>
  Object.entries(results[part]?.figures?.[figure] ?? {}).flatMap(([name, values]) => {
    const shown = names(name);
    return shown && values.length > 0 ? { name: shown, value: median(values) } : [];
  });

const isShown = (name: string) => (/inspector/.test(name) ? undefined : name);
const isScript = (name: string) => (name === 'none' ? undefined : name);
const CHARTS: Record<string, Chart> = {
  'chart-sizes': {
    title: 'What a script weighs',
    unit: 'bytes, brotli',
    bars: barsOf('bytes', 'brotli, B', isShown),
    isLog: true,
  },
  'chart-click': {
    title: 'What a click costs, page and browser included',
    unit: 'µs of the main thread',
    bars: barsOf('event', 'CPU µs per click'),
  },
  'chart-arrival': {
    title: 'What a page loads before consent',
    unit: 'bytes over the network',
    bars: barsOf('arrival', 'bytes, no consent', isScript),
    isLog: true,
  },
};

for (const [name, chart] of Object.entries(CHARTS)) {
  if (chart.bars.length === 0) {
    console.error(`${name}: nothing was measured.`);
    process.exitCode = 1;
    continue;
  }
  writeFileSync(new URL(`${name}.svg`, FOLDER), `${draw(chart)}\n`);
  console.log(`docs/images/${name}.svg`);
}
