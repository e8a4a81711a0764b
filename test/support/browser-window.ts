/**
 * A light fake of a browser window for tests in node: hand-driven timers, a cookie jar that tabs share, an `Image` that
 * records what it is asked to load, storage, and events that travel window → document → element and back. It is no
 * DOM: layout, parsing and real selectors are jsdom's or Playwright's business.
 *
 * ```ts
 * const timers = createTimers();
 * const cookieJar = createCookieJar();
 * const tab = createWindow({ url: 'https://shop.example/basket', cookieJar, timers });
 * const otherTab = createWindow({ cookieJar, timers });
 * timers.advance(100);
 * expect(tab.sent).toEqual([]);
 * ```
 */

/** A clock and timers that move only when the test says so. */
export interface Timers {
  /** Epoch milliseconds. */
  now(): number;
  setTimeout(run: () => void, delay?: number): number;
  clearTimeout(id?: number): void;
  setInterval(run: () => void, delay?: number): number;
  clearInterval(id?: number): void;
  /** Moves the clock forward and runs, in order, whatever falls due on the way. An error in a timer is thrown here. */
  advance(milliseconds: number): void;
  /** How many timers wait. */
  pending(): number;
}

/** @param start epoch milliseconds; 2026-11-21T23:00:00Z by default. */
export function createTimers(start: number = Date.UTC(2026, 10, 21, 23)): Timers {
  interface Timer {
    due: number;
    every: number | undefined;
    run: () => void;
  }
  const timers = new Map<number, Timer>();
  let now = start;
  let lastId = 0;
  const add = (run: () => void, delay: number, every?: number): number => {
    lastId += 1;
    timers.set(lastId, { due: now + Math.max(0, delay), every, run });
    return lastId;
  };
  const remove = (id?: number): void => {
    if (id !== undefined) timers.delete(id);
  };
  const next = (until: number): [number, Timer] | undefined =>
    [...timers].filter(([, timer]) => timer.due <= until).sort((a, b) => a[1].due - b[1].due || a[0] - b[0])[0];
  return {
    now: () => now,
    setTimeout: (run, delay = 0) => add(run, delay),
    clearTimeout: remove,
    setInterval: (run, delay = 0) => add(run, delay, Math.max(1, delay)),
    clearInterval: remove,
    advance(milliseconds) {
      const until = now + milliseconds;
      for (let found = next(until); found !== undefined; found = next(until)) {
        const [id, timer] = found;
        now = timer.due;
        if (timer.every === undefined) timers.delete(id);
        else timer.due += timer.every;
        timer.run();
      }
      now = until;
    },
    pending: () => timers.size,
  };
}

/** Cookies of one site, shared by every window that is given the jar. */
export interface CookieJar {
  /** What `document.cookie` reads. */
  read(): string;
  /** What an assignment to `document.cookie` does. */
  write(cookie: string): void;
  /** The raw value of one cookie. */
  get(name: string): string | undefined;
  /** Every assignment, attributes included, in order. */
  readonly writes: readonly string[];
}

/**
 * @param options.enabled false: nothing is ever kept, as with cookies switched off.
 * @param options.now the clock that `expires` is compared with; by default only dates up to 1970 count as past.
 */
export function createCookieJar(options: { enabled?: boolean; now?: () => number } = {}): CookieJar {
  const { enabled = true, now = () => 0 } = options;
  const cookies = new Map<string, string>();
  const writes: string[] = [];
  return {
    writes,
    read: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    write(cookie) {
      writes.push(cookie);
      const [pair = '', ...attributes] = cookie.split(';');
      const cut = pair.indexOf('=');
      const name = pair.slice(0, cut).trim();
      const gone = attributes.some((attribute) => {
        const [key = '', value = ''] = attribute.trim().split(/=(.*)/);
        if (/^max-age$/i.test(key)) return Number(value) <= 0;
        return /^expires$/i.test(key) && Date.parse(value) <= now();
      });
      cookies.delete(name);
      if (enabled && !gone) cookies.set(name, pair.slice(cut + 1).trim());
    },
    get: (name) => cookies.get(name),
  };
}

