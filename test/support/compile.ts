import ts from 'typescript';

// What is on a shop's page beside the tag: of others, so anything.
const GLOBALS = `
import type { Bridge, Command } from 'fullstory-ometria';
declare global {
  var fsOmetria: Bridge & { push(...commands: Command[]): number; inspect?(): unknown };
  var FS: any;
  var ometria: any;
  var dataLayer: any[];
  var gtag: any;
  var OneTrust: any;
  var OnetrustActiveGroups: any;
  var OptanonWrapper: any;
  var Cookiebot: any;
  var CookieConsent: any;
  var __tcfapi: any;
  var Shopify: any;
  var process: any;
  var Buffer: any;
  interface Window { [name: string]: any }
}
`;

// Clients of clouds that the docs have recipes for; this project has none of them.
const CLOUDS = ['@google-cloud/tasks', '@aws-sdk/client-sqs'].map((name) => `declare module '${name}';`).join('\n');

/** What TypeScript says of programs, by file name; the package's imports are its source. */
export const compile = (files: Record<string, string>) => {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
    strict: true,
    noImplicitAny: false,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    paths: {
      'fullstory-ometria': [`${process.cwd()}/src/index.ts`],
      'fullstory-ometria/*': [`${process.cwd()}/src/*.ts`],
      'fullstory-ometria-server': [`${process.cwd()}/server/src/index.ts`],
      'fullstory-ometria-server/*': [`${process.cwd()}/server/src/*.ts`],
    },
  };
  const all: Record<string, string> = { ...files, '/docs/globals.d.ts': GLOBALS, '/docs/clouds.d.ts': CLOUDS };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => path in all || fileExists(path);
  host.readFile = (path) => all[path] ?? readFile(path);
  host.getSourceFile = (path, ...rest) => {
    const text = all[path];
    return text === undefined ? getSourceFile(path, ...rest) : ts.createSourceFile(path, text, rest[0]);
  };
  const program = ts.createProgram([...Object.keys(all), 'src/globals.d.ts'], options, host);
  return Object.keys(files).flatMap((path) => {
    const source = program.getSourceFile(path);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  });
};
