import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/contacts/input-error.js';
import { type Format, type Row, readRows } from '../../src/contacts/read.js';

/** The input cut into chunks of `size` bytes, as pipes cut it. */
async function* inChunks(input: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const readAll = async (input: string | Uint8Array, format: Format, delimiter = ','): Promise<Row[]> => {
  const rows: Row[] = [];
  for await (const row of readRows(inChunks(input), { format, delimiter })) rows.push(row);
  return rows;
};

/** `line columns`, or `line reason`, for a short table. */
const told = (rows: readonly Row[]): string[] =>
  rows.map((row) => `${row.line} ${'reason' in row ? row.reason : JSON.stringify(row.columns)}`);

describe('NDJSON', () => {
  it.each([
    ['rows by line', '{"a":1}\n{"a":2}\n', ['1 {"a":1}', '2 {"a":2}']],
    ['a last line without its end', '{"a":1}\n{"a":2}', ['1 {"a":1}', '2 {"a":2}']],
    ['empty lines, which count and say nothing', '\n{"a":1}\r\n  \n{"a":2}\r\n', ['2 {"a":1}', '4 {"a":2}']],
    ['a byte order mark', '\ufeff{"a":1}\n', ['1 {"a":1}']],
    ['letters of several bytes over the cut of a chunk', '{"a":"éüß漢字"}\n', ['1 {"a":"éüß漢字"}']],
    ['a broken line among others', '{"a":1}\n{"a":\n{"a":3}\n', ['1 {"a":1}', '2 the line is not JSON', '3 {"a":3}']],
    [
      'what is JSON and no row',
      '[1]\nnull\n{"a":1}',
      ['1 the line is no JSON object', '2 the line is no JSON object', '3 {"a":1}'],
    ],
  ])('reads %s', async (_, input, expected) => {
    expect(told(await readAll(input, 'ndjson'))).toEqual(expected);
  });

  it('refuses binary lines and reads those around them', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"a":1}\n'),
      Buffer.from([0xff, 0xfe, 0x80, 10]),
      Buffer.from('{"a":"\0"}\n{"a":2}\n'),
    ]);
    expect(told(await readAll(bytes, 'ndjson'))).toEqual([
      '1 {"a":1}',
      '2 the line is not UTF-8 text',
      '3 the line is binary',
      '4 {"a":2}',
    ]);
  });

  it('refuses a line that is longer than any record, without keeping it', async () => {
    const rows = await readAll(`{"a":"${'x'.repeat(70_000)}"}\n{"a":2}\n`, 'ndjson');
    expect(told(rows)).toEqual(['1 the line is longer than 64 KB', '2 {"a":2}']);
  });
});

describe('CSV', () => {
  it.each([
    ['rows by the header', 'a,b\n1,2\n3,4\n', ['2 {"a":"1","b":"2"}', '3 {"a":"3","b":"4"}']],
    [
      'quoted texts with commas, quotes and line breaks',
      'a,b\n"x, ""y""","1\n2"\n3,4\n',
      ['2 {"a":"x, \\"y\\"","b":"1\\n2"}', '4 {"a":"3","b":"4"}'],
    ],
    [
      'a row of another length',
      'a,b\n1\n1,2,3\n4,5\n',
      ['2 the row has 1 columns, the header 2', '3 the row has 3 columns, the header 2', '4 {"a":"4","b":"5"}'],
    ],
    [
      'a stray quote, which takes no other row with it',
      'a,b\n"1,2\n3,4\n5,6\n',
      ['2 the line is no CSV', '3 {"a":"3","b":"4"}', '4 {"a":"5","b":"6"}'],
    ],
    [
      'two stray quotes, three rows apart',
      'a,b\n"1,2\n3,4\n5,6\n7,"8\n9,10\n',
      [
        '2 the line is no CSV',
        '3 {"a":"3","b":"4"}',
        '4 {"a":"5","b":"6"}',
        '5 the line is no CSV',
        '6 {"a":"9","b":"10"}',
      ],
    ],
    ['a quote in the middle of a text', 'a,b\nx"y,2\n3,4\n', ['2 the line is no CSV', '3 {"a":"3","b":"4"}']],
    ['a header alone', 'a,b\n', []],
    ['nothing', '', []],
  ])('reads %s', async (_, input, expected) => {
    expect(told(await readAll(input, 'csv'))).toEqual(expected);
  });

  it('takes another delimiter', async () => {
    expect(told(await readAll('a\tb\n1,5\t2\n', 'csv', '\t'))).toEqual(['2 {"a":"1,5","b":"2"}']);
  });

  it.each([
    ['JSON', '{"a":1}\n', /--format ndjson/],
    ['binary', Uint8Array.of(0xff, 0x80, 10, 49, 10), /the header/],
    ['no CSV', '"a,b\n', /no CSV/],
  ])('refuses a header that is %s as a whole', async (_, input, message) => {
    await expect(readAll(input, 'csv')).rejects.toThrow(InputError);
    await expect(readAll(input, 'csv')).rejects.toThrow(message);
  });
});
