import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.js';
import { command } from '../../src/contacts/command.js';
import { FIELDS } from '../../src/contacts/fields.js';
import { type Served, serve } from '../../src/node/serve.js';
import { createPushApi, type PushApi } from '../../src/stand-ins/push-api.js';

const KEY = 'command-key';
const folder = mkdtempSync(join(tmpdir(), 'fs-ometria-command-'));
afterAll(() => rmSync(folder, { recursive: true }));

let api: PushApi;
let served: Served;
let files = 0;
beforeEach(async () => {
  files += 1;
  api = createPushApi({ key: KEY, validationMs: 0 });
  served = await serve({ handler: (request) => api.fetch(request), port: 0, host: '127.0.0.1' });
});
afterEach(() => served.drain());

const file = (name: string, text?: string): string => {
  const path = join(folder, `${files}-${name}`);
  if (text !== undefined) writeFileSync(path, text);
  return path;
};

/** Runs the command with a standard input; the journal is the test's own. */
const push = async (args: string[], stdin = '', env: Record<string, string | undefined> = {}) => {
  let out = '';
  let err = '';
  const code = await command(['--journal', file('journal'), '--settle', '0', '--rate', '8', ...args], {
    env: { OMETRIA_KEY: KEY, OMETRIA_ENDPOINT: `http://127.0.0.1:${served.port}/v2/push`, ...env },
    stdin: Readable.from(stdin === '' ? [] : [Buffer.from(stdin)]),
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    clock: systemClock,
    onSignal: () => {},
  });
  return { code, out, err };
};

const CSV = 'EMAIL,FSW_SESSIONS,CHURN,NBA_ACTION\nJane@example.com,3,0.7,call\nsam@example.com,4,,call\n';
const ROW = '{"email":"jane@example.com","fsw_sessions":3}\n';

describe('push', () => {
  it('sends a CSV from the standard input, with columns mapped and own columns passed through', async () => {
    const args = ['--type', 'contact', '--format', 'csv', '--map', 'churn=churn_risk_score', '--omit', 'fsw_sessions'];
    const { code, out } = await push(args, CSV);
    expect(code).toBe(0);
    expect(out).toMatch(/^Done\.\n +2 {2}rows read\n +2 {2}sent\n/);
    expect(api.contacts().map(({ record }) => [record.email, record['@collection'], record.properties])).toEqual([
      ['Jane@example.com', 'fullstory_warehouse', { churn_risk_score: 0.7, nba_action: 'call' }],
      ['sam@example.com', 'fullstory_warehouse', { nba_action: 'call' }],
    ]);
  });

  it('reads a file, whose name says what it is, and a mapping file', async () => {
    const mapping = file('mapping.json', '{"Churn": "churn_risk_score:number", "nba_action": null}');
    const { code } = await push(['--type', 'contact', '--input', file('rows.csv', CSV), '--mapping', mapping]);
    expect(code).toBe(0);
    expect(api.contacts()[0]?.record.properties).toEqual({ fsw_sessions: 3, churn_risk_score: 0.7 });
  });

  it('ends with 1 where rows were refused, tells each, and writes reports without anybody’s address', async () => {
    const [report, refused] = [file('report.json'), file('refused.ndjson')];
    const args = ['--type', 'contact', '--report', report, '--refused', refused];
    const { code, out, err } = await push(args, `${ROW}broken\n{"email":"nobody"}\n`);
    expect(code).toBe(1);
    expect(err).toContain('line 2: the line is not JSON\nline 3: the e-mail address is missing or malformed\n');
    expect(out).toContain('Done, with refusals.');
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({
      outcome: 'done_with_refusals',
      sent: 1,
      refused: 2,
    });
    expect(
      readFileSync(refused, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { line: 2, reason: 'the line is not JSON' },
      { line: 3, reason: 'the e-mail address is missing or malformed' },
    ]);
    for (const text of [out, err, readFileSync(report, 'utf8')]) expect(text).not.toMatch(/jane|nobody/);
  });

  it('tells the first twenty refusals, and counts all', async () => {
    const { out, err } = await push(['--type', 'contact', '--json'], 'x\n'.repeat(50));
    expect(err.match(/^line /gm)).toHaveLength(20);
    expect(err).toContain('--refused FILE');
    expect(JSON.parse(out)).toMatchObject({ refused: 50, reasons: { 'the line is not JSON': 50 } });
  });

  it('rehearses: shows records and fields to create, sends nothing, leaves no journal', async () => {
    const { code, out } = await push(['--type', 'contact', '--dry-run', '--format', 'csv'], CSV, {
      OMETRIA_KEY: undefined,
    });
    expect(code).toBe(0);
    expect(out).toContain('"email": "Jane@example.com"');
    expect(out).toMatch(/^fsw_sessions +number +2 +\d+ +Sessions, 30 days$/m);
    expect(out).toMatch(/^nba_action +text +2/m);
    expect(out).toContain('Would send 2');
    expect(api.requests()).toEqual([]);
    expect(() => readFileSync(file('journal'))).toThrow(/ENOENT/);
  });

  it('warns in the rehearsal of a column that is of two types', async () => {
    const rows = '{"email":"a@b.example","size":"12"}\n{"email":"c@b.example","size":12}\n';
    const { out } = await push(['--type', 'contact', '--dry-run'], rows);
    expect(out).toMatch(/^size +text and number .*--map column=field:text$/m);
  });

  it.each([
    ['no type', [], /--type is contact or custom_event/],
    ['an unknown option', ['--type', 'contact', '--fast'], /--fast/],
    ['a rate above Ometria’s', ['--type', 'contact', '--rate', '9'], /--rate is a number from 0.01 to 8/],
    ['a drip that is none', ['--type', 'contact', '--drip', '1000'], /--drip is/],
    ['a mapping to no field', ['--type', 'contact', '--map', 'a=A b'], /no field name/],
    ['a mapping file that is not there', ['--type', 'contact', '--mapping', 'nowhere.json'], /no file nowhere.json/],
    ['an input that is not there', ['--type', 'contact', '--input', 'nowhere.csv'], /no file nowhere.csv/],
    ['a delimiter of two characters', ['--type', 'contact', '--delimiter', ';;'], /--delimiter is one character/],
  ])('ends with 2 and a sentence on %s', async (_, args, message) => {
    const { code, err } = await push(args, ROW);
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(err).not.toContain('    at ');
    expect(api.requests()).toEqual([]);
  });

  it.each([
    ['missing', undefined, /lacks OMETRIA_KEY/],
    ['refused', 'another-key', undefined],
  ])('ends with 2 where the key is %s', async (_, key, message) => {
    const { code, out, err } = await push(['--type', 'contact'], ROW, { OMETRIA_KEY: key });
    expect(code).toBe(2);
    if (message) expect(err).toMatch(message);
    else expect(out).toMatch(/^Failed\. The errors could not be read: Ometria refuses the key/);
  });

  it('says all its options', async () => {
    const { code, out } = await push(['--help']);
    expect(code).toBe(0);
    for (const option of ['--map', '--drip 1000/5m'.slice(0, 6), '--dry-run', 'Exit code: 0 done'])
      expect(out).toContain(option);
  });
});

it('the fields of the SQL leave room beside the tag’s: with the longest values under 450 characters', () => {
  const longest = Object.fromEntries(Object.entries(FIELDS).map(([name, { longest }]) => [name, longest]));
  expect(JSON.stringify(longest).length).toBeLessThan(450);
});