/** `localStorage` or `sessionStorage`, to be shared by several windows or not. Its items are its own keys, as in browsers. */
export function createStorage(): Storage {
  const items = new Map<string, string>();
  const storage: Storage = {
    get length() {
      return items.size;
    },
    clear: () => items.clear(),
    getItem: (key) => items.get(String(key)) ?? null,
    key: (index) => [...items.keys()][index] ?? null,
    removeItem: (key) => void items.delete(String(key)),
    setItem: (key, value) => void items.set(String(key), String(value)),
  };
  return new Proxy(storage, {
    get: (target, key) => (key in target ? Reflect.get(target, key) : items.get(String(key))),
    set: (target, key, value) => {
      // A test that makes a method fail.
      if (key in target) return Reflect.set(target, key, value);
      items.set(String(key), String(value));
      return true;
    },
    deleteProperty: (_, key) => {
      items.delete(String(key));
      return true;
    },
    ownKeys: () => [...items.keys()],
    getOwnPropertyDescriptor: (_, key) => {
      const value = typeof key === 'string' ? items.get(key) : undefined;
      return value === undefined ? undefined : { value, writable: true, enumerable: true, configurable: true };
    },
  });
}

type Listener = ((event: FakeEvent) => void) | { handleEvent(event: FakeEvent): void };

interface FakeEventInit {
  bubbles?: boolean;
  cancelable?: boolean;
  composed?: boolean;
  detail?: unknown;
  /** Anything else an event may carry, `isTrusted` and `clientX` included. */
  [field: string]: unknown;
}

/** Serves as `Event` and as `CustomEvent`; further fields of `init` become fields of the event. */
export class FakeEvent {
  readonly bubbles: boolean = false;
  readonly composed: boolean = false;
  readonly cancelable: boolean = false;
  readonly detail: unknown = null;
  readonly isTrusted: boolean = false;
  readonly clientX: number = 0;
  readonly clientY: number = 0;
  target: FakeTarget | null = null;
  currentTarget: FakeTarget | null = null;
  defaultPrevented = false;
  /** Set by `stopPropagation`. */
  stopped = false;
  /** Set while the event travels, target first. */
  path: readonly FakeTarget[] = [];
  readonly type: string;

  constructor(type: string, init: FakeEventInit = {}) {
    this.type = type;
    Object.assign(this, init);
  }
  composedPath(): readonly FakeTarget[] {
    return this.path;
  }
  preventDefault(): void {
    if (this.cancelable) this.defaultPrevented = true;
  }
  stopPropagation(): void {
    this.stopped = true;
  }
}

/** Whatever takes listeners: the window, its document, an element. */
export interface FakeTarget {
  addEventListener(type: string, listener: Listener, options?: boolean | AddEventListenerOptions): void;
  removeEventListener(type: string, listener: Listener, options?: boolean | EventListenerOptions): void;
  dispatchEvent(event: FakeEvent): boolean;
}

interface Registration {
  type: string;
  listener: Listener;
  capture: boolean;
  once: boolean;
}

