import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config/read-options.js';
import { planProperties } from '../../src/delivery/properties.js';

const read = (options: unknown) => {
  const problems: string[] = [];
  const config = readConfig(options, (code, detail) => problems.push(`${code} ${detail}`));
  return { config, problems };
};

const DEFAULTS = read({}).config;

test('the defaults are the documented ones', () => {
  expect(DEFAULTS).toMatchObject({
    prefix: 'fs_',
    fields: {},
    write: { booleans: 'true', dates: 'iso' },
    keys: 'plain',
    budget: 650,
    beforeConsent: 'ignore',
    globalPrivacyControl: 'deny',
    attributeAnonymous: true,
    linkIdentities: 'full',
    sample: 100,
    holdout: 0,
    pauseOnShutdown: true,
    debug: false,
    start: 'auto',
    timing: { quiet: 1000, deadline: 5000, spacing: 10000, calls: 10 },
    session: { minutes: 30, key: 'fs_ometria' },
    echo: { fullstory: false, dataLayer: false, event: false },
    exclude: { pages: [], categories: [] },
    page: { redact: [] },
  });
  expect(read(undefined)).toEqual({ config: DEFAULTS, problems: [] });
  expect(read({ sample: undefined, timing: { quiet: undefined }, consent: undefined }).problems).toEqual([]);
});

test('what is given stands beside the defaults of the rest', () => {
  const { config, problems } = read({
    timing: { quiet: 500 },
    keys: 'nested',
    sample: 10,
    exclude: { pages: ['/a*'] },
  });
  expect(problems).toEqual([]);
  expect(config.timing).toEqual({ ...DEFAULTS.timing, quiet: 500 });
  expect(config).toMatchObject({ keys: 'nested', sample: 10, exclude: { pages: ['/a*'], categories: [] } });
});

describe('a wrong value is a problem that names it, and the default is used', () => {
  test.each<[string, unknown]>([
    ['prefix', 'FS_'],
    ['prefix', '1x'],
    ['prefix', 'fsWeb_'],
    ['prefix', 'x'.repeat(33)],
    ['prefix', 7],
    ['keys', 'flat'],
    ['keys', 'plain|dotted|nested'],
    ['keys', 'constructor'],
    ['beforeConsent', true],
    ['budget', '650'],
    ['budget', 1001],
    ['budget', -1],
    ['budget', Number.NaN],
    ['sample', 101],
    ['holdout', -0.5],
    ['attributeAnonymous', 'yes'],
    ['debug', 1],
    ['start', 'later'],
    ['timing', 5],
    ['timing', null],
    ['session', 'fs'],
    ['exclude', true],
  ])('%s: %j', (key, value) => {
    const { config, problems } = read({ [key]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(key);
    expect(config).toEqual(DEFAULTS);
  });

  test.each<[string, unknown]>([
    ['timing.quiet', { timing: { quiet: 'soon' } }],
    ['timing.quiet', { timing: { quiet: Number.POSITIVE_INFINITY } }],
    ['session.key', { session: { key: 'has a space' } }],
    ['session.minutes', { session: { minutes: -5 } }],
    ['write.dates', { write: { dates: 'us' } }],
    ['exclude.pages', { exclude: { pages: ['/a', 7] } }],
    ['exclude.pages', { exclude: { pages: '/a' } }],
    ['page.redact', { page: { redact: [null] } }],
    ['echo.event', { echo: { event: 'yes' } }],
    ['fields.signal_type', { fields: { signal_type: 1 } }],
    ['fields.signal_type', { fields: { signal_type: 'Not A Name' } }],
  ])('%s', (path, options) => {
    const { config, problems } = read(options);
    expect(problems).toEqual([`bad_option ${path}`]);
    expect(config).toEqual(DEFAULTS);
  });

  test.each([7, 'granted', true, null, ['x'], () => {}])('%j instead of options', (options) => {
    const { config, problems } = read(options);
    expect(config).toEqual(DEFAULTS);
    expect(problems.length).toBeGreaterThan(0);
  });
});

test.each<[string, object]>([
  ['colour', { colour: 'red' }],
  ['timing.slow', { timing: { slow: 1 } }],
  ['data-options', { 'data-options': '{' }],
])('an option %s that does not exist is told', (path, options) => {
  expect(read(options).problems).toEqual([`unknown_option ${path}`]);
});

test('__proto__ in JSON changes nobody’s prototype', () => {
  read(JSON.parse('{"__proto__":{"polluted":1},"timing":{"__proto__":{"polluted":1}},"fields":{"__proto__":{"a":1}}}'));
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test('what the site hands over is not changed', () => {
  const options = { timing: { quiet: 5 }, fields: { rage_clicks: false }, exclude: { pages: ['/a'] } };
  const kept = structuredClone(options);
  const { config } = read(options);
  config.timing.quiet = 7;
  expect(options).toEqual(kept);
  expect(read({}).config).toEqual(DEFAULTS);
});

/** Options with right and wrong names, right and wrong values. */
const anyOptions = fc.dictionary(
  fc.oneof(fc.constantFrom(...Object.keys(DEFAULTS), 'consent', 'bdl', 'rules', 'sources'), fc.string()),
  fc.oneof(
    fc.jsonValue(),
    fc.anything(),
    fc.dictionary(
      fc.constantFrom('quiet', 'calls', 'minutes', 'key', 'pages', 'booleans', 'dates', 'signal_type', 'event'),
      fc.oneof(fc.jsonValue(), fc.integer(), fc.double()),
    ),
  ),
);

test('never throws, on any JSON, and always answers values that work', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue({ maxDepth: 4 }), anyOptions), (options) => {
      const { config } = read(options);
      const { timing, session, exclude, page, fields, write } = config;
      for (const [value, most] of [
        [config.budget, 1000],
        [config.sample, 100],
        [config.holdout, 100],
        ...[...Object.values(timing), session.minutes].map((one) => [one, 1e9]),
      ] as [number, number][]) {
        expect(value >= 0 && value <= most).toBe(true);
      }
      expect(config.prefix).toMatch(/^([a-z][a-z0-9_]{0,31})?$/);
      expect(['plain', 'dotted', 'nested']).toContain(config.keys);
      expect(['true', '1']).toContain(write.booleans);
      expect(['iso', 'date']).toContain(write.dates);
      for (const text of [...exclude.pages, ...exclude.categories, ...page.redact]) expect(typeof text).toBe('string');
      for (const value of Object.values(fields)) expect(['boolean', 'string']).toContain(typeof value);
      planProperties(config, { fields: [], stages: [], rules: [] });
    }),
    { numRuns: 500 },
  );
});
