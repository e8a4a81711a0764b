import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';
import consentScripts from './scripts/consent-builds.mjs';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const present = (file) => existsSync(new URL(file, import.meta.url));

// What a bundler imports. A file that is listed in package.json's exports is listed here.
const MODULES = [
  'src/index.ts',
  'src/detectors.ts',
  'src/data-layer.ts',
  'src/rules.ts',
  'src/consent.ts',
  'src/vocabulary.ts',
];
const INSPECTOR = 'fullstory-ometria.inspector.min.js';
// What a <script src> loads. The inspector is built first: the tag knows its integrity.
const SCRIPTS = {
  [INSPECTOR]: 'src/inspector/inspector.ts',
  'fullstory-ometria.min.js': 'src/tag.ts',
  'fullstory-ometria.core.min.js': 'src/tag-core.ts',
};

// The language of the script builds; the modules keep that of tsconfig.json.
const SCRIPT_ECMA = 2019;

/**
 * Names of members that only modules of one bundle use with each other, and that no vendor, browser, option, record, report
 * or other copy of the tag knows: the minifier may shorten them (2 % of the brotli size). Never by pattern: FullStory's
 * `_fs_*` names would be renamed in the minified build only. test/package/builds.test.ts runs the tests against that build.
 */
const INTERNAL =
  'abandon accept adapters adopt allowed anchor answered attend carry claim clicked compose confirm context ' +
  'cookieIdentity delivered describe doubt drop dropped elapsed element elsewhere enter erase extend fire fired follow ' +
  'forget gaveUp guard hold hurry isCarried isCertain isExcluded isListed isNew isNewOrder isOff isSuggested issue ' +
  'keepTaken lasts late latest leave levels linked list live look names onHidden onInput onSignal onView owes owing own ' +
  'parts plan present profile progressed reach readAll readTaken removed renew runs say scheduler sender settings settle ' +
  'settled shows sinceStep spent started suggest take taken toId touch track undos vocabulary who wholes withdraw ' +
  // The detectors' own.
  'acts alone answersIn answersOf arrived arrivedAt begin begun changes complaint emptied ended filled gone goesOn ' +
  'hasLost isDue isLast isMarked isOk isOpenedByHover isOwn judge kinds lasted later learn marks moved objected onChange ' +
  'onRest passing period phase presses stayed sure telling times';

/**
 * Chromium (136 and later) compiles all functions while the script is still coming in, off the main thread, instead of each
 * at its first call on it: most run at the start. It halves what the start costs there. The inspector is not there at the start. https://v8.dev/blog/explicit-compile-hints
 */
const COMPILE_HINT = '//# allFunctionsCalledOnLoad';

/** Puts the package's version in place of `__VERSION__`. */
const stampVersion = {
  name: 'stamp-version',
  transform: (code) => ({ code: code.replace(/\b__VERSION__\b/g, JSON.stringify(version)), map: null }),
};

/** Puts the integrity of the inspector that has just been built in place of `__INSPECTOR__`. */
const stampInspector = {
  name: 'stamp-inspector',
  transform: (code) => {
    if (!/\b__INSPECTOR__\b/.test(code)) return null;
    // SHA-256 is the shortest that browsers accept.
    const hash = createHash('sha256')
      .update(readFileSync(`dist/${INSPECTOR}`))
      .digest('base64');
    return { code: code.replace('__INSPECTOR__', JSON.stringify(`sha256-${hash}`)), map: null };
  },
};

/**
 * `x !== null && x !== void 0` as TypeScript writes `??` and `?.` for ES2019 is `x != null` in half the bytes
 * (6 % of the brotli size), and `x == null ? void 0 : x.y` is `x && x.y`. The first differs for document.all alone, which
 * the tag never asks for; the second for an empty text or 0 before `?.`, where the tag has only objects and functions.
 * With `let` for `const`, whose rules the compiler has checked by then, neighbouring declarations become one (1 %).
 */
const shortenSyntax = {
  name: 'shorten-syntax',
  transform: (code) => ({
    code: code
      .replace(/ !== null && \w+ !== void 0 \?/g, ' != null ?')
      .replace(/ === null \|\| \w+ === void 0 \?/g, ' == null ?')
      .replace(/(\((\w+) = [^()]*(?:\([^()]*\)[^()]*)*\)) == null \? void 0 : (?=\2\b)/g, '$1 && ')
      .replace(/\b(\w+) == null \? void 0 : (?=\1\b)/g, '$1 && ')
      .replace(/\bconst (?=[\w$[{])/g, 'let '),
    map: null,
  }),
};

const compile = (options) =>
  typescript({
    tsconfig: './tsconfig.json',
    include: ['src/**/*.ts'],
    noEmit: false,
    declaration: false,
    declarationMap: false,
    isolatedDeclarations: false,
    incremental: false,
    // `npm run types` checks; to check once more in each of four bundles was a third of the build.
    noCheck: true,
    ...options,
  });

const minify = (input) =>
  terser({
    ecma: SCRIPT_ECMA,
    toplevel: true,
    module: true,
    compress: {
      passes: 4,
      // Functions that are used once, put where they are used: less after brotli in the full build (0.4 %), more in the others.
      reduce_funcs: input === 'src/tag.ts',
      // Ours are never constructed nor read `this`, so a function expression may become an arrow or a method.
      unsafe_arrows: true,
      unsafe_methods: true,
      // Reading a property of the host's may run a getter of the host's: keep such reads as written.
      pure_getters: false,
    },
    mangle: { toplevel: true, properties: { regex: RegExp(`^(${INTERNAL.replace(/ /g, '|')})$`), builtins: true } },
    format: {
      ecma: SCRIPT_ECMA,
      ascii_only: false,
      comments: false,
      ...(/tag/.test(input) && { preamble: COMPILE_HINT }),
    },
  });

const scripts = Object.entries(SCRIPTS)
  .filter(([, input]) => present(input))
  .map(([file, input]) => ({
    input,
    plugins: [
      compile({ sourceMap: true, inlineSources: true, target: `ES${SCRIPT_ECMA}` }),
      shortenSyntax,
      stampVersion,
      stampInspector,
    ],
    output: { file: `dist/${file}`, format: 'iife', sourcemap: true, plugins: [minify(input)] },
  }));

const modules = {
  input: MODULES.filter(present),
  plugins: [
    // Modules that no longer exist must not stay behind and be published.
    { name: 'clean', buildStart: () => rmSync('dist/esm', { recursive: true, force: true }) },
    compile({ sourceMap: false }),
    stampVersion,
  ],
  output: { dir: 'dist/esm', format: 'es', preserveModules: true, preserveModulesRoot: 'src' },
};

export default [modules, ...scripts, ...consentScripts];
