import { duration, element, moment, plural, time } from './element.js';
import { signalOf } from './words.js';

// Of the line, in percent: what the visitor did; the rest is the wait, which would else dwarf it.
const ACTIVE = 74;
// A label needs so much room, in percent, to the next mark of its line.
const ROOM = 24;

const pathOf = (url) => {
  try {
    return new URL(url).pathname;
  } catch {
    return url ?? '';
  }
};

/** What happened in a visit, in order: pages, signals as the deliveries tell of them, deliveries, end, what was applied. */
export const eventsOf = (visit) => {
  const pages = visit.requests
    .filter(({ type }) => type === 'pageview')
    .map(({ at, url }) => ({ lane: 'page', at, words: pathOf(url) }));
  const deliveries = visit.requests.filter(({ characters }) => characters > 0);
  const signals = new Map();
  for (const { profile } of deliveries) {
    const signal = signalOf(profile);
    // A signal of the visit before stays on the contact; it is none of this visit's.
    if (signal && signal.at >= visit.start - 1000) {
      signals.set(`${signal.type} ${signal.at}`, {
        lane: 'signal',
        at: signal.at,
        words: signal.type.replaceAll('_', ' '),
      });
    }
  }
  const sent = deliveries.map(({ at, profile }) => ({
    lane: 'delivery',
    at,
    words: plural(Object.keys(profile).length, 'property', 'properties'),
  }));
  const end = { lane: 'contact', at: visit.endsAt, words: deliveries.length > 0 ? 'applied' : 'visit ends' };
  return [...pages, ...signals.values(), ...sent, end].sort((a, b) => a.at - b.at);
};

const LANES = [
  ['page', 'Pages'],
  ['signal', 'Signals'],
  ['delivery', 'Deliveries'],
  ['contact', 'Contact'],
];

const place = (node, from, to) => {
  // Set by script, not as an attribute: the policy forbids style attributes.
  node.style.left = `${from}%`;
  if (to !== undefined) node.style.width = `${to - from}%`;
  return node;
};

const lane = ([key, name], { events, percent, visit }) => {
  const line = element('div', { class: `lane lane-${key}` });
  if (key === 'contact') line.append(place(element('span', { class: 'wait' }), percent(visit.last), 100));
  const own = events.filter((event) => event.lane === key);
  own.forEach((event, index) => {
    const at = percent(event.at);
    line.append(place(element('span', { class: 'mark' }), at));
    const next = own[index + 1] ? percent(own[index + 1].at) : 100;
    const previous = own[index - 1] ? percent(own[index - 1].at) : 0;
    if (next - at >= ROOM) line.append(place(element('span', { class: 'label' }, event.words), at));
    else if (at - previous >= ROOM && next === 100) {
      line.append(place(element('span', { class: 'label label-left' }, event.words), at));
    }
  });
  return element('div', { class: 'lane-row' }, element('span', { class: 'lane-name' }, name), line);
};

const sentence = ({ lane: key, words }) =>
  ({
    page: `opened ${words}`,
    signal: `signal: ${words}`,
    delivery: `delivery of ${words}`,
    contact: words === 'applied' ? 'the visit is over, its properties are applied' : 'the visit is over',
  })[key];

/** A visit as a picture, with the same in words below. */
export const timeline = (visit, now) => {
  const events = eventsOf(visit);
  const percent = (at) => {
    const active = Math.max(1, visit.last - visit.start);
    const waited = Math.max(1, visit.endsAt - visit.last);
    const part =
      at <= visit.last
        ? (ACTIVE * (at - visit.start)) / active
        : ACTIVE + ((100 - ACTIVE) * (at - visit.last)) / waited;
    return Math.max(0, Math.min(100, part));
  };
  const over = visit.end !== undefined;
  const pages = events.filter((event) => event.lane === 'page').length;
  const sent = events.filter((event) => event.lane === 'delivery').length;
  const summary = [plural(pages, 'page'), plural(sent, 'delivery', 'deliveries')].join(', ');
  return element(
    'section',
    { class: over ? 'visit' : 'visit visit-open', 'aria-label': `Visit of ${moment(visit.start, now)}` },
    element(
      'p',
      { class: 'visit-head' },
      element('strong', {}, `${moment(visit.start, now)} to ${time(visit.last)}`),
      element('span', {}, `${summary} · ${over ? 'over' : 'under way'}`),
    ),
    element(
      'div',
      { class: 'picture', role: 'img', 'aria-label': `Timeline: ${summary}. The same in words below.` },
      ...LANES.map((one) => lane(one, { events, percent, visit })),
    ),
    element(
      'p',
      { class: 'picture-note', 'aria-hidden': 'true' },
      `${duration(visit.endsAt - visit.last)} without activity, then applied`,
    ),
    element(
      'details',
      { class: 'visit-words' },
      element('summary', {}, 'In words'),
      element(
        'ol',
        {},
        ...events.map((event) =>
          element(
            'li',
            {},
            element('time', { datetime: new Date(event.at).toISOString() }, time(event.at)),
            ` ${sentence(event)}`,
          ),
        ),
      ),
    ),
  );
};
