import type { Visit } from '../../stand-ins/collector.js';
import { element } from '../dom.js';
import { duration, moment, plural, time, timeOf } from './element.js';
import { signalOf } from './words.js';

// Of the line, in percent: what the visitor did; the rest is the wait, which would else dwarf it.
const ACTIVE = 74;
// A label needs so much room, in percent, to the next mark of its line.
const ROOM = 24;

type LaneKey = 'page' | 'signal' | 'delivery' | 'contact';

interface VisitEvent {
  lane: LaneKey;
  at: number;
  words: string;
}

const pathOf = (url = ''): string => {
  try {
    return new URL(url).pathname;
  } catch {
    return url;
  }
};

/** What happened in a visit, in order: pages, signals as the deliveries tell of them, deliveries, end, what was applied. */
const eventsOf = (visit: Visit): VisitEvent[] => {
  const pages = visit.requests
    .filter(({ type }) => type === 'pageview')
    .map(({ at, url }): VisitEvent => ({ lane: 'page', at, words: pathOf(url) }));
  const deliveries = visit.requests.filter(({ characters }) => characters > 0);
  const signals = new Map<string, VisitEvent>();
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
  const sent = deliveries.map(
    ({ at, profile }): VisitEvent => ({
      lane: 'delivery',
      at,
      words: plural(Object.keys(profile).length, 'property', 'properties'),
    }),
  );
  const end: VisitEvent = {
    lane: 'contact',
    at: visit.endsAt,
    words: deliveries.length > 0 ? 'applied' : 'visit ends',
  };
  return [...pages, ...signals.values(), ...sent, end].sort((a, b) => a.at - b.at);
};

const LANES: readonly (readonly [key: LaneKey, name: string])[] = [
  ['page', 'Pages'],
  ['signal', 'Signals'],
  ['delivery', 'Deliveries'],
  ['contact', 'Contact'],
];

const place = (node: HTMLElement, from: number, to?: number): HTMLElement => {
  // Set by script, not as an attribute: the policy forbids style attributes.
  node.style.left = `${from}%`;
  if (to !== undefined) node.style.width = `${to - from}%`;
  return node;
};

interface Drawn {
  events: readonly VisitEvent[];
  percent: (at: number) => number;
  visit: Visit;
}

const lane = (key: LaneKey, name: string, { events, percent, visit }: Drawn): HTMLElement => {
  const line = element('div', { class: `lane lane-${key}` });
  if (key === 'contact') line.append(place(element('span', { class: 'wait' }), percent(visit.last), 100));
  const own = events.filter((event) => event.lane === key);
  own.forEach((event, index) => {
    const at = percent(event.at);
    line.append(place(element('span', { class: 'mark' }), at));
    const { [index + 1]: after, [index - 1]: before } = own;
    const next = after ? percent(after.at) : 100;
    const previous = before ? percent(before.at) : 0;
    if (next - at >= ROOM) line.append(place(element('span', { class: 'label' }, event.words), at));
    else if (at - previous >= ROOM && next === 100) {
      line.append(place(element('span', { class: 'label label-left' }, event.words), at));
    }
  });
  return element('div', { class: 'lane-row' }, element('span', { class: 'lane-name' }, name), line);
};

const sentence = ({ lane: key, words }: VisitEvent): string =>
  ({
    page: `opened ${words}`,
    signal: `signal: ${words}`,
    delivery: `delivery of ${words}`,
    contact: words === 'applied' ? 'the visit is over, its properties are applied' : 'the visit is over',
  })[key];

/** A visit as a picture, with the same in words below. */
export const timeline = (visit: Visit, now: number): HTMLElement => {
  const events = eventsOf(visit);
  const percent = (at: number): number => {
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
      ...LANES.map(([key, name]) => lane(key, name, { events, percent, visit })),
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
      element('ol', {}, ...events.map((event) => element('li', {}, timeOf(event.at), ` ${sentence(event)}`))),
    ),
  );
};
