import { isDeepStrictEqual } from 'node:util';
import { type Permission, type Template, toData } from './template.js';

type Fn = (...args: never[]) => unknown;

/** What the template has done to the page. */
export interface Page {
  window: Record<string, unknown>;
  /** Addresses of the scripts that were asked for, in order. */
  scripts: string[];
}

/** What came of one firing of the tag. */
export interface Firing {
  success: number;
  failure: number;
  /** What the sandbox threw; Tag Manager counts the tag as failed then. */
  error: unknown;
}

interface Sandbox {
  page: Page;
  /** Fires the tag. */
  fire(data: Record<string, unknown>): Firing;
}

interface Settings {
  permissions: readonly Permission[];
  page?: Page;
  /** Does the script load? undefined: it never answers. */
  loads?: boolean | undefined;
  mocks?: Record<string, Fn>;
}

/** Only these values cross the border of the sandbox, as copies; functions stay what they are. */
const copy = (value: unknown): unknown => {
  if (typeof value === 'function' || value === undefined) return value;
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copy(item)]));
  return value;
};

// https://developers.google.com/tag-platform/tag-manager/templates/permissions
const createChecks = (permissions: readonly Permission[]) => {
  const declared = (id: string, key: string): unknown[] =>
    permissions
      .filter(({ instance }) => instance.key.publicId === id)
      .flatMap(({ instance }) => instance.param.filter((param) => param.key === key))
      .flatMap(({ value }) => toData(value) as unknown[]);
  // The pattern of an address: `*` in the path stands for anything.
  const covers = (pattern: string, url: string) =>
    new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`).test(url);
  return (permission: string, ...args: string[]): boolean => {
    const [first = '', second = ''] = args;
    if (permission === 'inject_script') return declared(permission, 'urls').some((url) => covers(String(url), first));
    if (permission !== 'access_globals') return false;
    const rights = { read: ['read'], write: ['write'], readwrite: ['read', 'write'], execute: ['execute'] }[first];
    return declared(permission, 'keys').some((row) => {
      const { key, ...allowed } = row as Record<string, unknown>;
      return key === second && rights?.every((right) => allowed[right] === true);
    });
  };
};

/** Runs a template's code with the declared permissions and nothing else. */
export const createSandbox = (template: Pick<Template, 'code'>, settings: Settings): Sandbox => {
  const { permissions, loads = true, mocks = {} } = settings;
  const page = settings.page ?? { window: {}, scripts: [] };
  const may = createChecks(permissions);
  const demand = (permission: string, ...args: string[]) => {
    if (!may(permission, ...args)) throw new Error(`No permission: ${permission} ${args.join(' ')}`);
  };
  const cached = new Set<string>();

  const apis: Record<string, Fn | object> = {
    createQueue: (key: string) => {
      demand('access_globals', 'readwrite', key);
      page.window[key] ??= [];
      const queue = page.window[key] as unknown[];
      return (...entries: unknown[]) => queue.push(...entries.map(copy));
    },
    getType: (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value),
    injectScript: (url: string, onSuccess: () => void, onFailure: () => void, token?: string) => {
      demand('inject_script', url);
      // A script that is under way or there under the same token is not asked for again.
      if (token === undefined || !cached.has(token)) page.scripts.push(url);
      if (token !== undefined) cached.add(token);
      if (loads === true) onSuccess();
      if (loads === false) onFailure();
    },
    JSON: {
      // Unlike the language's own it answers undefined instead of throwing.
      parse: (text: string) => {
        try {
          return JSON.parse(text);
        } catch {
          return undefined;
        }
      },
      stringify: (value: unknown) => JSON.stringify(value),
    },
    makeNumber: (value: unknown) => Number(value),
    Object: { keys: Object.keys, values: Object.values, entries: Object.entries },
    queryPermission: (permission: string, ...args: string[]) => may(permission, ...args),
  };
  const require = (name: string) => {
    const found = mocks[name] ?? apis[name];
    if (!found) throw new Error(`There is no API ${name}`);
    return found;
  };

  return {
    page,
    fire: (data) => {
      const firing: Firing = { success: 0, failure: 0, error: undefined };
      const callbacks = {
        gtmOnSuccess: () => {
          firing.success += 1;
        },
        gtmOnFailure: () => {
          firing.failure += 1;
        },
      };
      try {
        // The syntax and the globals are checked by test/gtm/syntax.ts.
        new Function('data', 'require', `'use strict';\n${template.code}`)({ ...data, ...callbacks }, require);
      } catch (error) {
        firing.error = error;
      }
      return firing;
    },
  };
};

/** Runs one of the template's own tests. Throws where it fails; answers how often the tag was settled at each firing. */
export const runScenario = (template: Template, scenario: { name: string; code: string }): Firing[] => {
  const mocks: Record<string, Fn> = {};
  const firings: Firing[] = [];
  const show = (value: unknown) => JSON.stringify(value, undefined, 1);
  const claim = (holds: boolean, text: string) => {
    if (!holds) throw new Error(`${scenario.name}: ${text}`);
  };
  const sandbox = () => createSandbox(template, { permissions: template.permissions, mocks });
  const wasCalled = (name: string) =>
    firings.some(({ success, failure }) => (name === 'gtmOnSuccess' ? success : failure) > 0);
  const tools = {
    mock: (name: string, fn: Fn) => {
      mocks[name] = fn;
    },
    runCode: (data: Record<string, unknown>) => {
      const firing = sandbox().fire(data);
      firings.push(firing);
      if (firing.error) throw firing.error;
    },
    assertThat: (actual: unknown) => ({
      isEqualTo: (expected: unknown) =>
        claim(isDeepStrictEqual(actual, expected), `${show(actual)} is not ${show(expected)}`),
    }),
    assertApi: (name: string) => ({
      wasCalled: () => claim(wasCalled(name), `${name} was not called`),
      wasNotCalled: () => claim(!wasCalled(name), `${name} was called`),
    }),
  };
  new Function(...Object.keys(tools), `'use strict';\n${template.setup}\n${scenario.code}`)(...Object.values(tools));
  return firings;
};