function createTarget(parentOf: () => Node | undefined): Node {
  const registrations: Registration[] = [];
  const isCapture = (options?: boolean | EventListenerOptions): boolean =>
    typeof options === 'boolean' ? options : options?.capture === true;
  const find = (type: string, listener: Listener, capture: boolean): number =>
    registrations.findIndex((one) => one.type === type && one.listener === listener && one.capture === capture);
  const remove = (type: string, listener: Listener, capture: boolean): void => {
    const index = find(type, listener, capture);
    if (index >= 0) registrations.splice(index, 1);
  };
  const node: Node = {
    parentOf,
    listeners: () => registrations.length,
    addEventListener(type, listener, options) {
      const capture = isCapture(options);
      if (find(type, listener, capture) >= 0) return;
      registrations.push({ type, listener, capture, once: typeof options === 'object' && options.once === true });
    },
    removeEventListener: (type, listener, options) => remove(type, listener, isCapture(options)),
    run(event, phase, self) {
      event.currentTarget = self;
      for (const one of [...registrations]) {
        if (one.type !== event.type || (phase !== 'target' && one.capture !== (phase === 'capture'))) continue;
        if (one.once) remove(one.type, one.listener, one.capture);
        if (typeof one.listener === 'function') one.listener(event);
        else one.listener.handleEvent(event);
      }
    },
    self: undefined,
    dispatchEvent(event) {
      const path: Node[] = [];
      for (let at: Node | undefined = node; at !== undefined; at = at.parentOf()) path.push(at);
      const [target = node, ...ancestors] = path;
      event.target = target.self ?? target;
      event.path = path.map((one) => one.self ?? one);
      for (const one of [...ancestors].reverse()) if (!event.stopped) one.run(event, 'capture', one.self ?? one);
      if (!event.stopped) target.run(event, 'target', target.self ?? target);
      for (const one of event.bubbles ? ancestors : []) if (!event.stopped) one.run(event, 'bubble', one.self ?? one);
      event.currentTarget = null;
      return !event.defaultPrevented;
    },
  };
  return node;
}

interface Node extends FakeTarget {
  parentOf(): Node | undefined;
  run(event: FakeEvent, phase: 'capture' | 'target' | 'bubble', self: FakeTarget): void;
  listeners(): number;
  /** The object that tests see, where it is more than the node. */
  self: FakeTarget | undefined;
}

/** An element: a name, attributes, children, listeners. Any further property may be set on it. */
export interface FakeElement extends FakeTarget {
  readonly tagName: string;
  parentNode: FakeElement | null;
  readonly children: readonly FakeElement[];
  id: string;
  value: string;
  src: string;
  onerror: (() => void) | null;
  setAttribute(name: string, value: string): void;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  removeAttribute(name: string): void;
  appendChild(child: FakeElement): FakeElement;
  insertBefore(child: FakeElement, before: FakeElement | null): FakeElement;
  /** Understands one compound of a tag name, `#id`, `[name]` and `[name="value"]`. */
  matches(selector: string): boolean;
  closest(selector: string): FakeElement | null;
  querySelectorAll(selector: string): FakeElement[];
  querySelector(selector: string): FakeElement | null;
}

/** What `createWindow` returns; scripts under test take it for their window. */
export interface FakeWindow extends FakeTarget {
  readonly window: FakeWindow;
  readonly document: FakeTarget & {
    cookie: string;
    readonly URL: string;
    readonly referrer: string;
    readonly characterSet: string;
    readonly defaultView: FakeWindow;
    readonly location: FakeWindow['location'];
    currentScript: unknown;
    readonly documentElement: FakeElement;
    readonly head: FakeElement;
    /** Null while the test has said `withBody: false` and not set it. */
    body: FakeElement | null;
    title: string;
    readyState: string;
    visibilityState: 'visible' | 'hidden';
    readonly hidden: boolean;
    createElement(name: string): FakeElement;
    getElementsByTagName(name: string): FakeElement[];
    querySelector(selector: string): FakeElement | null;
    querySelectorAll(selector: string): FakeElement[];
  };
  /** Read only: navigate with `history`, or make another window. */
  readonly location: URL;
  readonly history: {
    readonly length: number;
    pushState(state: unknown, title: string, url?: string | URL): void;
    replaceState(state: unknown, title: string, url?: string | URL): void;
  };
  readonly navigator: { userAgent: string; language: string; cookieEnabled: boolean };
  readonly screen: { width: number; height: number };
  readonly performance: {
    now(): number;
    timeOrigin: number;
    getEntriesByType(type: string): { name: string; loadEventEnd: number }[];
  };
  readonly Date: { now(): number };
  readonly Image: new () => { src: string };
  readonly Event: typeof FakeEvent;
  readonly CustomEvent: typeof FakeEvent;
  readonly localStorage: Storage;
  readonly sessionStorage: Storage;
  readonly console: {
    log(...words: unknown[]): void;
    warn(...words: unknown[]): void;
    error(...words: unknown[]): void;
  };
  setTimeout: Timers['setTimeout'];
  clearTimeout: Timers['clearTimeout'];
  setInterval: Timers['setInterval'];
  clearInterval: Timers['clearInterval'];
  /** For the test: every address that an `Image` of this window was asked to load, in order. */
  readonly sent: string[];
  /** For the test: everything written to this window's console. */
  readonly spoken: unknown[][];
  /** For the test: listeners on the window and its document that have not been removed. */
  listeners(): number;
  /** For the test: a mouse click by a person, as the browser reports it. */
  click(target: FakeElement, at?: { x?: number; y?: number }): void;
  /** For the test: the page is hidden (and shown) as when a tab is switched. */
  show(visibility: 'visible' | 'hidden'): void;
  /** Globals that scripts under test define. */
  [name: string]: unknown;
}

