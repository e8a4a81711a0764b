import type { Page } from 'playwright';
import type { Properties } from '../../src/types/health.js';
import type { SignalInput } from '../../src/types/signal.js';
import { type Bench, EMAIL } from '../lib/browser.js';
import type { Given, Part } from '../lib/part.js';
import { table, target } from '../lib/report.js';
import { median, number } from '../lib/stats.js';
import { VISITS, type Visit } from '../lib/visits.js';

// docs/properties.md, "The budget": all custom properties of a contact together.
const OMETRIA_LIMIT = 1000;

/** Runs in the page: the tag's way. Signals come some seconds apart, then the visit ends. */
const withTag = (signals: SignalInput[]) => {
  for (const signal of signals) {
    window.fsOmetria.signal(signal);
    window.advance(4000);
  }
  window.advance(30_000);
  dispatchEvent(new PageTransitionEvent('pagehide'));
  return window.fsOmetria.health().lastDelivery;
};

/** One object that holds the visit, the same as text, a call for each signal, and a call without properties. */
type Way = 'nested' | 'text' | 'each' | 'bare';

interface Naive {
  email: string;
  signals: SignalInput[];
  facts: Properties;
  way: Way;
}

/** Runs in the page: the naive ways, with the same facts. Each signal says what is known of it, times as JSON writes them. */
const naively = ({ email, signals, facts, way }: Naive) => {
  const { ometria, advance, FS } = window;
  const page = location.origin + location.pathname;
  const records = signals.map((signal) => {
    advance(4000);
    return { ...signal, timestamp: new Date().toISOString(), page, replayUrl: FS('getSession', { format: 'url.now' }) };
  });
  const visit = { ...facts, signals: records };
  const profile = way === 'nested' ? { fullstory: visit } : { fullstory: JSON.stringify(visit) };
  if (way === 'bare') ometria.identify(email);
  else if (way === 'each') for (const record of records) ometria.identify(email, record);
  else ometria.identify(email, profile);
  return JSON.stringify(profile).length;
};

// These say what a record of a signal says anyway.
const OF_A_SIGNAL = /^fs_(signal_|session_replay_url)/;

/** What the tag says of the visit beside its signals, under the names a developer would give it. */
const factsOf = (properties: Properties = {}): Properties =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => !OF_A_SIGNAL.test(name))
      .map(([name, value]) => [name.slice(3).replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), value]),
  );

interface Told<T> {
  told: T;
  /** Of the tracker's requests for it, in characters. */
  lengths: number[];
}

interface Telling<T> {
  subject: string;
  at: string;
  tell(page: Page): Promise<T>;
}

async function visit<T>(bench: Bench, { subject, at, tell }: Telling<T>): Promise<Told<T>> {
  const { page, close } = await bench.page();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(bench.address(at, { subject, elements: 50, clock: 1 }), { waitUntil: 'load' });
  await page.waitForTimeout(150);
  // The tracker's own identify of the page is over, and the tag has looked at it.
  await page.evaluate(() => window.advance(3000));
  await page.waitForTimeout(50);
  requests.length = 0;
  const told = await tell(page);
  await page.waitForTimeout(150);
  await close();
  return { told, lengths: requests.filter((url) => url.includes('/event.gif')).map((url) => url.length) };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

// The word for the naive way is plain JSON; the tracker itself would write an object with bracketed keys.
const FORMS = { text: 'as plain JSON', nested: 'as an object, which the tracker writes with bracketed keys' };
const percent = (share: number) => `${number(share * 100)} %`;

/** A visit by the tag's way and by the naive ones: characters, calls. */
interface Row {
  name: string;
  signals: number;
  calls: number;
  length: number;
  characters: number;
  naiveCharacters: number;
  /** All requests by the tag's way, as a share of those of a call for each signal. */
  all: number;
  text: number;
  nested: number;
  bare: number;
}

async function compare(bench: Bench, { name, at, signals }: Visit): Promise<Row> {
  const own = await visit(bench, { subject: 'full', at, tell: (page) => page.evaluate(withTag, signals) });
  const facts = factsOf(own.told?.properties);
  const naive = (way: Way) =>
    visit(bench, {
      subject: 'none',
      at,
      tell: (page) => page.evaluate(naively, { email: EMAIL, signals, facts, way }),
    });
  const first = ({ lengths }: Told<number>) => lengths[0] ?? Number.NaN;
  const nested = await naive('nested');
  const text = await naive('text');
  const each = await naive('each');
  const bare = await naive('bare');
  return {
    name,
    signals: signals.length,
    calls: own.lengths.length,
    length: own.lengths.at(-1) ?? Number.NaN,
    characters: own.told?.characters ?? Number.NaN,
    naiveCharacters: text.told,
    all: sum(own.lengths) / sum(each.lengths),
    text: first(text),
    nested: first(nested),
    bare: first(bare),
  };
}

const judge = (rows: readonly Row[], form: 'text' | 'nested') => {
  const shares = rows.map((row) => ({ name: row.name, share: row.length / row[form] }));
  const [worst] = [...shares].sort((one, other) => other.share - one.share);
  return `Share of the naive length ${FORMS[form]}: median ${percent(median(shares.map(({ share }) => share)))}, worst ${percent(worst?.share ?? Number.NaN)} (${worst?.name}).`;
};

export async function wirePart({ bench }: Given): Promise<Part> {
  const rows: Row[] = [];
  for (const typical of VISITS) rows.push(await compare(bench, typical));
  const most = Math.max(...rows.map(({ characters }) => characters / OMETRIA_LIMIT));
  return {
    title: 'Wire',
    text: [
      'Length of the tracker’s request, through the demo’s stand-in of it (checked against the real one’s encoding). The naive ways hand over the same facts: a record of each signal, and what the tag says of the visit as a whole (score, risk, counts, dates of rules); as one property that holds plain JSON, and as an object, which the tracker writes with bracketed keys. The tag sends the session’s absolute values in one flat object, so its length hardly depends on how much has happened. One run of each: a length does not vary.',
      table(
        [
          'visit',
          'signals',
          'calls by the tag',
          'request, characters',
          'naive, plain JSON',
          'share',
          'naive, object',
          'share',
          'identify alone',
          'characters of JSON',
          'of Ometria’s 1,000',
          'naive: characters of JSON',
        ],
        rows.map(({ name, signals, calls, length, characters, naiveCharacters, text, nested, bare }) => [
          name,
          signals,
          calls,
          number(length),
          number(text),
          percent(length / text),
          number(nested),
          percent(length / nested),
          number(bare),
          number(characters),
          percent(characters / OMETRIA_LIMIT),
          number(naiveCharacters),
        ]),
      ),
      judge(rows, 'text'),
      judge(rows, 'nested'),
      `All characters of a visit, against one call for each signal: ${percent(median(rows.map(({ all }) => all)))} on the median.`,
    ].join('\n\n'),
    targets: [target('within Ometria’s 1,000 characters', `${percent(most)} at most`, most <= 1)],
  };
}
