import { type SignalType, scoreOf, WEIGHT } from 'fullstory-ometria/vocabulary';
import { AS_OF, type EventRow, type UserRow, type Warehouse } from './generator.js';

// What the SQL has to say, worked out in the plainest way: one pass over the events, one bag for each person.

export type ContactRow = Record<string, string | number | null>;

const DAY = 86_400;
const FROM_30 = AS_OF - 30 * DAY;
const FROM_60 = AS_OF - 60 * DAY;

const trimSpaces = (text: string): string => text.replace(/^ +| +$/g, '');
const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
// Unknown times are the oldest.
const byUpdate = (a: UserRow, b: UserRow): number =>
  compare(a.last_updated_time ?? -1, b.last_updated_time ?? -1) || compare(a.user_email ?? '', b.user_email ?? '');

const latestUsers = (users: readonly UserRow[]): UserRow[] => {
  const latest = new Map<string, UserRow>();
  for (const user of users) {
    const other = latest.get(user.id);
    if (!other || byUpdate(user, other) > 0) latest.set(user.id, user);
  }
  return [...latest.values()];
};

const signalsOf = (event: EventRow): SignalType[] => {
  const signals: SignalType[] = [];
  if ((event.fs_rage_count ?? 0) > 0) signals.push('rage_click');
  if ((event.fs_dead_count ?? 0) > 0) signals.push('dead_click');
  if (event.fs_error_kind) signals.push('error_click');
  if (event.event_type === 'form_abandon' || event.event_type === 'mouse_thrash') signals.push(event.event_type);
  return signals;
};

interface Person {
  spelling: UserRow;
  /** Time of the last event, by user and session. */
  sessions: Map<string, number>;
  counts: Map<SignalType, number>;
  countsBySession: Map<string, Map<SignalType, number>>;
  activeMillis: number;
  last?: { signal: SignalType; at: number };
}

const count = (counts: Map<SignalType, number>, signal: SignalType): void => {
  counts.set(signal, (counts.get(signal) ?? 0) + 1);
};

const isLater = (signal: SignalType, at: number, last: Person['last']): boolean =>
  !last ||
  at > last.at ||
  (at === last.at &&
    (WEIGHT[signal] > WEIGHT[last.signal] || (WEIGHT[signal] === WEIGHT[last.signal] && signal < last.signal)));

const takeEvent = (person: Person, event: EventRow): void => {
  const session = event.session_id === null ? undefined : `${event.user_id}:${event.session_id}`;
  if (session) person.sessions.set(session, Math.max(person.sessions.get(session) ?? 0, event.event_time));
  if (event.event_time < FROM_30) return;
  person.activeMillis += event.active_duration_millis ?? 0;
  for (const signal of signalsOf(event)) {
    count(person.counts, signal);
    if (isLater(signal, event.event_time, person.last)) person.last = { signal, at: event.event_time };
    if (!session) continue;
    const counts = person.countsBySession.get(session) ?? new Map();
    person.countsBySession.set(session, counts);
    count(counts, signal);
  }
};

const iso = (seconds: number): string => `${new Date(seconds * 1000).toISOString().slice(0, 19)}+00:00`;
const scoreOfCounts = (counts: Map<SignalType, number>): number => scoreOf((type) => counts.get(type) ?? 0);

const toRow = (person: Person): ContactRow => {
  const ends = [...person.sessions.values()];
  const sessions = ends.filter((end) => end >= FROM_30).length;
  const before = ends.length - sessions;
  const last = Math.max(...ends);
  const of = (signal: SignalType): number => person.counts.get(signal) ?? 0;
  return {
    email: trimSpaces(person.spelling.user_email ?? ''),
    fsw_sessions: sessions,
    fsw_sessions_before: before,
    fsw_rage_clicks: of('rage_click'),
    fsw_error_clicks: of('error_click'),
    fsw_dead_clicks: of('dead_click'),
    fsw_form_abandons: of('form_abandon'),
    fsw_mouse_thrashes: of('mouse_thrash'),
    fsw_active_minutes: Math.round(person.activeMillis / 60_000),
    fsw_last_signal: person.last?.signal ?? null,
    fsw_last_signal_at: person.last ? iso(person.last.at) : null,
    fsw_frustration_score: scoreOfCounts(person.counts),
    fsw_worst_session_score: Math.max(0, ...[...person.countsBySession.values()].map(scoreOfCounts)),
    fsw_last_visit_at: iso(last),
    fsw_days_since_visit: AS_OF / DAY - Math.floor(last / DAY),
    fsw_activity_change: Math.round((100 * (sessions - before)) / Math.max(sessions, before)),
  };
};

interface People {
  /** By FullStory user. */
  byUser: Map<string, Person>;
  users: UserRow[];
}

const findPeople = ({ users }: Warehouse): People => {
  const byEmail = new Map<string, Person>();
  const byUser = new Map<string, Person>();
  const latest = latestUsers(users);
  for (const user of latest) {
    const email = trimSpaces(user.user_email ?? '');
    if (!/.@./s.test(email)) continue;
    const key = email.toLowerCase();
    const person = byEmail.get(key) ?? {
      spelling: user,
      sessions: new Map(),
      counts: new Map(),
      countsBySession: new Map(),
      activeMillis: 0,
    };
    const other = { ...person.spelling, user_email: trimSpaces(person.spelling.user_email ?? '') };
    if (byUpdate({ ...user, user_email: email }, other) > 0) person.spelling = user;
    byEmail.set(key, person);
    byUser.set(user.id, person);
  }
  return { byUser, users: latest };
};

const inWindow = ({ event_time }: EventRow): boolean => event_time >= FROM_60 && event_time < AS_OF;

/** One row for each contact, by its e-mail in small letters. */
export const referenceContacts = (warehouse: Warehouse): Map<string, ContactRow> => {
  const { byUser } = findPeople(warehouse);
  const once = new Map(warehouse.events.map((event) => [event.event_id, event]));
  for (const event of once.values()) {
    const person = byUser.get(event.user_id);
    if (person && inWindow(event)) takeEvent(person, event);
  }
  const seen = [...new Set(byUser.values())].filter(({ sessions }) => sessions.size > 0).map(toRow);
  return new Map(seen.map((row) => [String(row.email).toLowerCase(), row]));
};

/** What was left out and brought together. */
export const referenceCoverage = (warehouse: Warehouse): Record<string, number> => {
  const { byUser } = findPeople(warehouse);
  const events = warehouse.events.filter(inWindow);
  const users = new Set(events.map(({ user_id }) => user_id));
  const sessions = new Map(
    events
      .filter(({ session_id }) => session_id !== null)
      .map((event) => [`${event.user_id}:${event.session_id}`, event]),
  );
  const without = (ids: Iterable<string>): number => [...ids].filter((id) => !byUser.has(id)).length;
  const ofSessions = [...sessions.values()].map(({ user_id }) => user_id);
  return {
    users: users.size,
    users_without_email: without(users),
    contacts: new Set(ofSessions.map((id) => byUser.get(id)).filter(Boolean)).size,
    sessions: sessions.size,
    sessions_without_email: without(ofSessions),
    events: events.length,
    duplicate_events: events.length - new Set(events.map(({ event_id }) => event_id)).size,
  };
};
