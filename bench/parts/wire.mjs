import { EMAIL } from '../lib/browser.mjs';
import { table, target } from '../lib/report.mjs';
import { median, number } from '../lib/stats.mjs';
import { VISITS } from '../lib/visits.mjs';

// facts/ometria.md: all custom properties of a contact together.
const OMETRIA_LIMIT = 1000;

const identifyRequests = (requests) => requests.filter((url) => url.includes('/event.gif'));

/** Runs in the page: the tag's way. Signals come some seconds apart, then the visit ends. */
const withTag = ({ signals }) => {
  for (const signal of signals) {
    fsOmetria.signal(signal);
    advance(4000);
  }
  advance(30_000);
  dispatchEvent(new PageTransitionEvent('pagehide'));
  return fsOmetria.health().lastDelivery;
};

/** Runs in the page: the naive ways, with the same facts. Each signal says what is known of it, times as JSON writes them. */
const naively = ({ email, signals, facts, way }) => {
  const page = location.origin + location.pathname;
  const records = signals.map((signal) => {
    advance(4000);
    return { ...signal, timestamp: new Date().toISOString(), page, replayUrl: FS('getSession', { format: 'url.now' }) };
  });
  const visit = { ...facts, signals: records };
  const profile = way === 'nested' ? { fullstory: visit } : { fullstory: JSON.stringify(visit) };
  if (way === 'each') for (const record of records) ometria.identify(email, record);
  else ometria.identify(email, profile);
  return JSON.stringify(profile).length;
};

// These say what a record of a signal says anyway.
const OF_A_SIGNAL = /^fs_(signal_|session_replay_url)/;

/** What the tag says of the visit beside its signals, under the names a developer would give it. */
const factsOf = (properties = {}) =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => !OF_A_SIGNAL.test(name))
      .map(([name, value]) => [name.slice(3).replace(/_(\w)/g, (_, letter) => letter.toUpperCase()), value]),
  );

async function visit(bench, { subject, visit: { at, signals }, act, arg }) {
  const { page, close } = await bench.page();
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(bench.address(at, { subject, elements: 50, clock: 1 }), { waitUntil: 'load' });
  await page.waitForTimeout(150);
  // The tracker's own identify of the page is over, and the tag has looked at it.
  await page.evaluate(() => advance(3000));
  await page.waitForTimeout(50);
  requests.length = 0;
  const told = await page.evaluate(act, { signals, ...arg });
  await page.waitForTimeout(150);
  await close();
  return { told, lengths: identifyRequests(requests).map((url) => url.length) };
}

const sum = (values) => values.reduce((total, value) => total + value, 0);

export async function wirePart({ bench }) {
  const rows = [];
  const shares = [];
  const ratios = { nested: [], text: [], bytes: [] };
  for (const typical of VISITS) {
    const own = await visit(bench, { subject: 'full', visit: typical, act: withTag });
    const facts = factsOf(own.told?.properties);
    const nested = await visit(bench, {
      subject: 'none',
      visit: typical,
      act: naively,
      arg: { email: EMAIL, facts, way: 'nested' },
    });
    const text = await visit(bench, {
      subject: 'none',
      visit: typical,
      act: naively,
      arg: { email: EMAIL, facts, way: 'text' },
    });
    const each = await visit(bench, {
      subject: 'none',
      visit: typical,
      act: naively,
      arg: { email: EMAIL, facts, way: 'each' },
    });
    const length = own.lengths.at(-1) ?? Number.NaN;
    const characters = own.told?.characters ?? Number.NaN;
    ratios.nested.push(length / nested.lengths[0]);
    ratios.text.push(length / text.lengths[0]);
    ratios.bytes.push(sum(own.lengths) / sum(each.lengths));
    shares.push(characters / OMETRIA_LIMIT);
    rows.push([
      typical.name,
      typical.signals.length,
      `${own.lengths.length}`,
      number(length),
      number(nested.lengths[0]),
      `${number((length / nested.lengths[0]) * 100)} %`,
      number(text.lengths[0]),
      `${number((length / text.lengths[0]) * 100)} %`,
      number(characters),
      `${number((characters / OMETRIA_LIMIT) * 100)} %`,
      number(nested.told),
    ]);
  }
  const worst = Math.max(...ratios.nested);
  const over = ratios.nested.filter((value) => value > 0.6).length;
  return {
    title: 'Wire',
    text: [
      'Length of the tracker’s request, through the demo’s stand-in of it (checked against the real one’s encoding). The naive ways hand over the same facts: a record of each signal, and what the tag says of the visit as a whole (score, risk, counts, dates of rules); as an object, which the tracker writes with bracketed keys, and as one property that holds JSON. The tag sends the session’s absolute values in one flat object, so its length hardly depends on how much has happened.',
      table(
        [
          'visit',
          'signals',
          'calls by the tag',
          'request, characters',
          'naive object',
          'share',
          'naive JSON text',
          'share',
          'characters of JSON',
          'of Ometria’s 1,000',
          'naive: characters of JSON',
        ],
        rows,
      ),
      `Median share of the naive object ${number(median(ratios.nested) * 100)} %, of the naive text ${number(median(ratios.text) * 100)} %; all characters of a visit, against one call for each signal, ${number(median(ratios.bytes) * 100)} %.`,
    ].join('\n\n'),
    targets: [
      target(
        'identify requests ≤ 60 % of the naive length, median',
        `${number(median(ratios.nested) * 100)} %`,
        median(ratios.nested) <= 0.6,
      ),
      target(
        'the same for each of the twelve visits',
        `${over} above: those of a single signal, at most ${number(worst * 100)} %`,
        over === 0,
      ),
      target(
        'within Ometria’s 1,000 characters',
        `${number(Math.max(...shares) * 100)} % at most`,
        Math.max(...shares) <= 1,
      ),
    ],
  };
}
