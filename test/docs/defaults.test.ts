import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readOptions } from '../../scripts/options.js';
import { readConfig } from '../../src/config/read-options.js';
import { type Field, readTemplate } from '../gtm/template.js';

const config: Record<string, unknown> = JSON.parse(JSON.stringify(readConfig({}, () => {})));

/** The default in force, by the option's path: `timing.quiet`. */
const defaultOf = (path: string) =>
  path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], config);

/** The fields of the Tag Manager template whose name is not the option's path. */
const PATHS: Record<string, string> = {
  quiet: 'timing.quiet',
  deadline: 'timing.deadline',
  spacing: 'timing.spacing',
  calls: 'timing.calls',
  sessionMinutes: 'session.minutes',
  sessionKey: 'session.key',
  writeBooleans: 'write.booleans',
  writeDates: 'write.dates',
  echoFullstory: 'echo.fullstory',
  echoDataLayer: 'echo.dataLayer',
  echoEvent: 'echo.event',
};

const flat = (fields: readonly Field[]): Field[] => fields.flatMap((field) => [field, ...flat(field.subParams ?? [])]);

describe('the defaults of the options are those in force', () => {
  it('in the doc comments, which docs/options.md and the API reference are made from', () => {
    const named = readOptions().flatMap(({ path, doc }) => {
      const [, words = ''] = /Default `?([\w,]+)`?(?:,|\.|:)/.exec(doc) ?? [];
      const value = defaultOf(path);
      return words === '' || value === undefined ? [] : [{ path, words: words.replace(/,/g, ''), value: `${value}` }];
    });
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(({ words, value }) => words !== (value || 'none'))).toEqual([]);
  });

  it('in the Tag Manager template', () => {
    const shown = flat(readTemplate(readFileSync('gtm/template.tpl', 'utf8')).fields).flatMap((field) => {
      const { name, type, defaultValue, valueHint }: Field & { valueHint?: string } = field;
      const value = defaultOf(PATHS[name] ?? name);
      // What a field shows where nothing is put in: a hint, the first choice, the box.
      const show = type === 'TEXT' ? valueHint : defaultValue;
      return value === undefined || show === undefined ? [] : [{ name, show: `${show}`, value: `${value}` }];
    });
    expect(shown.length).toBeGreaterThan(15);
    expect(shown.filter(({ show, value }) => show !== value)).toEqual([]);
  });
});
