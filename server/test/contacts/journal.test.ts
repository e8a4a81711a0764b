import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type Journal, openJournal } from '../../src/contacts/journal.js';
import { lock } from '../../src/contacts/lock.js';
import type { Contact } from '../../src/push/records.js';

const folder = mkdtempSync(join(tmpdir(), 'fs-ometria-journal-'));
afterAll(() => rmSync(folder, { recursive: true }));

let path = '';
let files = 0;
beforeEach(() => {
  files += 1;
  path = join(folder, `${files}.journal`);
});

const contact = (n: number, value = 1): Contact => ({
  '@type': 'contact',
  '@collection': 'c',
  id: `id-${n}`,
  email: `person-${n}@example.com`,
  '@merge': true,
  properties: { value },
});

const NOW = 1_700_000_000_000;
const open = (): Journal => openJournal(path, () => NOW);

/** Opens the journal, works with it, closes it. */
const visit = <T>(work: (journal: Journal) => T): T => {
  const journal = open();
  try {
    return work(journal);
  } finally {
    journal.close();
  }
};

const sendRun = (records: Contact[], { keep = true, end = true } = {}): void =>
  visit((journal) => {
    journal.begin(['before']);
    journal.sent(records, () => 5);
    if (end) journal.end(keep);
  });

/** What the journal knows of these, in this order. */
const look = (...records: Contact[]) => visit((journal) => records.map((record) => journal.look(record)));

describe('the journal', () => {
  it('knows what has been sent by earlier runs, by content', () => {
    sendRun([contact(1), contact(2)]);
    expect(look(contact(1), contact(2, 7), contact(3))).toEqual(['unchanged', 'new', 'new']);
    expect(visit((journal) => [journal.resumed, journal.lastSentAt()])).toEqual([false, NOW]);
  });

  it('goes on with a run that did not end, and counts each record once', () => {
    sendRun([contact(1), contact(2)], { end: false });
    visit((journal) => {
      expect(journal.resumed).toBe(true);
      expect([...journal.seen]).toEqual(['before']);
      expect(journal.find('id-1')).toMatchObject({ line: 5, counted: 'not_yet' });
      const records = [contact(1), contact(1), contact(2, 7), contact(3)];
      expect(records.map((record) => journal.look(record))).toEqual(['delivered', 'repeated', 'new', 'new']);
      expect(journal.find('id-1')).toMatchObject({ counted: 'delivered' });
    });
  });

  it('sends again, in the next run, what Ometria has refused, and not in the same run', () => {
    sendRun([contact(1), contact(2)], { end: false });
    visit((journal) => {
      journal.refusedLater('id-1', 'no such field');
      journal.refused(contact(3), 9, 'Ometria answered 400');
    });
    expect(look(contact(1), contact(3), contact(1, 7))).toEqual([
      { refused: 'no such field' },
      { refused: 'Ometria answered 400' },
      'new',
    ]);
    visit((journal) => journal.end(true));
    expect(look(contact(1), contact(2), contact(3))).toEqual(['new', 'unchanged', 'new']);
  });

  it('forgets a run whose errors were not all seen', () => {
    sendRun([contact(1)]);
    sendRun([contact(1, 2)], { keep: false });
    expect(look(contact(1), contact(1, 2))).toEqual(['new', 'new']);
  });

  it('survives a kill at every byte: what is torn counts as not written', () => {
    sendRun([contact(1)], { end: false });
    const before = statSync(path).size;
    visit((journal) => journal.sent([contact(2)], () => 6));
    const whole = readFileSync(path);
    for (let size = before; size < whole.length; size += 1) {
      writeFileSync(path, whole);
      truncateSync(path, size);
      expect(look(contact(1), contact(2))).toEqual(['delivered', 'new']);
      visit((journal) => journal.sent([contact(3)], () => 7));
      expect(look(contact(1), contact(2), contact(3))).toEqual(['delivered', 'new', 'delivered']);
    }
  });

  it('takes zeros at the end, as a power cut leaves them, for not written', () => {
    sendRun([contact(1)]);
    appendFileSync(path, Buffer.alloc(100));
    expect(look(contact(1))).toEqual(['unchanged']);
  });

  it('says where it is damaged, and changes nothing', () => {
    sendRun([contact(1)]);
    const bytes = readFileSync(path);
    bytes.write('XX', bytes.indexOf('sent'));
    writeFileSync(path, bytes);
    expect(open).toThrow(/damaged at line 2/);
    expect(readFileSync(path)).toEqual(bytes);
  });

  it('holds neither addresses nor values', () => {
    sendRun([contact(1, 4711)]);
    expect(readFileSync(path, 'utf8')).not.toMatch(/example|person|4711|id-1/);
  });

  it('is rewritten when most of it is past, and knows the same', () => {
    visit((journal) => {
      journal.begin([]);
      for (let round = 0; round < 30; round += 1)
        journal.sent(
          Array.from({ length: 1000 }, (_, n) => contact(n, round)),
          () => 1,
        );
      journal.end(true);
    });
    const size = statSync(path).size;
    expect(size).toBeGreaterThan(1_000_000);
    sendRun([contact(5000)]);
    expect(statSync(path).size).toBeLessThan(size / 20);
    expect(look(contact(0, 29), contact(0), contact(999, 29), contact(5000))).toEqual([
      'unchanged',
      'new',
      'unchanged',
      'unchanged',
    ]);
  });
});

describe('the lock', () => {
  it('keeps a second job out while the first one lives, and is taken over after it', () => {
    const file = `${path}.lock`;
    // The parent process lives as long as the test does.
    writeFileSync(file, String(process.ppid));
    expect(() => lock(file)).toThrow(/Another job/);
    // No process has so high a number: 2^22 is the most on Linux.
    writeFileSync(file, '99999999');
    const unlock = lock(file);
    expect(readFileSync(file, 'utf8')).toBe(String(process.pid));
    unlock();
    expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined();
  });
});
