import type { CollectedRequest } from '../../stand-ins/collector.js';
import { element, find } from '../dom.js';
import { type Card, codeOf, createCard, refill } from './contact.js';
import { count, duration, plural, timeOf } from './element.js';
import type { ContactsView, ContactView } from './view.js';

// Beside the shop there is room for the contacts only.
if (parent !== window) document.documentElement.classList.add('framed');

const $ = <Found extends HTMLElement = HTMLElement>(id: string): Found => find<Found>(document, `#${id}`);
const MOST_REQUESTS_SHOWN = 60;
const CLOCK_MS = 250;

const keepOrder = (place: HTMLElement, nodes: readonly HTMLElement[]): void => {
  const kept = new Set<Element>(nodes);
  for (const node of [...place.children]) if (!kept.has(node)) node.remove();
  for (const [at, node] of nodes.entries())
    if (place.children[at] !== node) place.insertBefore(node, place.children[at] ?? null);
};

/** What is there is kept, what is new is made, what is gone goes. */
const update = <Key, Value, Made>(
  made: Map<Key, Made>,
  { wanted, keyOf, make }: { wanted: readonly Value[]; keyOf: (value: Value) => Key; make: (value: Value) => Made },
): Made[] => {
  const keys = new Set(wanted.map(keyOf));
  for (const key of made.keys()) if (!keys.has(key)) made.delete(key);
  return wanted.map((value) => {
    const known = made.get(keyOf(value)) ?? make(value);
    made.set(keyOf(value), known);
    return known;
  });
};

const cards = new Map<string, Card>();
const requestNodes = new Map<number, HTMLElement>();
// Server time minus ours, so that the clock counts down rightly on a device whose clock is off.
let skew = 0;
const serverNow = (): number => Date.now() + skew;

const waitingBefore = new Map<string, number>();
const announce = (contacts: readonly ContactView[]): void => {
  for (const { identity, properties } of contacts) {
    const known = waitingBefore.get(identity);
    const waiting = Object.keys(properties.pending).length;
    if (known === undefined) $('status').textContent = `New contact ${identity}`;
    else if (known > 0 && waiting === 0) $('status').textContent = `${identity}: properties applied`;
    waitingBefore.set(identity, waiting);
  }
};

const showSessionLength = (sessionMs: number): void => {
  const select = $<HTMLSelectElement>('session-length');
  if (document.activeElement === select) return;
  if (![...select.options].some(({ value }) => Number(value) === sessionMs))
    select.append(element('option', { value: sessionMs }, duration(sessionMs)));
  select.value = String(sessionMs);
};

const showSegments = ({ segments, contacts }: ContactsView): void => {
  const members = (id: string): number => contacts.filter((contact) => contact.segments.includes(id)).length;
  const counted = segments.map(({ id, name, rule }) => ({ name, rule, members: members(id) }));
  refill($('segments'), counted, () =>
    counted.map(({ name, rule, members: full }) =>
      element(
        'li',
        { class: full > 0 ? 'segment segment-full' : 'segment' },
        element('span', { class: 'segment-name' }, name),
        element('span', { class: 'segment-count' }, plural(full, 'contact')),
        codeOf(rule, 'segment-rule'),
      ),
    ),
  );
};

const lastSeen = ({ since, visits }: ContactView): number => Math.max(since, ...visits.map(({ last }) => last));

const showClocks = (): void => {
  for (const { showClock } of cards.values()) showClock(serverNow());
};

const showContacts = (view: ContactsView): void => {
  const { contacts, segments, now, sessionMs } = view;
  skew = now - Date.now();
  showSessionLength(sessionMs);
  showSegments(view);
  const wanted = [...contacts].sort((a, b) => lastSeen(b) - lastSeen(a));
  const shown = update(cards, { wanted, keyOf: ({ identity }) => identity, make: createCard });
  for (const [at, { show }] of shown.entries()) {
    const contact = wanted[at];
    if (contact) show(contact, segments, now);
  }
  keepOrder(
    $('contacts'),
    shown.map(({ card }) => card),
  );
  $('empty').hidden = contacts.length > 0;
  announce(contacts);
  showClocks();
};

const createRequest = ({ id, at, type, uiid, characters, requestBytes, data }: CollectedRequest): HTMLElement => {
  const properties = characters > 0 ? [`${plural(characters, 'character')} of properties`] : [];
  return element(
    'li',
    { value: id },
    element(
      'details',
      {},
      element(
        'summary',
        {},
        timeOf(at),
        element('span', { class: `request-type request-${type}` }, type),
        element('span', { class: 'request-who' }, uiid ?? 'unknown visitor'),
        element('span', { class: 'request-facts' }, [...properties, `${count(requestBytes)} bytes`].join(' · ')),
      ),
      element(
        'pre',
        { tabindex: '0', role: 'region', 'aria-label': `Contents of request ${id}` },
        element('code', {}, JSON.stringify(data, null, 2)),
      ),
    ),
  );
};

const showRequests = (requests: readonly CollectedRequest[]): void => {
  const only = $<HTMLInputElement>('only-identify').checked;
  const wanted = requests.filter(({ characters }) => !only || characters > 0).slice(-MOST_REQUESTS_SHOWN);
  const shown = update(requestNodes, { wanted: wanted.reverse(), keyOf: ({ id }) => id, make: createRequest });
  keepOrder($('requests'), shown);
  $('requests-none').hidden = shown.length > 0;
};

const get = async <Answer>(path: string): Promise<Answer> => (await fetch(path)).json();

let loading = false;
let again = false;
const load = async (): Promise<void> => {
  // One look at a time: what changes meanwhile is fetched right after.
  again = loading;
  if (loading) return;
  loading = true;
  try {
    const [contacts, requests] = await Promise.all([
      get<ContactsView>('/api/contacts'),
      get<CollectedRequest[]>('/api/requests'),
    ]);
    showContacts(contacts);
    showRequests(requests);
    $('link-state').hidden = true;
  } catch {
    $('link-state').hidden = false;
  }
  loading = false;
  if (again) load();
};

const stream = new EventSource('/api/events');
stream.addEventListener('message', load);
stream.addEventListener('error', () => {
  $('link-state').hidden = stream.readyState === EventSource.OPEN;
});
setInterval(showClocks, CLOCK_MS);

$('only-identify').addEventListener('change', load);
$('reset').addEventListener('click', async () => {
  await fetch('/api/reset', { method: 'POST' });
  waitingBefore.clear();
  $('status').textContent = 'The inbox is empty';
});
const length = $<HTMLSelectElement>('session-length');
length.addEventListener('change', () =>
  fetch('/api/session-ms', { method: 'POST', body: JSON.stringify({ ms: Number(length.value) }) }),
);
$('controls').addEventListener('submit', (event) => event.preventDefault());
