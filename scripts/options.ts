// Writes docs/options.md from the doc comments of `Options` in src/types/. test/docs/made.test.ts compares.
//
//   npx tsx scripts/options.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { readConfig } from '../src/config/read-options.js';
import { isCommand } from './command.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** One file's statements. Only what is written is read: no checker, which would take seconds. */
const parse = (path: string) =>
  ts.createSourceFile(path, readFileSync(`${root}${path}`, 'utf8'), ts.ScriptTarget.Latest, true);

// Where the options are declared; `Options` extends the other two.
const FILES = ['src/types/options.ts', 'src/types/config.ts', 'src/types/fields.ts'];
const DETECTORS = 'src/sources/detectors/context.ts';

// In the order in which somebody sets a shop up; what is in none of them comes last.
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  Consent: ['consent', 'beforeConsent', 'globalPrivacyControl', 'linkIdentities', 'attributeAnonymous'],
  'Properties in Ometria': ['prefix', 'fields', 'keys', 'write', 'budget', 'beforeSend', 'sample', 'holdout'],
  Signals: ['bdl', 'detect', 'rules', 'sources', 'exclude', 'page'],
  'Funnel and catalogue': ['funnel', 'product', 'category'],
  'Delivery and session': ['timing', 'session', 'start'],
  Vendors: ['fullstory', 'ometria', 'pauseOnShutdown', 'echo'],
  'Looking on': ['debug', 'inspector', 'onHealth'],
};

const flat = (text: string) => text.replace(/\s+/g, ' ').trim();
const cell = (text: string) => flat(text).replace(/\|/g, '\\|');

const docOf = (node: ts.Node) =>
  flat(
    ts
      .getJSDocCommentsAndTags(node)
      .filter(ts.isJSDoc)
      .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
      .join(' '),
  );

/** An option: its path, its type as written, its doc comment. */
interface Option {
  path: string;
  type: string;
  doc: string;
}

const typeOf = ({ name, type }: ts.PropertySignature) => {
  if (!type) throw new Error(`The option ${name.getText()} has no type.`);
  return type;
};

/** Every option. */
export const readOptions = (): Option[] => {
  const interfaces = new Map(
    FILES.flatMap((path) => parse(path).statements.filter(ts.isInterfaceDeclaration)).map((node) => [
      node.name.text,
      node.members.filter(ts.isPropertySignature),
    ]),
  );

  /** Members that are documented one by one: of an object written out, or of an interface of ours for a vendor. */
  const membersOf = (type: ts.TypeNode) => {
    if (ts.isTypeLiteralNode(type)) return type.members.filter(ts.isPropertySignature);
    const name = ts.isTypeReferenceNode(type) ? type.typeName.getText() : '';
    return /^(FullStory|Ometria)Options$/.test(name) ? (interfaces.get(name) ?? []) : [];
  };

  const read = (node: ts.PropertySignature, path: string): Option[] => {
    const written = typeOf(node);
    const members = membersOf(written).flatMap((member) => read(member, `${path}.${member.name.getText()}`));
    const type = members.length
      ? 'object'
      : flat(written.getText())
          .replace(/ & \{\}/g, '')
          .replace(/^\| /, '');
    return [{ path, type, doc: docOf(node) }, ...members];
  };

  const own = ['Options', 'HandedOnOptions'].flatMap((name) => interfaces.get(name) ?? []);
  const names = own.map(({ name }) => name.getText());
  const all = interfaces.get('PropertyOptions') ?? [];
  const inherited = all.filter(({ name }) => !names.includes(name.getText()));
  return [...own, ...inherited].flatMap((node) => read(node, node.name.getText()));
};

/** Every threshold of the detectors: signal type, its defaults, and the comment above it. */
export const readDetectors = () => {
  const declared = parse(DETECTORS)
    .statements.filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations])
    .find(({ name }) => name.getText() === 'DEFAULTS')?.initializer;
  if (!declared || !ts.isObjectLiteralExpression(declared)) throw new Error(`${DETECTORS} has no object DEFAULTS.`);
  return declared.properties.filter(ts.isPropertyAssignment).map((property) => ({
    type: property.name.getText(),
    defaults: flat(property.initializer.getText().replace(/ as string\[\]/g, '')),
    doc: docOf(property),
  }));
};

const IN_FORCE: unknown = readConfig({}, () => {});

/** The default as the tag reads it, or as the comment names it where an option is checked where it is used. */
const defaultOf = ({ path, doc }: Option): string => {
  const value = path.split('.').reduce<unknown>((found, key) => Object(found)[key], IN_FORCE);
  if (Array.isArray(value)) return 'none';
  if (value !== undefined) return typeof value === 'object' ? '' : `\`${value}\``;
  const [, named] = /Default `?(\w+)`?[.;,]/.exec(doc) ?? [];
  return named ? `\`${named}\`` : '';
};

/** The comment without the sentence that only repeats the default. */
const withoutDefault = (doc: string) => doc.replace(/ Default `?[\w,]+`?\.$/, '');

const rowOf = (option: Option) => {
  const { path, type, doc } = option;
  const standard = defaultOf(option);
  return `| \`${path}\` | \`${cell(type)}\` | ${standard} | ${cell(standard ? withoutDefault(doc) : doc)} |`;
};

const tableOf = (options: readonly Option[]) =>
  ['| option | type | default | |', '|---|---|---|---|', ...options.map(rowOf)].join('\n');

/** The text of docs/options.md. */
export const buildOptions = () => {
  const all = readOptions();
  const listed = Object.values(GROUPS).flat();
  const rest = [...new Set(all.map(({ path }) => path.split('.')[0] ?? ''))].filter((name) => !listed.includes(name));
  const groups = Object.entries({ ...GROUPS, ...(rest.length && { More: rest }) });
  const sections = groups.map(([title, names]) => {
    const options = names.flatMap((name) => all.filter(({ path }) => path === name || path.startsWith(`${name}.`)));
    return `## ${title}\n\n${tableOf(options)}`;
  });
  const detectors = readDetectors().map(
    ({ type, defaults, doc }) => `| \`${type}\` | \`${cell(defaults)}\` | ${cell(doc)} |`,
  );
  return `# Options

<!-- Written by scripts/options.ts from the doc comments in src/types/. -->

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

if (isCommand(import.meta.url)) {
  writeFileSync(`${root}docs/options.md`, buildOptions());
}