/** Options of {@link createWindow}; each part that is left out is made new. */
export interface WindowOptions {
  /** `https://shop.example/` by default. */
  url?: string;
  referrer?: string;
  cookieJar?: CookieJar;
  timers?: Timers;
  localStorage?: Storage;
  /** The tab's own; hand it on to the next window to make it the next page of the same tab. */
  sessionStorage?: Storage;
  /** When the load event ended, in milliseconds of `performance.now()`; 0, the default: not yet. */
  loadEventEnd?: number;
  /** Told of every address that an `Image` is asked to load, at once. */
  load?: (address: string) => void;
  /** False: `document.body` is null until the test sets it. */
  withBody?: boolean;
}

/** Makes one tab. Give several the same `cookieJar`, `timers` and `localStorage` to make them one browser. */
export function createWindow(options: WindowOptions = {}): FakeWindow {
  const { referrer = '', cookieJar = createCookieJar(), timers = createTimers(), withBody = true } = options;
  const location = new URL(options.url ?? 'https://shop.example/');
  const arrivedAt = location.href;
  const openedAt = timers.now();
  const sent: string[] = [];
  const spoken: unknown[][] = [];
  const windowNode = createTarget(() => undefined);
  const documentNode = createTarget(() => windowNode);
  const nodes = new WeakMap<FakeElement, Node>();
  const speak = (...words: unknown[]): void => void spoken.push(words);

  const go = (url?: string | URL): void => {
    if (url !== undefined) location.href = new URL(url, location).href;
  };

  const createElement = (name: string): FakeElement => {
    const attributes = new Map<string, string>();
    const children: FakeElement[] = [];
    const node = createTarget(() => {
      if (element === root) return documentNode;
      return element.parentNode === null ? undefined : nodes.get(element.parentNode);
    });
    const element: FakeElement = {
      addEventListener: node.addEventListener,
      removeEventListener: node.removeEventListener,
      dispatchEvent: node.dispatchEvent,
      tagName: name.toUpperCase(),
      parentNode: null,
      children,
      get id() {
        return attributes.get('id') ?? '';
      },
      set id(id) {
        attributes.set('id', id);
      },
      value: '',
      src: '',
      onerror: null,
      setAttribute(attribute, value) {
        attributes.set(attribute, String(value));
        if (attribute === 'src') element.src = new URL(value, location).href;
      },
      getAttribute: (attribute) => attributes.get(attribute) ?? null,
      hasAttribute: (attribute) => attributes.has(attribute),
      removeAttribute: (attribute) => void attributes.delete(attribute),
      appendChild: (child) => element.insertBefore(child, null),
      insertBefore(child, before) {
        const index = before === null ? -1 : children.indexOf(before);
        children.splice(index < 0 ? children.length : index, 0, child);
        child.parentNode = element;
        return child;
      },
      matches(selector) {
        const [, tag = '', rest = ''] = /^([\w-]*)(.*)$/.exec(selector.trim()) ?? [];
        if (tag !== '' && tag.toUpperCase() !== element.tagName) return false;
        return [...rest.matchAll(/#([\w-]+)|\[([\w-]+)(?:="?([^"\]]*)"?)?\]/g)].every(
          ([, id, attribute = '', value]) => {
            if (id !== undefined) return element.id === id;
            return value === undefined ? attributes.has(attribute) : attributes.get(attribute) === value;
          },
        );
      },
      closest: (selector) => (element.matches(selector) ? element : (element.parentNode?.closest(selector) ?? null)),
      querySelectorAll: (selector) =>
        children.flatMap((child) => [...(child.matches(selector) ? [child] : []), ...child.querySelectorAll(selector)]),
      querySelector: (selector) => element.querySelectorAll(selector)[0] ?? null,
    };
    node.self = element;
    nodes.set(element, node);
    return element;
  };

  // Named before it exists because an element asks whether it is the root only when an event passes through.
  const root: FakeElement = createElement('html');
  const head = root.appendChild(createElement('head'));
  head.appendChild(createElement('script'));
  const body = createElement('body');
  if (withBody) root.appendChild(body);

  const history = {
    length: 1,
    pushState(_state: unknown, _title: string, url?: string | URL): void {
      history.length += 1;
      go(url);
    },
    replaceState: (_state: unknown, _title: string, url?: string | URL): void => go(url),
  };

  const fakeDocument: FakeWindow['document'] = {
    addEventListener: documentNode.addEventListener,
    removeEventListener: documentNode.removeEventListener,
    dispatchEvent: documentNode.dispatchEvent,
    get cookie() {
      return cookieJar.read();
    },
    set cookie(cookie) {
      cookieJar.write(cookie);
    },
    get URL() {
      return location.href;
    },
    get defaultView() {
      return fakeWindow;
    },
    get hidden() {
      return fakeDocument.visibilityState === 'hidden';
    },
    location,
    currentScript: null,
    referrer,
    characterSet: 'UTF-8',
    documentElement: root,
    head,
    body: withBody ? body : null,
    title: '',
    readyState: 'complete',
    visibilityState: 'visible',
    createElement,
    getElementsByTagName: (name) => [...(root.matches(name) ? [root] : []), ...root.querySelectorAll(name)],
    querySelector: (selector) => root.querySelector(selector),
    querySelectorAll: (selector) => root.querySelectorAll(selector),
  };

  const fakeWindow: FakeWindow = {
    addEventListener: windowNode.addEventListener,
    removeEventListener: windowNode.removeEventListener,
    dispatchEvent: windowNode.dispatchEvent,
    get window() {
      return fakeWindow;
    },
    document: fakeDocument,
    location,
    history,
    navigator: { userAgent: 'FakeBrowser/1.0', language: 'en-GB', cookieEnabled: true },
    screen: { width: 1440, height: 900 },
    performance: {
      timeOrigin: openedAt,
      now: () => timers.now() - openedAt,
      getEntriesByType: (type) =>
        type === 'navigation' ? [{ name: arrivedAt, loadEventEnd: options.loadEventEnd ?? 0 }] : [],
    },
    Date: { now: timers.now },
    Image: class {
      set src(address: string) {
        sent.push(address);
        options.load?.(address);
      }
      get src(): string {
        return sent.at(-1) ?? '';
      }
    },
    Event: FakeEvent,
    CustomEvent: FakeEvent,
    localStorage: options.localStorage ?? createStorage(),
    sessionStorage: options.sessionStorage ?? createStorage(),
    console: { log: speak, warn: speak, error: speak },
    setTimeout: timers.setTimeout,
    clearTimeout: timers.clearTimeout,
    setInterval: timers.setInterval,
    clearInterval: timers.clearInterval,
    sent,
    spoken,
    listeners: () => windowNode.listeners() + documentNode.listeners(),
    click(target, { x = 100, y = 100 } = {}) {
      target.dispatchEvent(
        new FakeEvent('click', {
          bubbles: true,
          composed: true,
          cancelable: true,
          isTrusted: true,
          clientX: x,
          clientY: y,
          button: 0,
          pointerType: 'mouse',
        }),
      );
    },
    show(visibility) {
      fakeDocument.visibilityState = visibility;
      fakeDocument.dispatchEvent(new FakeEvent('visibilitychange', { bubbles: true, isTrusted: true }));
    },
  };
  documentNode.self = fakeDocument;
  windowNode.self = fakeWindow;
  return fakeWindow;
}
