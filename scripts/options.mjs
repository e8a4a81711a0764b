// Writes docs/options.md from the doc comments of `Options` in src/types/. test/docs/made.test.ts compares.
//
//   node scripts/options.mjs
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));

/** One file's statements. Only what is written is read: no checker, which would take seconds. */
const parse = (path) => ts.createSourceFile(path, readFileSync(`${root}${path}`, 'utf8'), ts.ScriptTarget.Latest, true);

// Where the options are declared; `Options` extends the other two.
const FILES = ['src/types/options.ts', 'src/types/config.ts', 'src/types/fields.ts'];
const DETECTORS = 'src/sources/detectors/context.ts';

// In the order in which somebody sets a shop up; what is in none of them comes last.
const GROUPS = {
  Consent: ['consent', 'beforeConsent', 'globalPrivacyControl', 'linkIdentities', 'attributeAnonymous'],
  'Properties in Ometria': ['prefix', 'fields', 'keys', 'write', 'budget', 'beforeSend', 'sample', 'holdout'],
  Signals: ['bdl', 'detect', 'rules', 'sources', 'exclude', 'page'],
  'Funnel and catalogue': ['funnel', 'product', 'category'],
  'Delivery and session': ['timing', 'session', 'start'],
  Vendors: ['fullstory', 'ometria', 'pauseOnShutdown', 'echo'],
  'Looking on': ['debug', 'inspector', 'onHealth'],
};

const flat = (text) => text.replace(/\s+/g, ' ').trim();
const cell = (text) => flat(text).replace(/\|/g, '\\|');

const docOf = (node) => flat((node.jsDoc ?? []).map(({ comment }) => comment).join(' '));

/** Every option: path, type as written, doc comment. */
export const readOptions = () => {
  const interfaces = Object.fromEntries(
    FILES.flatMap((path) => parse(path).statements.filter(ts.isInterfaceDeclaration)).map((node) => [
      node.name.text,
      node,
    ]),
  );

  /** Members that are documented one by one: of an object written out, or of an interface of ours for a vendor. */
  const membersOf = (type) => {
    if (ts.isTypeLiteralNode(type)) return type.members.filter(ts.isPropertySignature);
    const name = ts.isTypeReferenceNode(type) ? type.typeName.getText() : '';
    return /^(FullStory|Ometria)Options$/.test(name) ? interfaces[name].members : [];
  };

  const read = (node, path) => {
    const members = membersOf(node.type).flatMap((member) => read(member, `${path}.${member.name.getText()}`));
    const type = members.length
      ? 'object'
      : flat(node.type.getText())
          .replace(/ & \{\}/g, '')
          .replace(/^\| /, '');
    return [{ path, type, doc: docOf(node) }, ...members];
  };

  const own = [...interfaces.Options.members, ...interfaces.HandedOnOptions.members];
  const names = own.map(({ name }) => name.getText());
  const inherited = interfaces.PropertyOptions.members.filter(({ name }) => !names.includes(name.getText()));
  return [...own, ...inherited].flatMap((node) => read(node, node.name.getText()));
};

/** Every threshold of the detectors: signal type, its defaults, and the comment above it. */
export const readDetectors = () => {
  const source = parse(DETECTORS);
  const statement = source.statements.find((node) => node.getText().startsWith('const DEFAULTS'));
  return statement.declarationList.declarations[0].initializer.properties.map((property) => ({
    type: property.name.getText(),
    defaults: flat(property.initializer.getText().replace(/ as string\[\]/g, '')),
    doc: docOf(property),
  }));
};

const tableOf = (options) =>
  [
    '| option | type | |',
    '|---|---|---|',
    ...options.map(({ path, type, doc }) => `| \`${path}\` | \`${cell(type)}\` | ${cell(doc)} |`),
  ].join('\n');

/** The text of docs/options.md. */
export const buildOptions = () => {
  const all = readOptions();
  const listed = Object.values(GROUPS).flat();
  const rest = [...new Set(all.map(({ path }) => path.split('.')[0]))].filter((name) => !listed.includes(name));
  const groups = Object.entries({ ...GROUPS, ...(rest.length && { More: rest }) });
  const sections = groups.map(([title, names]) => {
    const options = names.flatMap((name) => all.filter(({ path }) => path === name || path.startsWith(`${name}.`)));
    return `## ${title}\n\n${tableOf(options)}`;
  });
  const detectors = readDetectors().map(
    ({ type, defaults, doc }) => `| \`${type}\` | \`${cell(defaults)}\` | ${cell(doc)} |`,
  );
  return `# Options

<!-- Written by scripts/options.mjs from the doc comments in src/types/. -->

The same object whichever way the tag comes in. For a script tag: \`data-options\` (JSON) or \`['config', …]\`. In Tag
Manager: the fields of the template. From npm: the argument of \`createBridge\`. A scalar may also stand on the script tag by itself:
\`data-prefix="web_"\`. Commands win over attributes. A wrong value is a problem in \`health()\`, and the default is used; a
name that does not exist is reported as \`unknown_option\`.

Functions (\`beforeSend\`, \`bdl.subscribe\`, \`ometria.ready\`, \`onHealth\`, a \`consent\` function) need \`['config', …]\` or npm:
JSON and Tag Manager cannot carry them.

${sections.join('\n\n')}

## Thresholds of the detectors

\`detect: { <signal>: { <threshold>: … } }\`; \`false\` instead of an object switches a detector off. What each means is in
[signals](signals.md).

| signal | defaults | |
|---|---|---|
${detectors.join('\n')}
`;
};

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  writeFileSync(`${root}docs/options.md`, buildOptions());
}
