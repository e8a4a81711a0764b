import { count, duration, element, plural, time } from './element.js';
import { timeline } from './timeline.js';
import { meaningOf } from './words.js';

// Beside the shop there is room for the contacts only.
if (parent !== window) document.documentElement.classList.add('framed');

const $ = (id) => document.getElementById(id);
const MOST_REQUESTS_SHOWN = 60;

// On the wire everything is text; this only decides how it is shown.
const kindOf = (value) => {
  if (/^-?\d+(\.\d+)?$/.test(value)) return 'number';
  if (value === 'true' || value === 'false') return 'boolean';
  if (/^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(value)) return 'date';
  if (/^https:\/\/\S+$/.test(value)) return 'address';
  return 'text';
};

// A long name breaks after an underscore rather than anywhere.
const codeOf = (text, className) =>
  element(
    'code',
    { class: className },
    text.split(/(?<=_)/).flatMap((part, at) => (at === 0 ? [part] : [element('wbr'), part])),
  );

const shown = (value) => {
  const kind = kindOf(value);
  if (kind === 'address') {
    return element(
      'a',
      { class: 'replay', href: value, rel: 'noreferrer', target: '_blank' },
      element('span', {}, 'Watch the session'),
      element('span', { class: 'replay-address' }, value.replace(/^https:\/\//, '')),
      element('span', { class: 'visually-hidden' }, ' (opens in a new tab)'),
    );
  }
  return element('span', { class: `value value-${kind}` }, value === '' ? '(empty)' : value);
};

// Parts are rebuilt only when what they show has changed, so that focus and open details survive the next message.
const signatures = new WeakMap();
const refill = (place, shownValue, build) => {
  const signature = JSON.stringify(shownValue);
  if (signatures.get(place) === signature) return;
  signatures.set(place, signature);
  place.replaceChildren(...build());
};

const keepOrder = (place, nodes) => {
  for (const node of [...place.children]) if (!nodes.includes(node)) node.remove();
  nodes.forEach((node, at) => {
    if (place.children[at] !== node) place.insertBefore(node, place.children[at] ?? null);
  });
};

const propertyRows = ({ pending, applied }) =>
  [...new Set([...Object.keys(applied), ...Object.keys(pending)])].map((name) => {
    const next = pending[name];
    const now = applied[name];
    const changes = next !== undefined && now !== undefined && next.value !== now.value;
    const current = next ?? now;
    return element(
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
        element('span', { class: next ? 'state state-pending' : 'state state-applied' }, next ? 'Pending' : 'Applied'),
        element('time', { datetime: new Date(current.at).toISOString() }, time(next ? current.at : now.appliedAt)),
      ),
    );
  });

/** The custom events that came by the server, the latest first; enough to see that they come. */
const MOST_EVENTS = 3;
const eventRows = (events) =>
  events
    .slice(0, MOST_EVENTS)
    .map(({ type, at, arrivedAt, properties, campaign }) =>
      element(
        'li',
        { class: 'event' },
        element(
          'p',
          { class: 'event-head' },
          codeOf(type, 'name'),
          element('time', { class: 'event-time', datetime: new Date(at).toISOString() }, time(at)),
          element(
            'span',
            { class: 'event-after' },
            `on the contact ${duration(arrivedAt - at)} after FullStory’s event`,
          ),
        ),
        element(
          'dl',
          { class: 'event-properties' },
          ...Object.entries(properties).map(([name, value]) =>
            element('div', {}, element('dt', {}, codeOf(name, '')), element('dd', {}, shown(String(value)))),
          ),
        ),
        campaign ? campaignOf({ name: campaign.name, message: campaign.message }, 'in') : '',
      ),
    );

const segmentState = (id, contact) => {
  const now = contact.segments.includes(id);
  const later = contact.segmentsAfterVisit.includes(id);
  if (now) return later ? 'in' : 'leaving';
  return later ? 'joining' : 'out';
};
const SEGMENT_WORDS = { in: 'Member', joining: 'After this visit', leaving: 'Until this visit ends', out: 'No' };
const CAMPAIGN_WORDS = { in: 'Starts', joining: 'Would start', leaving: 'Has started' };

const campaignOf = ({ name, message }, state) =>
  element(
    'span',
    { class: 'campaign' },
    element('span', { class: 'campaign-name' }, `${CAMPAIGN_WORDS[state]}: ${name}`),
    element('q', {}, message),
  );

const segmentRows = (contact, segments) =>
  segments.map((segment) => {
    const state = segmentState(segment.id, contact);
    return element(
      'li',
      { class: `membership membership-${state}` },
      element('span', { class: 'membership-name' }, segment.name),
      element('span', { class: 'membership-state' }, SEGMENT_WORDS[state]),
      state === 'out' ? '' : campaignOf(segment.campaign, state),
    );
  });

// Enough to see how a contact goes on; the requests below have the rest.
const MOST_VISITS = 4;
const visitRows = (visits, now) =>
  [...visits]
    .sort((a, b) => b.start - a.start)
    .slice(0, MOST_VISITS)
    .map((visit) => timeline(visit, now));

const openVisit = (contact) => contact.visits.find((visit) => visit.end === undefined);
const lastSeen = (contact) => Math.max(contact.since, ...contact.visits.map((visit) => visit.last));

const createCard = (identity) => {
  const titleId = `contact-${Math.random().toString(36).slice(2)}`;
  const initial = identity
    .replace(/^omid:/, '')
    .slice(0, 1)
    .toUpperCase();
  const about = element('p', { class: 'quiet' });
  const clockText = element('p', { class: 'clock-text' });
  const clockFill = element('span', { class: 'clock-fill' });
  const clock = element(
    'div',
    { class: 'clock' },
    clockText,
    element('div', { class: 'clock-track', 'aria-hidden': 'true' }, clockFill),
  );
  const properties = element('dl', { class: 'properties' });
  const none = element('p', { class: 'quiet' }, 'Known, but nothing has been written on the contact so far.');
  const memberships = element('ul', { class: 'memberships' });
  const visitList = element('div', { class: 'visits' });
  const eventList = element('ol', { class: 'events' });
  const eventsTitle = element('h4', {}, 'Within seconds, by the server');
  const card = element(
    'article',
    { class: 'contact', 'aria-labelledby': titleId },
    element(
      'header',
      { class: 'contact-head' },
      element('span', { class: 'avatar', 'aria-hidden': 'true' }, initial),
      element('div', { class: 'contact-name' }, element('h3', { id: titleId }, identity), about),
      clock,
    ),
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

  let contact;
  const showClock = (now) => {
    const visit = openVisit(contact);
    const waiting = Object.keys(contact.properties.pending).length;
    clock.classList.toggle('clock-over', visit === undefined);
    if (visit === undefined) {
      clockText.textContent = 'No visit under way';
      clockFill.style.width = '0';
      return;
    }
    const left = Math.max(0, visit.endsAt - now);
    const then = waiting > 0 ? `, then ${plural(waiting, 'property is', 'properties are')} applied` : '';
    clockText.textContent = `Visit ends in ${duration(left)}${then}`;
    clockFill.style.width = `${Math.min(100, (100 * left) / (visit.endsAt - visit.last || 1))}%`;
  };

  return {
    card,
    showClock,
    show(next, segments) {
      contact = next;
      const { properties: both, visits, cookieIds, events } = contact;
      const requests = visits.reduce((sum, visit) => sum + visit.requests.length, 0);
      about.textContent = [
        plural(visits.length, 'visit'),
        plural(requests, 'request'),
        plural(cookieIds.length, 'visitor cookie'),
      ].join(' · ');
      none.hidden = Object.keys(both.pending).length + Object.keys(both.applied).length > 0;
      properties.hidden = !none.hidden;
      refill(properties, both, () => propertyRows(both));
      eventsTitle.hidden = eventList.hidden = events.length === 0;
      refill(eventList, events, () => eventRows(events));
      refill(visitList, visits, () => visitRows(visits, Date.now() + skew));
      refill(memberships, [contact.segments, contact.segmentsAfterVisit], () => segmentRows(contact, segments));
    },
  };
};

const cards = new Map();
const requestNodes = new Map();
// Server time minus ours, so that the clock counts down rightly on a device whose clock is off.
let skew = 0;

const announce = (contacts, before) => {
  for (const contact of contacts) {
    const known = before.get(contact.identity);
    const waiting = Object.keys(contact.properties.pending).length;
    if (known === undefined) $('status').textContent = `New contact ${contact.identity}`;
    else if (known > 0 && waiting === 0) $('status').textContent = `${contact.identity}: properties applied`;
    before.set(contact.identity, waiting);
  }
};
const waitingBefore = new Map();

const showContacts = ({ contacts, segments, now, sessionMs }) => {
  skew = now - Date.now();
  const select = $('session-length');
  if (document.activeElement !== select) {
    if (![...select.options].some(({ value }) => Number(value) === sessionMs)) {
      select.append(element('option', { value: sessionMs }, duration(sessionMs)));
    }
    select.value = String(sessionMs);
  }
  const counts = segments.map(({ id }) => contacts.filter((contact) => contact.segments.includes(id)).length);
  refill($('segments'), [segments, counts], () =>
    segments.map(({ name, rule }, at) =>
      element(
        'li',
        { class: counts[at] > 0 ? 'segment segment-full' : 'segment' },
        element('span', { class: 'segment-name' }, name),
        element('span', { class: 'segment-count' }, plural(counts[at], 'contact')),
        codeOf(rule, 'segment-rule'),
      ),
    ),
  );
  const sorted = [...contacts].sort((a, b) => lastSeen(b) - lastSeen(a));
  for (const identity of cards.keys()) {
    if (!contacts.some((contact) => contact.identity === identity)) cards.delete(identity);
  }
  for (const contact of sorted) {
    if (!cards.has(contact.identity)) cards.set(contact.identity, createCard(contact.identity));
    cards.get(contact.identity).show(contact, segments);
  }
  keepOrder(
    $('contacts'),
    sorted.map(({ identity }) => cards.get(identity).card),
  );
  $('empty').hidden = contacts.length > 0;
  announce(contacts, waitingBefore);
  showClocks();
};

const createRequest = (request) => {
  const facts = [
    request.characters > 0 ? `${plural(request.characters, 'character')} of properties` : '',
    `${count(request.requestBytes)} bytes`,
  ].filter(Boolean);
  return element(
    'li',
    { value: request.id },
    element(
      'details',
      {},
      element(
        'summary',
        {},
        element('time', { datetime: new Date(request.at).toISOString() }, time(request.at)),
        element('span', { class: `request-type request-${request.type}` }, request.type),
        element('span', { class: 'request-who' }, request.uiid ?? 'unknown visitor'),
        element('span', { class: 'request-facts' }, facts.join(' · ')),
      ),
      element(
        'pre',
        { tabindex: '0', role: 'region', 'aria-label': `Contents of request ${request.id}` },
        element('code', {}, JSON.stringify(request.data, null, 2)),
      ),
    ),
  );
};

const showRequests = (requests) => {
  const only = $('only-identify').checked;
  const wanted = requests
    .filter((request) => !only || request.characters > 0)
    .slice(-MOST_REQUESTS_SHOWN)
    .reverse();
  const known = new Set(requests.map(({ id }) => id));
  for (const id of requestNodes.keys()) if (!known.has(id)) requestNodes.delete(id);
  for (const request of wanted) {
    if (!requestNodes.has(request.id)) requestNodes.set(request.id, createRequest(request));
  }
  keepOrder(
    $('requests'),
    wanted.map(({ id }) => requestNodes.get(id)),
  );
  $('requests-none').hidden = wanted.length > 0;
};

const showClocks = () => {
  for (const { showClock } of cards.values()) showClock(Date.now() + skew);
};

let loading = false;
let again = false;
const load = async () => {
  // One look at a time: what changes meanwhile is fetched right after.
  if (loading) {
    again = true;
    return;
  }
  loading = true;
  try {
    const [contacts, requests] = await Promise.all(
      ['/api/contacts', '/api/requests'].map(async (path) => (await fetch(path)).json()),
    );
    showContacts(contacts);
    showRequests(requests);
    $('link-state').hidden = true;
  } catch {
    $('link-state').hidden = false;
  }
  loading = false;
  if (again) {
    again = false;
    load();
  }
};

const stream = new EventSource('/api/events');
stream.addEventListener('message', load);
stream.addEventListener('error', () => {
  $('link-state').hidden = stream.readyState === EventSource.OPEN;
});
setInterval(showClocks, 250);

$('only-identify').addEventListener('change', load);
$('reset').addEventListener('click', async () => {
  await fetch('/api/reset', { method: 'POST' });
  waitingBefore.clear();
  $('status').textContent = 'The inbox is empty';
});
$('session-length').addEventListener('change', ({ target }) =>
  fetch('/api/session-ms', { method: 'POST', body: JSON.stringify({ ms: Number(target.value) }) }),
);
$('controls').addEventListener('submit', (event) => event.preventDefault());
