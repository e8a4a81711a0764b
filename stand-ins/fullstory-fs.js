/**
 * A stand-in for fs.js: answers the queue that FullStory's own snippet has put on the page. Self-contained, so that a
 * server can send the function's own text.
 */
export function installFullStory(window, options = {}) {
  const { namespace = 'FS', splitMs, ragehook = true, host = 'app.eu1.fullstory.com', startMs = 0, eventsTo } = options;
  const { document } = window;
  const FS = window[namespace];
  // A stranger that happens to have the name is not ours to touch; a second fs.js changes nothing.
  if (typeof FS !== 'function' || !Array.isArray(FS.q) || FS._api) return undefined;

  const now = () => (window.Date || Date).now();
  const HALF_HOUR = 1_800_000;
  const DAY = 86_400_000;
  const isOld = typeof FS._v === 'string' && FS._v.startsWith('1.');

  const record = { events: [], identities: [], properties: [], logs: [], rages: 0 };
  const observers = new Set();
  let waiting = [];
  let capturing = false;

  const digits = () =>
    Array.from({ length: 19 }, (_, at) => Math.floor(Math.random() * (at ? 10 : 9)) + (at ? 0 : 1)).join('');

  // The session goes on over pages and tabs; `shutdown` does not.
  const readSession = () => {
    const found = /(?:^|; )fs_uid=([^;]*)/.exec(document.cookie || '');
    const [device, session, started, last, uid] = found ? decodeURIComponent(found[1]).split(':') : [];
    return session ? { device, session, started: Number(started), last: Number(last), uid: uid || '' } : undefined;
  };
  let current = readSession() || { device: digits(), session: digits(), started: now(), last: now(), uid: '' };
  const write = () => {
    const { device, session, started, last, uid } = current;
    const value = encodeURIComponent([device, session, started, last, uid].join(':'));
    document.cookie = `fs_uid=${value}; path=/; max-age=31536000`;
  };
  const split = () => {
    current = { ...current, session: digits(), started: now(), last: now() };
    write();
  };
  const active = () => {
    if (now() - current.last > HALF_HOUR || now() - current.started > DAY) split();
    current.last = now();
    write();
  };

  const urlAt = (at) => {
    const url = `https://${host}/ui/o-DEMO-eu1/session/${current.device}%3A${current.session}`;
    return at === undefined ? url : `${url}:${at}`;
  };
  const getSession = (format) => {
    if (!capturing) return null;
    if (format === 'id') return `${current.device}:${current.session}`;
    if (format === 'url.now') return urlAt(now());
    if (format === 'all') {
      return { orgId: 'o-DEMO-eu1', userId: current.device, sessionId: current.session, pageId: String(record.pageId) };
    }
    return urlAt();
  };
  record.pageId = digits();

  const tell = (type, detail) => {
    for (const observer of [...observers]) {
      if (observer.type !== type) continue;
      try {
        observer.callback(detail);
      } catch {
        // One observer's mistake is not the next one's.
      }
    }
  };
  const start = () => {
    if (capturing) return;
    capturing = true;
    active();
    for (const [format, resolve] of waiting) resolve(getSession(format));
    waiting = [];
    tell('start', { sessionUrl: urlAt(), settings: {} });
  };
  const shutdown = () => {
    if (!capturing) return;
    capturing = false;
    tell('shutdown', { reason: 1 });
  };

  const observe = ({ type, callback } = {}) => {
    if ((type !== 'start' && type !== 'shutdown') || typeof callback !== 'function') {
      return { disconnect() {}, failed: true };
    }
    const observer = { type, callback };
    observers.add(observer);
    if (type === 'start' && capturing) {
      try {
        callback({ sessionUrl: urlAt(), settings: {} });
      } catch {
        // As above.
      }
    }
    return { disconnect: () => void observers.delete(observer) };
  };

  let email;
  const identify = (identity) => {
    const uid = typeof identity === 'string' ? identity : identity?.uid;
    record.identities.push(identity);
    if (identity?.properties?.email ?? identity?.email) email = identity.properties?.email ?? identity.email;
    if (typeof uid === 'string' && uid !== current.uid) {
      // A second person on the same device gets a session of their own, in the middle of the page.
      if (current.uid) split();
      current.uid = uid.replace(/:/g, '');
      write();
    } else if (identity === false || (identity && (identity.anonymous === true || identity.uid === false))) {
      current.uid = '';
      split();
    }
  };

  /** FullStory's server hears of an event with what it knows of page and person. A beacon outlives the page. */
  const send = ({ name, properties, at }) => {
    if (!eventsTo || !window.navigator?.sendBeacon) return;
    const { device, session } = current;
    const told = { name, properties, at, url: window.location.href, replayUrl: urlAt(at), email, device, session };
    window.navigator.sendBeacon(eventsTo, JSON.stringify(told));
  };
  const track = (event) => {
    record.events.push(event);
    send(event);
  };

  const operations = {
    init: () => undefined,
    getSession: (given) => getSession(given?.format),
    observe,
    trackEvent: (given, source) => track({ ...given, source, at: now() }),
    setIdentity: identify,
    setProperties(given) {
      record.properties.push(given);
      if (given && given.type === 'user' && given.properties && 'uid' in given.properties) identify(given.properties);
    },
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

  const api = (operation, given, source, resolve, reject) => {
    // An asynchronous question waits until capture has begun; a synchronous one gets null.
    if (operation === 'getSession' && resolve && !capturing) {
      waiting.push([given?.format, resolve]);
      return undefined;
    }
    const run = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
    if (!run) {
      if (reject) reject(new Error(`Unknown operation ${operation}`));
      return undefined;
    }
    const answer = run(given, source);
    if (resolve) resolve(answer);
    return answer;
  };

  const oldApi = (operation, given) => {
    if (operation === 'rec') (given ? start : shutdown)();
    else if (operation === 'event') track({ name: given.n, properties: given.p, at: now() });
    else if (operation === 'user') operations.setProperties({ type: 'user', properties: given });
    else if (operation === 'log') record.logs.push(given);
  };

  FS._standin = record;
  FS.getCurrentSession = () => getSession('id');
  FS.getCurrentSessionURL = (atThisMoment) => getSession(atThisMoment ? 'url.now' : 'url');
  FS._api = isOld ? oldApi : api;
  const queued = FS.q.splice(0);
  // The old snippet goes on queueing for as long as there is a queue.
  if (isOld) FS.q = null;
  for (const call of queued) FS._api(...call);

  // A person who clicks four times in a second and a half on one spot is in a rage.
  let chain = [];
  let ending;
  const emit = (target) => {
    const [first] = chain;
    const last = chain[chain.length - 1];
    if (!first || !capturing || !ragehook) return;
    record.rages += 1;
    const detail = {
      eventStartTimeStamp: first.at,
      eventEndTimeStamp: last.at,
      eventReplayUrlAtStart: urlAt(first.at),
      eventReplayUrlAtCurrentTime: urlAt(now()),
    };
    target.dispatchEvent(new window.CustomEvent('fullstory/rageclick', { bubbles: true, composed: true, detail }));
  };
  document.addEventListener(
    'click',
    (event) => {
      if (!capturing || !event.isTrusted) return;
      active();
      const at = now();
      const near = (one) => at - one.at <= 1500 && Math.hypot(one.x - event.clientX, one.y - event.clientY) <= 40;
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
}
