// Writes docs/options.md from the doc comments of `Options` in src/config.ts. test/docs/options.test.ts compares.
//
//   node scripts/options.mjs
import { realpathSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const CONFIG = `${root}src/config.ts`;
const DETECTORS = `${root}src/sources/detectors/desk.ts`;

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

/** Every option: path, type as written, doc comment. */
export const readOptions = () => {
  const program = ts.createProgram([CONFIG], { strict: true, target: ts.ScriptTarget.ES2022, skipLibCheck: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(CONFIG);
  const declaration = source.statements.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === 'Options');

  /** Members that are documented one by one: of an object written out, or of an interface of ours for a vendor. */
  const membersOf = (node) => {
    if (!node) return [];
    if (ts.isTypeLiteralNode(node)) return node.members.filter(ts.isPropertySignature);
    if (ts.isTypeReferenceNode(node) && /^(FullStory|Ometria)Options$/.test(node.typeName.getText()))
      return checker.getTypeFromTypeNode(node).symbol.declarations[0].members;
    return [];
  };

  const docOf = (symbol) => flat(ts.displayPartsToString(symbol.getDocumentationComment(checker)));

  const read = (symbol, path) => {
    // Those that come through Partial and Omit are mapped: what is written stands in their declarations.
    const [node] = symbol.declarations;
    const members = membersOf(node.type).flatMap((member) =>
      read(checker.getSymbolAtLocation(member.name), `${path}.${member.name.getText()}`),
    );
    const type = members.length
      ? 'object'
      : flat(node.type.getText())
          .replace(/ & \{\}/g, '')
          .replace(/^\| /, '');
    return [{ path, type, doc: docOf(symbol) }, ...members];
  };
  return checker
    .getTypeAtLocation(declaration)
    .getProperties()
    .flatMap((symbol) => read(symbol, symbol.name));
};

/** Every threshold of the detectors: signal type, its defaults, and the comment above it. */
export const readDetectors = () => {
  const program = ts.createProgram([DETECTORS], { target: ts.ScriptTarget.ES2022, skipLibCheck: true });
  const source = program.getSourceFile(DETECTORS);
  const statement = source.statements.find((node) => node.getText(source).startsWith('const DEFAULTS'));
  const { properties } = statement.declarationList.declarations[0].initializer;
  return properties.map((property) => ({
    type: property.name.getText(source),
    defaults: flat(property.initializer.getText(source).replace(/ as string\[\]/g, '')),
    doc: flat((property.jsDoc ?? []).map(({ comment }) => comment).join(' ')),
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

<!-- Written by scripts/options.mjs from the doc comments in src/config.ts. -->

The same object whichever way the tag comes in: as \`data-options\` (JSON) or \`['config', …]\` for a script tag, as fields of
the Tag Manager template, as the argument of \`createBridge\`. A scalar may also stand on the script tag by itself:
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
