import { element } from '../dom.js';
import { duration, plural, timeOf } from './element.js';
import { timeline } from './timeline.js';
import type { ContactsView, ContactView, CustomEventView } from './view.js';
import { meaningOf } from './words.js';

type Segments = ContactsView['segments'];
type Membership = 'in' | 'joining' | 'leaving' | 'out';

// Enough to see that they come; the requests below have the rest.
const MOST_EVENTS = 3;
const MOST_VISITS = 4;

// On the wire everything is text; this only decides how it is shown.
const kindOf = (value: string): string => {
  if (/^-?\d+(\.\d+)?$/.test(value)) return 'number';
  if (value === 'true' || value === 'false') return 'boolean';
  if (/^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(value)) return 'date';
  if (/^https:\/\/\S+$/.test(value)) return 'address';
  return 'text';
};

/** A name as code; a long one breaks after an underscore rather than anywhere. */
export const codeOf = (text: string, className: string): HTMLElement =>
  element(
    'code',
    { class: className },
    text.split(/(?<=_)/).flatMap((part, at) => (at === 0 ? [part] : [element('wbr'), part])),
  );

const shown = (value: string): HTMLElement => {
  const kind = kindOf(value);
  if (kind !== 'address') return element('span', { class: `value value-${kind}` }, value || '(empty)');
  return element(
    'a',
    { class: 'replay', href: value, rel: 'noreferrer', target: '_blank' },
    element('span', {}, 'Watch the session'),
    element('span', { class: 'replay-address' }, value.replace(/^https:\/\//, '')),
    element('span', { class: 'visually-hidden' }, ' (opens in a new tab)'),
  );
};

// Parts are rebuilt only when what they show has changed, so that focus and open details survive the next message.
const signatures = new WeakMap<HTMLElement, string>();

/** Fills a place anew where what it shows has changed. */
export const refill = (place: HTMLElement, value: unknown, build: () => HTMLElement[]): void => {
  const signature = JSON.stringify(value);
  if (signatures.get(place) === signature) return;
  signatures.set(place, signature);
  place.replaceChildren(...build());
};

const propertyRow = (name: string, { pending, applied }: ContactView['properties']): HTMLElement[] => {
  const next = pending[name];
  const now = applied[name];
  const current = next ?? now;
  if (!current) return [];
  const changes = next !== undefined && now !== undefined && next.value !== now.value;
  const state = next ? 'pending' : 'applied';
  return [
    element(
      'div',
      { class: next ? 'property property-pending' : 'property' },
      element(
        'dt',
        {},
        codeOf(name, 'name'),
        element('span', { class: 'kind' }, kindOf(current.value)),
        element('span', { class: 'meaning' }, meaningOf(name)),
      ),
      element(
        'dd',
        { class: 'property-value' },
        shown(current.value),
        changes ? element('span', { class: 'was' }, `currently ${now.value}`) : '',
      ),
      element(
        'dd',
        { class: 'property-state' },
        element('span', { class: `state state-${state}` }, next ? 'Pending' : 'Applied'),
        timeOf(next || !now ? current.at : now.appliedAt),
      ),
    ),
  ];
};

const propertyRows = (properties: ContactView['properties']): HTMLElement[] =>
  Object.keys({ ...properties.applied, ...properties.pending }).flatMap((name) => propertyRow(name, properties));

const SEGMENT_WORDS = { in: 'Member', joining: 'After this visit', leaving: 'Until this visit ends', out: 'No' };
const CAMPAIGN_WORDS = { in: 'Starts', joining: 'Would start', leaving: 'Has started', out: '' };

const campaignOf = ({ name, message }: { name: string; message: string }, state: Membership): HTMLElement =>
  element(
    'span',
    { class: 'campaign' },
    element('span', { class: 'campaign-name' }, `${CAMPAIGN_WORDS[state]}: ${name}`),
    element('q', {}, message),
  );

/** A custom event that came by the server. */
const eventRow = ({ type, at, arrivedAt, properties, campaign }: CustomEventView): HTMLElement =>
  element(
    'li',
    { class: 'event' },
    element(
      'p',
      { class: 'event-head' },
      codeOf(type, 'name'),
      timeOf(at, { class: 'event-time' }),
      element('span', { class: 'event-after' }, `on the contact ${duration(arrivedAt - at)} after FullStory’s event`),
    ),
    element(
      'dl',
      { class: 'event-properties' },
      Object.entries(properties).map(([name, value]) =>
        element('div', {}, element('dt', {}, codeOf(name, '')), element('dd', {}, shown(String(value)))),
      ),
    ),
    campaign && campaignOf(campaign, 'in'),
  );

const segmentState = (id: string, contact: ContactView): Membership => {
  const later = contact.segmentsAfterVisit.includes(id);
  if (contact.segments.includes(id)) return later ? 'in' : 'leaving';
  return later ? 'joining' : 'out';
};

const segmentRows = (contact: ContactView, segments: Segments): HTMLElement[] =>
  segments.map(({ id, name, campaign }) => {
    const state = segmentState(id, contact);
    return element(
      'li',
      { class: `membership membership-${state}` },
      element('span', { class: 'membership-name' }, name),
      element('span', { class: 'membership-state' }, SEGMENT_WORDS[state]),
      state === 'out' ? '' : campaignOf(campaign, state),
    );
  });

const visitRows = ({ visits }: ContactView, now: number): HTMLElement[] =>
  [...visits]
    .sort((a, b) => b.start - a.start)
    .slice(0, MOST_VISITS)
    .map((visit) => timeline(visit, now));

/** How long the visit under way still goes on. */
const createClock = () => {
  const text = element('p', { class: 'clock-text' });
  const fill = element('span', { class: 'clock-fill' });
  const track = element('div', { class: 'clock-track', 'aria-hidden': 'true' }, fill);
  const clock = element('div', { class: 'clock' }, text, track);
  const show = ({ visits, properties }: ContactView, now: number): void => {
    const visit = visits.find(({ end }) => end === undefined);
    const waiting = Object.keys(properties.pending).length;
    clock.classList.toggle('clock-over', visit === undefined);
    const left = visit ? Math.max(0, visit.endsAt - now) : 0;
    const then = waiting > 0 ? `, then ${plural(waiting, 'property is', 'properties are')} applied` : '';
    text.textContent = visit ? `Visit ends in ${duration(left)}${then}` : 'No visit under way';
    fill.style.width = visit ? `${Math.min(100, (100 * left) / (visit.endsAt - visit.last || 1))}%` : '0';
  };
  return { clock, show };
};

const facts = ({ visits, cookieIds }: ContactView): string =>
  [
    plural(visits.length, 'visit'),
    plural(
      visits.reduce((sum, visit) => sum + visit.requests.length, 0),
      'request',
    ),
    plural(cookieIds.length, 'visitor cookie'),
  ].join(' · ');

/** A contact on the page. */
export interface Card {
  card: HTMLElement;
  show(contact: ContactView, segments: Segments, now: number): void;
  showClock(now: number): void;
}

/** Makes the card of a contact; `show` fills it. */
export const createCard = (first: ContactView): Card => {
  let contact = first;
  const titleId = `contact-${Math.random().toString(36).slice(2)}`;
  const initial = contact.identity
    .replace(/^omid:/, '')
    .slice(0, 1)
    .toUpperCase();
  const about = element('p', { class: 'quiet' });
  const { clock, show: showClock } = createClock();
  const properties = element('dl', { class: 'properties' });
  const none = element('p', { class: 'quiet' }, 'Known, but nothing has been written on the contact so far.');
  const memberships = element('ul', { class: 'memberships' });
  const visitList = element('div', { class: 'visits' });
  const eventList = element('ol', { class: 'events' });
  const eventsTitle = element('h4', {}, 'Within seconds, by the server');
  const name = element('div', { class: 'contact-name' }, element('h3', { id: titleId }, contact.identity), about);
  const avatar = element('span', { class: 'avatar', 'aria-hidden': 'true' }, initial);
  const card = element(
    'article',
    { class: 'contact', 'aria-labelledby': titleId },
    element('header', { class: 'contact-head' }, avatar, name, clock),
    element(
      'div',
      { class: 'contact-body' },
      element(
        'div',
        {},
        element('h4', {}, 'Visits, the latest first'),
        visitList,
        eventsTitle,
        eventList,
        element('h4', {}, 'After the visit, by the tag: custom properties'),
        none,
        properties,
      ),
      element('div', {}, element('h4', {}, 'Segments and what they start'), memberships),
    ),
  );

  return {
    card,
    showClock: (now) => showClock(contact, now),
    show(next, segments, now) {
      contact = next;
      const { properties: both, events } = contact;
      about.textContent = facts(contact);
      none.hidden = Object.keys({ ...both.pending, ...both.applied }).length > 0;
      properties.hidden = !none.hidden;
      refill(properties, both, () => propertyRows(both));
      eventsTitle.hidden = eventList.hidden = events.length === 0;
      refill(eventList, events, () => events.slice(0, MOST_EVENTS).map(eventRow));
      refill(visitList, contact.visits, () => visitRows(contact, now));
      refill(memberships, [contact.segments, contact.segmentsAfterVisit], () => segmentRows(contact, segments));
    },
  };
};
