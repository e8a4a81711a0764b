// Completes package-lock.json: npm leaves out the binaries of other platforms where the registry in use does not serve
// them (or where only this platform's were installed, npm/cli#4828), and `npm ci` then refuses the lock file, here and
// on those platforms. What is missing follows from the parent's exact version and from the package's name.
//
//   npm install <what is new> && npx tsx scripts/lock.ts [folder]
import { readFileSync, writeFileSync } from 'node:fs';

/** What an entry of a lock file says, as far as it matters here. */
interface Package {
  version?: string;
  dev?: boolean;
  cpu?: string[];
  os?: string[];
  libc?: string[];
  optional?: boolean;
  optionalDependencies?: Record<string, string>;
}

const [, , folder = '.'] = process.argv;
const file = new URL(`../${folder}/package-lock.json`, import.meta.url);
const lock: { packages: Record<string, Package> } = JSON.parse(readFileSync(file, 'utf8'));

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];
const LIBRARIES: Readonly<Record<string, string>> = {
  gnu: 'glibc',
  gnueabihf: 'glibc',
  musl: 'musl',
  musleabihf: 'musl',
};

/** `@rollup/rollup-linux-x64-musl` → `{ os: ['linux'], cpu: ['x64'], libc: ['musl'] }`. */
function platform(name: string): Pick<Package, 'os' | 'cpu' | 'libc'> {
  const words = name.split(/[-/]/);
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  const library = LIBRARIES[words.at(-1) ?? ''];
  const libc = os === 'linux' ? library : undefined;
  return { ...(os && { os: [os] }), ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }) };
}

const added: string[] = [];
for (const { dev, optionalDependencies = {} } of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const path = `node_modules/${name}`;
    const known = Object.keys(lock.packages).some((key) => key === path || key.endsWith(`/${path}`));
    const { os, cpu, libc } = platform(name);
    if (known || !/^\d/.test(version) || !cpu) continue;
    lock.packages[path] = {
      version,
      cpu,
      ...(dev && { dev }),
      ...(libc && { libc }),
      optional: true,
      ...(os && { os }),
    };
    added.push(`${name}@${version}`);
  }
}

const entries = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
lock.packages = Object.fromEntries(entries);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length > 0 ? `added ${added.join(', ')}` : 'package-lock.json is complete');
