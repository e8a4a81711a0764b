// Builds what Tag Manager imports, template.tpl and custom-html.html, from its parts. `npm test` compares the committed
// files with what this builds.
//
//   npx tsx gtm/build.ts
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isCommand } from '../scripts/command.js';
import { FIELDS } from './parts/fields.js';

const here = (path: string) => new URL(path, import.meta.url);
const read = (path: string) => readFileSync(here(path), 'utf8');
const { version }: { version: string } = JSON.parse(read('../package.json'));

const FOLDER = `https://cdn.jsdelivr.net/npm/fullstory-ometria@${version}/dist/`;

/** The addresses the template may load: of one version, so that what was tested is what runs. */
export const LOADER = `${FOLDER}fullstory-ometria.loader.min.js`;
export const SCRIPT = `${FOLDER}fullstory-ometria.min.js`;

const stamp = (text: string) => text.replaceAll('%SCRIPT%', SCRIPT).replaceAll('%LOADER%', LOADER);
// As the editor exports it: no character that could end a script element.
const json = (value: unknown) =>
  JSON.stringify(value, null, 2).replace(/[<>&'=]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`);
const indent = (text: string) => text.trimEnd().replace(/^(?=.)/gm, '    ');

const scenarios = readdirSync(here('parts/tests/'))
  .filter((name) => name.endsWith('.js') && name !== 'setup.js')
  .sort()
  .map((name) => {
    const [first = '', ...code] = read(`parts/tests/${name}`).split('\n');
    return `- name: ${first.replace(/^\/\/ /, '')}\n  code: |-\n${indent(stamp(code.join('\n')))}`;
  });

const sections = {
  TERMS_OF_SERVICE: `By creating or modifying this file you agree to Google Tag Manager's Community
Template Gallery Developer Terms of Service available at
https://developers.google.com/tag-manager/gallery-tos (or such other URL as
Google may provide), as modified from time to time.`,
  INFO: json(JSON.parse(read('parts/info.json'))),
  TEMPLATE_PARAMETERS: json(FIELDS),
  SANDBOXED_JS_FOR_WEB_TEMPLATE: stamp(read('parts/template.js')).trimEnd(),
  WEB_PERMISSIONS: json(JSON.parse(stamp(read('parts/permissions.json')))),
  TESTS: `scenarios:\n${scenarios.join('\n')}\nsetup: |-\n${indent(stamp(read('parts/tests/setup.js'))).replace(/^ {2}/gm, '')}`,
  NOTES: `Built from the parts in gtm/ for fullstory-ometria ${version}.`,
};

/** The text of template.tpl. */
export const buildTemplate = () =>
  `${Object.entries(sections)
    .map(([name, text]) => `___${name}___\n\n${text}`)
    .join('\n\n\n')}\n`;

/** The text of custom-html.html. */
export const buildCustomHtml = () => stamp(read('parts/custom-html.html'));

if (isCommand(import.meta.url)) {
  writeFileSync(here('template.tpl'), buildTemplate());
  writeFileSync(here('custom-html.html'), buildCustomHtml());
}
