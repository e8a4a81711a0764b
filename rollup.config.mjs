import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';
import { tokenizer, tokTypes } from 'acorn';
import { tsImport } from 'tsx/esm/api';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
// Not by NODE_OPTIONS: each of the minifier's workers would load tsx as well.
const { default: consentScripts } = await tsImport('./scripts/consent-builds.ts', import.meta.url);
const { SHORTENED } = await tsImport('./scripts/shortened-members.ts', import.meta.url);
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

// What a page loads in place of one of them, and which one it brings: built last, since it knows that one's integrity.
const LOADERS = {
  'dist/fullstory-ometria.loader.min.js': { brings: 'fullstory-ometria.min.js', asks: true },
  'dist/fullstory-ometria.core.loader.min.js': { brings: 'fullstory-ometria.core.min.js', asks: true },
  // Weighed, not shipped: what is left where nobody has to be asked.
  'test-results/loader/granted.min.js': { brings: 'fullstory-ometria.min.js', asks: false },
};

// The language of the script builds; the modules keep that of tsconfig.json.
const SCRIPT_ECMA = 2020;

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

/** The integrity of a script that has just been built. SHA-256 is the shortest that browsers accept. */
const integrityOf = (file) =>
  JSON.stringify(
    `sha256-${createHash('sha256')
      .update(readFileSync(`dist/${file}`))
      .digest('base64')}`,
  );

/** Puts the integrity of the inspector that has just been built in place of `__INSPECTOR__`. */
const stampInspector = {
  name: 'stamp-inspector',
  transform: (code) =>
    /\b__INSPECTOR__\b/.test(code) ? { code: code.replace('__INSPECTOR__', integrityOf(INSPECTOR)), map: null } : null,
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

/** Compiles once for several bundles: for each anew, the compiler was half of the build. */
const sharedCompile = (options) => {
  const { name, resolveId, load, buildStart, buildEnd } = compile(options);
  const once = (hook) => {
    let isDone = false;
    return function (...given) {
      if (!isDone) hook.apply(this, given);
      isDone = true;
    };
  };
  return { name, resolveId, load, buildStart: once(buildStart), buildEnd: once(buildEnd) };
};

const minify = (input) =>
  terser({
    ecma: SCRIPT_ECMA,
    toplevel: true,
    module: true,
    compress: {
      passes: 4,
      // Functions that are used once, put where they are used: less after brotli in the tag (0.9 %), more in loader and inspector.
      reduce_funcs: /tag(-core)?\.ts/.test(input),
      // Ours are never constructed nor read `this`, so a function expression may become an arrow or a method.
      unsafe_arrows: true,
      unsafe_methods: true,
      // Reading a property of the host's may run a getter of the host's: keep such reads as written.
      pure_getters: false,
    },
    mangle: {
      toplevel: true,
      properties: {
        regex: SHORTENED,
      },
    },
    format: {
      ecma: SCRIPT_ECMA,
      ascii_only: false,
      comments: false,
      ...(/tag/.test(input) && { preamble: COMPILE_HINT }),
    },
  });

const compileScript = sharedCompile({ sourceMap: true, inlineSources: true, target: `ES${SCRIPT_ECMA}` });

const scripts = Object.entries(SCRIPTS)
  .filter(([, input]) => present(input))
  .map(([file, input]) => ({
    input,
    plugins: [compileScript, stampVersion, stampInspector],
    output: { file: `dist/${file}`, format: 'iife', sourcemap: true, plugins: [minify(input)] },
  }));

/** What the loader is told of its build. */
const stampLoader = ({ brings, asks }) => ({
  name: 'stamp-loader',
  transform: (code) => ({
    code: code.replace(/\b__INTEGRITY__\b/g, () => integrityOf(brings)).replace(/\b__CONSENT__\b/g, String(asks)),
    map: null,
  }),
});

/** The text of a minified script between its own names, which have one letter each, and the names. */
const cutAtNames = (code) => {
  const texts = [];
  const names = [];
  let end = 0;
  let before = '';
  for (const { type, start, end: next } of tokenizer(code, { ecmaVersion: SCRIPT_ECMA })) {
    const token = code.slice(start, next);
    if (type === tokTypes.name && token.length === 1 && !/^\??\.$/.test(before)) {
      texts.push(code.slice(end, start));
      names.push(token);
      end = next;
    }
    before = token;
  }
  return { texts: [...texts, code.slice(end)], names };
};

/**
 * How well brotli does depends on the letters of the names by 2 %: names are exchanged so many times, always the same ones,
 * and what makes it smaller stays. So the integrity inside, which is another with every build, makes little difference.
 * A block in place of a function keeps the names out of the page.
 */
const EXCHANGES = 1000;
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$';
const bestNames = {
  name: 'best-names',
  renderChunk(code) {
    const { texts, names } = cutAtNames(`{${code.trim()}}`);
    const used = [...new Set(names)];
    const letters = [...new Set([...used, ...LETTERS])];
    let seed = 1;
    const pick = (list) => {
      seed = (seed * 1103515245 + 12345) & 0x7fffffff;
      return list[Math.floor((seed / 0x80000000) * list.length)];
    };
    const spell = (map) => texts.map((text, at) => text + (map[names[at]] ?? '')).join('');
    let map = Object.fromEntries(letters.map((letter) => [letter, letter]));
    let best = { code: spell(map), size: Number.POSITIVE_INFINITY };
    for (let turn = 0; turn < EXCHANGES; turn++) {
      const [one, other] = [pick(used), pick(letters)];
      const tried = { ...map, [one]: map[other], [other]: map[one] };
      const spelt = spell(tried);
      const size = brotliCompressSync(spelt).length;
      if (size > best.size) continue;
      best = { code: spelt, size };
      map = tried;
    }
    return { code: best.code, map: null };
  },
};

const loaders = Object.entries(LOADERS).map(([file, build]) => ({
  input: 'src/tag-loader.ts',
  plugins: [compileScript, stampLoader(build)],
  output: {
    file,
    format: 'es',
    // No line feed at the end, which the search for names would not have weighed: up to six bytes.
    compact: true,
    plugins: [
      terser({
        ecma: SCRIPT_ECMA,
        toplevel: true,
        module: true,
        compress: { passes: 4, unsafe: true, unsafe_arrows: true, booleans_as_integers: true },
        mangle: { toplevel: true },
      }),
      bestNames,
    ],
  },
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

export default [modules, ...scripts, ...loaders, ...consentScripts];
