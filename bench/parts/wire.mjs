import { EMAIL } from '../lib/browser.js';
import { table, target } from '../lib/report.js';
import { median, number } from '../lib/stats.js';
import { VISITS } from '../lib/visits.js';

// docs/properties.md, "The budget": all custom properties of a contact together.
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
  if (way === 'bare') ometria.identify(email);
  else if (way === 'each') for (const record of records) ometria.identify(email, record);
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

// The word for the naive way is plain JSON; the tracker itself would write an object with bracketed keys.
const FORMS = { text: 'as plain JSON', nested: 'as an object, which the tracker writes with bracketed keys' };
const percent = (share) => `${number(share * 100)} %`;

const judge = (visits, form) => {
  const share = ({ length, naive }) => length / naive[form];
  const shares = visits.map(share);
  const worst = visits.reduce((most, one) => (share(one) > share(most) ? one : most));
  return {
    found: `median ${percent(median(shares))}, worst ${percent(share(worst))} (${worst.name})`,
  };
};

export async function wirePart({ bench }) {
  const visits = [];
  for (const typical of VISITS) {
    const own = await visit(bench, { subject: 'full', visit: typical, act: withTag });
    const facts = factsOf(own.told?.properties);
    const naive = {};
    for (const way of ['nested', 'text', 'each', 'bare'])
      naive[way] = await visit(bench, {
        subject: 'none',
        visit: typical,
        act: naively,
        arg: { email: EMAIL, facts, way },
      });
    visits.push({
      name: typical.name,
      signals: typical.signals.length,
      calls: own.lengths.length,
      length: own.lengths.at(-1) ?? Number.NaN,
      characters: own.told?.characters ?? Number.NaN,
      naiveCharacters: naive.text.told,
      all: sum(own.lengths) / sum(naive.each.lengths),
      naive: { nested: naive.nested.lengths[0], text: naive.text.lengths[0], bare: naive.bare.lengths[0] },
    });
  }
  const judged = Object.keys(FORMS).map((form) => ({ form, ...judge(visits, form) }));
  const most = Math.max(...visits.map(({ characters }) => characters / OMETRIA_LIMIT));
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
        visits.map(({ name, signals, calls, length, characters, naiveCharacters, naive }) => [
          name,
          signals,
          calls,
          number(length),
          number(naive.text),
          percent(length / naive.text),
          number(naive.nested),
          percent(length / naive.nested),
          number(naive.bare),
          number(characters),
          percent(characters / OMETRIA_LIMIT),
          number(naiveCharacters),
        ]),
      ),
      ...judged.map(({ form, found }) => `Share of the naive length ${FORMS[form]}: ${found}.`),
      `All characters of a visit, against one call for each signal: ${percent(median(visits.map(({ all }) => all)))} on the median.`,
    ]
      .filter(Boolean)
      .join('\n\n'),
    targets: [target('within Ometria’s 1,000 characters', `${percent(most)} at most`, most <= 1)],
  };
}
