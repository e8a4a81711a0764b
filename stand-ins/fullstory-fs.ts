/** How the stand-in for fs.js is set up. */
export interface FullStoryOptions {
  /** Name of the global that the snippet has made; `FS` by default. */
  namespace?: string;
  /** The session's id changes this many milliseconds after installation; never by default. */
  splitMs?: number;
  /** False: `fullstory/rageclick` is never dispatched. */
  ragehook?: boolean;
  /** Host of the session's address; `app.eu1.fullstory.com` by default. */
  host?: string;
  /** Capture begins this many milliseconds after installation; at once by default. Until then there is no session. */
  startMs?: number;
  /** Where events are told of, with page and person, as FullStory's server hears them; nowhere by default. */
  eventsTo?: string;
}

interface FullStoryEvent {
  name?: string | undefined;
  properties?: object | undefined;
  source?: string | undefined;
  at: number;
}

/** What the stand-in has been told, for tests: `FS._standin`. */
export interface FullStoryRecord {
  events: FullStoryEvent[];
  identities: unknown[];
  properties: unknown[];
  logs: unknown[];
  /** How many `fullstory/rageclick` events were dispatched. */
  rages: number;
  pageId: string;
}

/** The global as a function, once fs.js has answered. */
export interface FullStoryGlobal {
  (operation: string, options?: unknown, source?: string): unknown;
  _v: string;
  _standin: FullStoryRecord;
  getCurrentSession(): string | null;
  getCurrentSessionURL(now?: boolean): string | null;
}

/** What callers hand in: of any shape, so nothing in it is certain. */
interface Given {
  format?: unknown;
  name?: string;
  properties?: { uid?: unknown; email?: string };
  type?: unknown;
  callback?: unknown;
  uid?: unknown;
  email?: string;
  anonymous?: unknown;
  n?: string;
  p?: object;
}

/** The global as FullStory's snippet leaves it: a queue, until `_api` is there. */
type Snippet = FullStoryGlobal & { q: unknown[][] | null; _api?: (...call: unknown[]) => unknown };

/** What fs.js uses of a page. */
type Page = Pick<
  Window & typeof globalThis,
  'document' | 'location' | 'CustomEvent' | 'setTimeout' | 'clearTimeout'
> & { Date?: DateConstructor; navigator?: Navigator } & Record<string, unknown>;

interface Session {
  device: string;
  session: string;
  started: number;
  last: number;
  uid: string;
}

interface Observer {
  type: 'start' | 'shutdown';
  callback(detail: object): void;
}

type Answer = (answer: unknown) => void;
type ApiCall = [operation: string, given?: Given, source?: string, resolve?: Answer, reject?: Answer];

const HALF_HOUR = 1_800_000;
const DAY = 86_400_000;

// A stranger that happens to have the name is not ours to touch; a second fs.js changes nothing.
const isSnippet = (global: unknown): global is Snippet & { q: unknown[][] } =>
  typeof global === 'function' && 'q' in global && Array.isArray(global.q) && !('_api' in global && global._api);

const digits = (): string =>
  Array.from({ length: 19 }, (_, at) => Math.floor(Math.random() * (at ? 10 : 9)) + (at ? 0 : 1)).join('');

const readSession = (cookie = ''): Session | undefined => {
  const found = /(?:^|; )fs_uid=([^;]*)/.exec(cookie)?.[1];
  const [device = '', session, started, last, uid = ''] = found ? decodeURIComponent(found).split(':') : [];
  return session ? { device, session, started: Number(started), last: Number(last), uid } : undefined;
};

const isObserver = ({ type, callback }: Given): boolean =>
  (type === 'start' || type === 'shutdown') && typeof callback === 'function';

/**
 * A stand-in for fs.js: answers the queue that FullStory's own snippet has put on a window that has document, timers and
 * CustomEvent. Returns the global, or undefined where it is not the snippet's or has been answered already.
 */
