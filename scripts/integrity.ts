// Writes dist/integrity.json: the value of a script tag's `integrity` attribute for every script build.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const dist = new URL('../dist/', import.meta.url);
const hash = (file: string) =>
  createHash('sha384')
    .update(readFileSync(new URL(file, dist)))
    .digest('base64');

const files = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.min.js'))
  .sort();
const integrity = Object.fromEntries(files.map((file) => [file, `sha384-${hash(file)}`]));

writeFileSync(new URL('integrity.json', dist), `${JSON.stringify(integrity, null, 2)}\n`);
