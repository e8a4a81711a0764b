import type { Choices } from './choices.js';
import { readNeeds } from './consent.js';
import { toOptions } from './options.js';
import { isTool } from './vocabulary.js';

const WIDTH = 90;

const quote = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;

/** A value as source text, with keys bare where they can be. */
const toSource = (value: unknown, depth = 1): string => {
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const pad = '  '.repeat(depth);
  const end = '  '.repeat(depth - 1);
  const inner = Array.isArray(value)
    ? value.map((item) => toSource(item, depth + 1))
    : Object.entries(value).map(
        ([key, item]) => `${/^[A-Za-z_]\w*$/.test(key) ? key : quote(key)}: ${toSource(item, depth + 1)}`,
      );
  const [open, close, space] = Array.isArray(value) ? ['[', ']', ''] : ['{', '}', ' '];
  const line = `${open}${space}${inner.join(', ')}${space}${close}`;
  return line.length + pad.length <= WIDTH && !line.includes('\n')
    ? line
    : `${open}\n${inner.map((text) => `${pad}${text},\n`).join('')}${end}${close}`;
};

// What is not filled in yet grants nothing.
const NOTHING = { text: '', texts: [], number: Number.NaN, numbers: [] };

const adapterOf = (choices: Choices): string => {
  const given = readNeeds(choices).map(({ name, kind, value }) => `${name}: ${toSource(value ?? NOTHING[kind])}`);
  return `${choices.consent}(${given.length > 0 ? `{ ${given.join(', ')} }` : ''})`;
};

/** The call for a bundler, with its imports. */
export const toCode = (choices: Choices): string => {
  const { consent, without, presets } = choices;
  const off = without.map((name) => toSource({ name, off: true }, 3));
  const list = [...off, ...presets];
  const imports = [
    "import { createBridge } from 'fullstory-ometria';",
    ...(isTool(consent) ? [`import { ${consent} } from 'fullstory-ometria/consent';`] : []),
    "import { dataLayer } from 'fullstory-ometria/data-layer';",
    "import { detectors } from 'fullstory-ometria/detectors';",
    `import { ${[...presets, 'rules'].sort().join(', ')} } from 'fullstory-ometria/rules';`,
  ];
  const lines = [
    `consent: ${isTool(consent) ? adapterOf(choices) : toSource(consent)}`,
    // The rules first: others tell of what has already happened as soon as they start.
    `sources: [rules(${list.length > 0 ? `[${list.join(', ')}]` : ''}), detectors(), dataLayer()]`,
    ...Object.entries(toOptions(choices)).map(([key, value]) => `${key}: ${toSource(value, 2)}`),
  ];
  return `${imports.join('\n')}

const bridge = createBridge({
${lines.map((line) => `  ${line},\n`).join('')}});`;
};
