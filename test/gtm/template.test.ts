import { readFileSync } from 'node:fs';
import { parse } from 'acorn';
import { describe, expect, it } from 'vitest';
import { buildCustomHtml, buildTemplate, LOADER, SCRIPT } from '../../gtm/build.js';
import { readConfig } from '../../src/config/read-options.js';
import { readSignal, WEIGHT } from '../../src/signals/read-signal.js';
import { readSettings } from '../../src/sources/detectors/context.js';
import { FIELDS } from '../../tools/setup/vocabulary.js';
import { createSandbox, runScenario } from './sandbox.js';
import { findForbidden } from './syntax.js';
import { type Field, type Permission, readTemplate } from './template.js';

const text = readFileSync('gtm/template.tpl', 'utf8');
const template = readTemplate(text);
const { permissions } = template;

const LOAD = { action: 'load', consent: 'command' };
const COMMAND = { action: 'command', command: 'consent', consentState: 'granted' };

const all = (fields: readonly Field[]): Field[] => fields.flatMap((field) => [field, ...all(field.subParams ?? [])]);
const fields = all(template.fields);

describe('the template', () => {
  it('is what its parts say', () => {
    expect(text).toBe(buildTemplate());
  });

  it('has the sections that Tag Manager imports, in their order', () => {
    expect(template.sections).toEqual([
      'TERMS_OF_SERVICE',
      'INFO',
      'TEMPLATE_PARAMETERS',
      'SANDBOXED_JS_FOR_WEB_TEMPLATE',
      'WEB_PERMISSIONS',
      'TESTS',
      'NOTES',
    ]);
    expect(template.info).toMatchObject({ type: 'TAG', containerContexts: ['WEB'] });
  });

  it('keeps to the language of the sandbox', () => {
    expect(findForbidden(template.code, ['data', 'require'])).toEqual([]);
    const tools = ['mock', 'runCode', 'assertThat', 'assertApi'];
    for (const { name, code } of template.scenarios) {
      expect(findForbidden(`${template.setup}\n${code}`, tools), name).toEqual([]);
    }
  });

  it.each([
    ['new Date()', ['1: NewExpression', '1: Date']],
    ['const a = () => window.b;', ['1: window']],
    ['const a = { b };'.replace('b', 'require'), ['1: ShorthandPropertyAssignment']],
    ['data.a?.b', ['1: QuestionDotToken']],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what must not be there
    ['data.a(`${data}`)', ['1: TemplateExpression']],
  ])('would notice %s', (code, found) => {
    expect(findForbidden(code, ['data', 'require'])).toEqual(found);
  });

  it('asks for one queue and for the loader and the tag of one version', () => {
    expect(permissions.map(({ instance }) => instance.key.publicId)).toEqual(['access_globals', 'inject_script']);
    const plain = JSON.stringify(permissions);
    expect(plain.match(/https?:[^"]*/g)).toEqual([LOADER, SCRIPT]);
    expect(SCRIPT).toMatch(/@\d+\.\d+\.\d+\/dist\/fullstory-ometria\.min\.js$/);
    expect(LOADER).toBe(SCRIPT.replace('.min.js', '.loader.min.js'));
    expect(plain).not.toContain('*');
  });
});

describe('its own tests', () => {
  it('are there for every command and every way to fail', () => {
    expect(template.scenarios.length).toBeGreaterThan(15);
    expect(new Set(template.scenarios.map(({ name }) => name)).size).toBe(template.scenarios.length);
    // A name in YAML that needs no quotes.
    for (const { name } of template.scenarios) expect(name).toMatch(/^[A-Z][\w ',]+$/);
  });

  it.each(template.scenarios)('$name', (scenario) => {
    const firings = runScenario(template, scenario);
    expect(firings.length).toBeGreaterThan(0);
    for (const firing of firings) expect(firing.success + firing.failure).toBe(1);
  });

  it('notice a template that does something else', () => {
    const broken = { ...template, code: template.code.replace("'config', options", "'config', {}") };
    const [first] = template.scenarios;
    if (!first) throw new Error('There are no scenarios');
    expect(() => runScenario(broken, first)).toThrow(/is not/);
  });
});

describe('settling', () => {
  const cases = [
    { given: 'loading', data: LOAD, loads: true, success: 1 },
    { given: 'a script that does not load', data: LOAD, loads: false, success: 0 },
    { given: 'a command', data: COMMAND, loads: true, success: 1 },
    { given: 'a command that says nothing', data: { action: 'command' }, loads: true, success: 0 },
    { given: 'rules that are no JSON', data: { ...LOAD, rules: '[' }, loads: true, success: 0 },
    { given: 'nothing at all', data: {}, loads: true, success: 1 },
  ];
  it.each(cases)('happens exactly once with $given', ({ data, loads, success }) => {
    const firing = createSandbox(template, { permissions, loads }).fire(data);
    expect(firing).toEqual({ success, failure: 1 - success, error: undefined });
  });

  it('happens at every firing, and the script is loaded once', () => {
    const sandbox = createSandbox(template, { permissions });
    for (let round = 0; round < 3; round++) expect(sandbox.fire(LOAD)).toMatchObject({ success: 1, failure: 0 });
    expect(sandbox.page.scripts).toEqual([SCRIPT]);
    expect(sandbox.page.window.fsOmetria).toHaveLength(3);
  });

  it('pushes to the queue that is there', () => {
    const fsOmetria: unknown[] = [['visitor', 'jane@example.com']];
    const sandbox = createSandbox(template, { permissions, page: { window: { fsOmetria }, scripts: [] } });
    sandbox.fire(COMMAND);
    expect(sandbox.page.window.fsOmetria).toBe(fsOmetria);
    expect(fsOmetria).toEqual([
      ['visitor', 'jane@example.com'],
      ['consent', 'granted'],
    ]);
  });
});

describe('without one of its permissions', () => {
  const without = (change: (given: Permission[]) => Permission[]) => change(structuredClone(permissions));
  const globals = (right: string) =>
    without((given) => {
      const [first, ...rest] = given;
      const row = first?.instance.param[0]?.value.listItem?.[0];
      const at = row?.mapKey?.findIndex(({ string }) => string === right) ?? -1;
      const value = row?.mapValue?.[at];
      if (!first || !value) throw new Error(`The template does not declare ${right}`);
      if (right === 'key') value.string = 'other';
      else value.boolean = false;
      return [first, ...rest];
    });
  const cases = [
    ...permissions.map((_, at) => ({
      lacks: permissions[at]?.instance.key.publicId ?? '',
      kept: without((given) => given.filter((__, index) => index !== at)),
    })),
    ...['read', 'write', 'key'].map((right) => ({ lacks: `access_globals ${right}`, kept: globals(right) })),
  ];

  it.each(cases)('it fails once and leaves the page alone: $lacks', ({ lacks, kept }) => {
    const loading = createSandbox(template, { permissions: kept });
    expect(loading.fire(LOAD)).toEqual({ success: 0, failure: 1, error: undefined });
    expect(loading.page).toEqual({ window: {}, scripts: [] });
    const commanding = createSandbox(template, { permissions: kept });
    // A command loads nothing: it needs the queue alone.
    const success = lacks === 'inject_script' ? 1 : 0;
    expect(commanding.fire(COMMAND)).toEqual({ success, failure: 1 - success, error: undefined });
  });

  it('the sandbox itself refuses what the template would not ask about', () => {
    const careless = { code: template.code.replace('if (!allowed || !entry)', 'if (!entry)') };
    for (const { kept } of cases) {
      expect(createSandbox(careless, { permissions: kept }).fire(LOAD).error).toMatchObject({
        message: expect.stringMatching(/^No permission: /),
      });
    }
  });
});

describe('the fields', () => {
  it('each have a label and a help text', () => {
    for (const { type, name, displayName, checkboxText, help } of fields) {
      expect(displayName ?? checkboxText, name).toBeTruthy();
      if (type !== 'GROUP') expect(help, name).toBeTruthy();
    }
    expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
  });

  it('are all read by the code, and the code reads no other', () => {
    const read = new Set([...template.code.matchAll(/\bdata\.(\w+)|: '(signal\w+)'/g)].map(([, a, b]) => a ?? b));
    for (const name of ['gtmOnSuccess', 'gtmOnFailure']) read.delete(name);
    const declared = fields.filter(({ type }) => type !== 'GROUP').map(({ name }) => name);
    expect([...read].sort()).toEqual(declared.sort());
  });

  it('depend on fields that exist', () => {
    const names = fields.map(({ name }) => name);
    for (const { enablingConditions = [] } of fields)
      for (const { paramName } of enablingConditions) expect(names).toContain(paramName);
  });

  /** What a column or a list offers, in the template that is built. */
  const offered = (field: string, column?: string) => {
    const found = fields.find(({ name }) => name === field);
    const list = column ? found?.simpleTableColumns?.find(({ name }) => name === column) : found;
    return list?.selectItems?.map(({ value }) => value) ?? [];
  };

  it('offer every field of the tag, in the order of the set-up page', () => {
    expect(offered('fields', 'field')).toEqual(FIELDS.map(({ name }) => name));
  });

  it('offer every signal that a page can tell of by a name alone', () => {
    // These need figures that only a detector has.
    const measured = ['dwell', 'attention'];
    expect([...offered('signalType'), ...measured].sort()).toEqual(Object.keys(WEIGHT).sort());
    for (const type of offered('signalType'))
      expect(readSignal({ type, name: 'a_name', stage: 'basket' }, 1, 'page')).toMatchObject({ type });
  });

  it('offer every detector', () => {
    const { settings, off } = readSettings(
      readConfig({ detect: true }, () => {}),
      () => {},
    );
    expect([...offered('detectors', 'signal')].sort()).toEqual(Object.keys(settings).sort());
    const help = fields.find(({ name }) => name === 'detectors')?.help ?? '';
    expect(help).toContain(`All but ${off.join(', ')} are on`);
  });

  it('ask for consent by the command unless somebody chooses otherwise', () => {
    const consent = fields.find(({ name }) => name === 'consent');
    expect(consent?.defaultValue).toBe('command');
    expect(consent?.selectItems?.map(({ value }) => value)).toEqual(['command', 'google', 'granted']);
    expect(consent?.help).toMatch(/both analytics_storage and ad_storage/);
  });
});

describe('the Custom HTML snippet', () => {
  const html = readFileSync('gtm/custom-html.html', 'utf8');

  it('is what its part says', () => {
    expect(html).toBe(buildCustomHtml());
  });

  it('keeps to ES5, which is all that Tag Manager takes in Custom HTML', () => {
    const scripts = [...html.replace(/<!--[\s\S]*?-->/g, '').matchAll(/<script>([\s\S]*?)<\/script>/g)];
    expect(scripts).toHaveLength(1);
    for (const [, code = ''] of scripts) {
      expect(() => parse(code, { ecmaVersion: 5 })).not.toThrow();
      expect(() => parse(`${code}let a;`, { ecmaVersion: 5 })).toThrow();
    }
    expect(html).toContain(LOADER);
  });
});