export const installFullStory = (page: object, options: FullStoryOptions = {}): FullStoryGlobal | undefined => {
  // Whoever installs it hands in a window; tests hand in as much of one as is used here.
  const window = page as Page;
  const { namespace = 'FS', splitMs = 0, ragehook = true, startMs = 0, eventsTo } = options;
  const { host = 'app.eu1.fullstory.com' } = options;
  const { document } = window;
  const FS = window[namespace];
  if (!isSnippet(FS)) return undefined;

  const now = () => (window.Date ?? Date).now();
  const isOld = typeof FS._v === 'string' && FS._v.startsWith('1.');

  const record: FullStoryRecord = { events: [], identities: [], properties: [], logs: [], rages: 0, pageId: digits() };
  const observers = new Set<Observer>();
  let waiting: [format: unknown, resolve: Answer][] = [];
  let capturing = false;

  // The session goes on over pages and tabs; `shutdown` does not.
  let current: Session = readSession(document.cookie) ?? {
    device: digits(),
    session: digits(),
    started: now(),
    last: now(),
    uid: '',
  };
  const write = (): void => {
    const { device, session, started, last, uid } = current;
    const value = encodeURIComponent([device, session, started, last, uid].join(':'));
    document.cookie = `fs_uid=${value}; path=/; max-age=31536000`;
  };
  const split = (): void => {
    current = { ...current, session: digits(), started: now(), last: now() };
    write();
  };
  const active = (): void => {
    if (now() - current.last > HALF_HOUR || now() - current.started > DAY) split();
    current.last = now();
    write();
  };

  const urlAt = (at?: number): string => {
    const url = `https://${host}/ui/o-DEMO-eu1/session/${current.device}%3A${current.session}`;
    return at === undefined ? url : `${url}:${at}`;
  };
  const getSession = (format?: unknown) => {
    if (!capturing) return null;
    if (format === 'id') return `${current.device}:${current.session}`;
    if (format === 'url.now') return urlAt(now());
    if (format === 'all') {
      return { orgId: 'o-DEMO-eu1', userId: current.device, sessionId: current.session, pageId: record.pageId };
    }
    return urlAt();
  };
  const tell = (type: Observer['type'], detail: object): void => {
    for (const observer of [...observers]) {
      if (observer.type !== type) continue;
      try {
        observer.callback(detail);
      } catch {
        // One observer's mistake is not the next one's.
      }
    }
  };
  const start = (): void => {
    if (capturing) return;
    capturing = true;
    active();
    for (const [format, resolve] of waiting) resolve(getSession(format));
    waiting = [];
    tell('start', { sessionUrl: urlAt(), settings: {} });
  };
  const shutdown = (): void => {
    if (!capturing) return;
    capturing = false;
    tell('shutdown', { reason: 1 });
  };

  const observe = (given: Given = {}): { disconnect(): void; failed?: boolean } => {
    if (!isObserver(given)) return { disconnect() {}, failed: true };
    // Of the shape that has just been asked for.
    const observer = { ...given } as Observer;
    observers.add(observer);
    if (observer.type === 'start' && capturing) {
      try {
        observer.callback({ sessionUrl: urlAt(), settings: {} });
      } catch {
        // As above.
      }
    }
    return { disconnect: () => void observers.delete(observer) };
  };

  let email: string | undefined;
  const identify = (given: unknown): void => {
    const identity = typeof given === 'object' && given !== null ? (given as Given) : undefined;
    const uid = identity ? identity.uid : given;
    record.identities.push(given);
    email = identity?.properties?.email ?? identity?.email ?? email;
    if (typeof uid === 'string' && uid !== current.uid) {
      // A second person on the same device gets a session of their own, in the middle of the page.
      if (current.uid) split();
      current.uid = uid.replace(/:/g, '');
      write();
    } else if (uid === false || identity?.anonymous === true) {
      current.uid = '';
      split();
    }
  };

  /** FullStory's server hears of an event with what it knows of page and person. A beacon outlives the page. */
  const send = ({ name, properties, at }: FullStoryEvent): void => {
    if (!eventsTo || !window.navigator?.sendBeacon) return;
    const { device, session } = current;
    const told = { name, properties, at, url: window.location.href, replayUrl: urlAt(at), email, device, session };
    window.navigator.sendBeacon(eventsTo, JSON.stringify(told));
  };
  const track = (event: FullStoryEvent): void => {
    record.events.push(event);
    send(event);
  };

  const setProperties = (given?: Given): void => {
    record.properties.push(given);
    if (given?.type === 'user' && given.properties && 'uid' in given.properties) identify(given.properties);
  };

  const operations: Record<string, (given?: Given, source?: string) => unknown> = {
    init: () => undefined,
    getSession: (given) => getSession(given?.format),
    observe,
    trackEvent: (given, source) => track({ name: given?.name, properties: given?.properties, source, at: now() }),
    setIdentity: identify,
    setProperties,
    setPage: () => undefined,
    setConfig: () => undefined,
    log: (given) => void record.logs.push(given),
    source: () => undefined,
    stat: () => undefined,
    start,
    restart: start,
    shutdown,
    getConfig: () => ({ env: { orgId: 'DEMO', namespace, appHost: host, snippetVersion: FS._v } }),
  };

  const api = (...[operation, given, source, resolve, reject]: ApiCall): unknown => {
    // An asynchronous question waits until capture has begun; a synchronous one gets null.
    if (operation === 'getSession' && resolve && !capturing) {
      waiting.push([given?.format, resolve]);
      return undefined;
    }
    const run = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
    if (!run) {
      reject?.(new Error(`Unknown operation ${operation}`));
      return undefined;
    }
    const answer = run(given, source);
    resolve?.(answer);
    return answer;
  };

  const oldApi = (operation: string, given?: Given): void => {
    if (operation === 'rec') (given ? start : shutdown)();
    else if (operation === 'event') track({ name: given?.n, properties: given?.p, at: now() });
    else if (operation === 'user') setProperties({ type: 'user', ...(given && { properties: given }) } as Given);
    else if (operation === 'log') record.logs.push(given);
  };

  // Either is called as the snippet has queued it.
  const answer = (isOld ? oldApi : api) as (...call: unknown[]) => unknown;
  const queued = FS.q.splice(0);
  Object.assign(FS, {
    _standin: record,
    getCurrentSession: () => getSession('id'),
    getCurrentSessionURL: (atThisMoment?: boolean) => getSession(atThisMoment ? 'url.now' : 'url'),
    _api: answer,
    // The old snippet goes on queueing for as long as there is a queue.
    ...(isOld && { q: null }),
  });
  for (const call of queued) answer(...call);

  // A person who clicks four times in a second and a half on one spot is in a rage.
  let chain: { at: number; x: number; y: number }[] = [];
  let ending: number | undefined;
  const emit = (target: EventTarget | undefined): void => {
    const [first] = chain;
    const last = chain.at(-1);
    if (!first || !last || !capturing || !ragehook) return;
    record.rages += 1;
    const detail = {
      eventStartTimeStamp: first.at,
      eventEndTimeStamp: last.at,
      eventReplayUrlAtStart: urlAt(first.at),
      eventReplayUrlAtCurrentTime: urlAt(now()),
    };
    target?.dispatchEvent(new window.CustomEvent('fullstory/rageclick', { bubbles: true, composed: true, detail }));
  };
  document.addEventListener(
    'click',
    (event) => {
      if (!capturing || !event.isTrusted) return;
      active();
      const at = now();
      const near = (one: { at: number; x: number; y: number }) =>
        at - one.at <= 1500 && Math.hypot(one.x - event.clientX, one.y - event.clientY) <= 40;
      chain = [...chain.filter(near), { at, x: event.clientX, y: event.clientY }];
      window.clearTimeout(ending);
      if (chain.length < 4) return;
      const target = event.composedPath()[0];
      if (chain.length === 4) emit(target);
      // The rage is reported again when it is over, so that whoever listens has to know one from two.
      ending = window.setTimeout(() => {
        emit(target);
        chain = [];
      }, 500);
    },
    true,
  );

  if (startMs > 0) window.setTimeout(start, startMs);
  else start();
  if (splitMs > 0) window.setTimeout(split, splitMs);
  return FS;
};
