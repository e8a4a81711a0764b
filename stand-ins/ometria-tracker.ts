import { encode, pairsOf } from './wire.js';

/** How the stand-in is set up. */
export interface OmetriaTrackerOptions {
  /** The account's name in the collector's address. */
  account: string;
  /** Origin of the collector, without a slash at the end. */
  endpoint: string;
  /**
   * `shop` calls `init()` itself, with `type`, `data` and `store` of a `window.ometria.raw_data` that was there before;
   * `generic` (the default) calls `window.ometria.onLoad()` if there is one and leaves `init` to the site.
   */
  platform?: 'shop' | 'generic';
  /** Selector of the e-mail inputs that identify the visitor on `change`; none by default. */
  emailInputs?: string;
}

/** `window.ometria` once the stand-in has been installed. */
export interface OmetriaTracker {
  init(pageType?: string, pageData?: object, storeId?: string): void;
  identify(id: string, profile?: object): void;
  getIdentity(): string | null;
  setProfileData(profile: object): void;
  setBasket(basket: object): void;
  trackTransaction(id: string, transaction?: object): void;
  track(type: string, data?: object): void;
  _debug(): {
    sessionId: string;
    cookieId: string;
    userIdentity: string | null;
    extra: { cid: string; sid: string; url: string; uiid?: string; npv?: number };
  };
}

/** What the tracker uses of a page. */
type Page = Pick<
  Window & typeof globalThis,
  'document' | 'location' | 'screen' | 'navigator' | 'history' | 'Image' | 'setTimeout' | 'clearTimeout'
> & {
  Date?: DateConstructor;
  ometria?: OmetriaTracker & {
    onLoad?: () => void;
    raw_data?: { type?: string; data?: object; store?: string };
  };
  onOmetriaLoaded?: () => void;
};

/** The visitor's cookie. */
interface VisitorRecord {
  cid: string;
  sid: string;
  slt: number;
  nses: number;
  osts: number;
  npv: number;
  src?: string;
  uiid?: string;
}

const HALF_HOUR = 1_800_000;
const YEAR = 365 * 86_400_000;

const random = (length: number): string => {
  let text = '';
  while (text.length < length) text += Math.random().toString(36).slice(2);
  return text.slice(0, length);
};

// One cookie holds the visitor.
const readRecord = (cookie: string): VisitorRecord | undefined => {
  const text = decodeURIComponent(/(?:^|; )ometria=([^;]*)/.exec(cookie)?.[1] ?? '');
  if (!text.startsWith('2_')) return undefined;
  const read: Record<string, string> = {};
  for (const pair of text.slice(2).split('&')) {
    const [name = '', value = ''] = pair.split('=');
    read[name] = decodeURIComponent(value);
  }
  const { cid, sid, slt, nses, osts, npv, ...others } = read;
  if (!cid || !sid) return undefined;
  return { cid, sid, slt: Number(slt), nses: Number(nses), osts: Number(osts), npv: Number(npv), ...others };
};

const cookieDomain = (hostname: string): string => {
  const host = hostname.replace(/^(www|secure)\./, '');
  return host.includes('.') && !/^[\d.]+$/.test(host) ? `; domain=${host}` : '';
};

/** Addresses that a link of a campaign brings along. */
const identitiesIn = (search: string): string[] => {
  const parameters = new URLSearchParams(search.replace(/\+/g, '%2B'));
  const profile = parameters.get('om_profile');
  return [parameters.get('om_user'), profile && `omid:${profile}`, parameters.get('kmi')].flatMap((id) => id || []);
};

/**
 * A stand-in for Ometria's tracker with the habits that integrations trip over, written from observations of its
 * behaviour. Installs itself on anything that has document, location, navigator, screen, history, Image and timers.
 * Returns `window.ometria`, or undefined where an `init` was there already. With cookies off only `init` is there.
 */
export const installOmetriaTracker = (given: object, options: OmetriaTrackerOptions): OmetriaTracker | undefined => {
  // Whoever installs it hands in a window; tests hand in as much of one as is used here.
  const window = given as Page;
  const { account, endpoint, platform = 'generic', emailInputs } = options;
  const { document } = window;
  const now = () => (window.Date ?? Date).now();

  if (typeof window.ometria?.init === 'function') return undefined;
  // An object of the site's may be there already; it becomes the tracker below.
  window.ometria ??= {} as OmetriaTracker;
  const { ometria } = window;

  // With cookies off the real one stops here: `init` is there, `identify` is not.
  ometria.init = () => {};
  document.cookie = 'ometria_test=1; path=/';
  if (!document.cookie.includes('ometria_test=1')) return ometria;
  document.cookie = 'ometria_test=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT';

  let saving: number | undefined;
  const writeRecord = (): void => {
    const value = encodeURIComponent(`2_${pairsOf(record).join('&')}`);
    const expires = new Date(now() + YEAR).toUTCString();
    document.cookie = `ometria=${value}; expires=${expires}; path=/${cookieDomain(window.location.hostname)}`;
  };
  const save = (): void => {
    window.clearTimeout(saving);
    saving = window.setTimeout(writeRecord, 5);
  };

  const newVisitor = (): VisitorRecord => {
    const at = now();
    return { cid: random(16), sid: random(16), slt: at, nses: 1, osts: at, npv: 0, src: document.referrer || 'direct' };
  };
  // Read here, once: from now on this page believes its own copy.
  const stored = readRecord(document.cookie);
  const record = stored ?? newVisitor();

  const extra: ReturnType<OmetriaTracker['_debug']>['extra'] = { url: '', cid: '', sid: '' };
  const refresh = (): void => {
    if (now() - record.slt > HALF_HOUR) {
      record.sid = random(16);
      record.nses += 1;
      record.osts = now();
      record.slt = now();
      record.npv = 0;
      save();
    }
    const [url = ''] = window.location.href.split('#');
    Object.assign(extra, { cid: record.cid, sid: record.sid, url }, record.uiid && { uiid: record.uiid });
  };
  refresh();
  if (!stored) save();

  let ready = false;
  // Never emptied: every later `init` sends all of it again, with the data as it is by then.
  const queue: [type: string, d: object | undefined][] = [];

  const transmit = (type: string, d: object | undefined): void => {
    refresh();
    record.slt = now();
    save();
    const { cid, sid, npv, nses, osts, src, uiid } = record;
    const res = `${window.screen.width}x${window.screen.height}`;
    const seen = { npv, nses, osts, src, v: 3, res, lang: window.navigator.language, t: now() };
    const data = encode({ type, d, channel: 'system', cid, sid, url: extra.url, uiid, ...seen });
    const enc = document.characterSet || 'UTF-8';
    const image = new window.Image();
    image.src = `${endpoint}/track/v3/${account}/event.gif?data=${encodeURIComponent(data)}&rnd=${random(6)}&enc=${enc}`;
  };

  const send = (type: string, d: object | undefined): void => {
    if (ready) transmit(type, d);
    else queue.push([type, d]);
  };

  const rotate = (): void => {
    record.cid = random(16);
    record.nses = 1;
    refresh();
    save();
  };

  const tracker: OmetriaTracker = {
    init(type, data, store) {
      if (!document.body) {
        window.setTimeout(() => ometria.init(type, data, store), 25);
        return;
      }
      ready = true;
      refresh();
      record.npv += 1;
      extra.npv = record.npv;
      save();
      transmit('pageview', { type, data, store });
      for (const [kind, d] of queue) transmit(kind, d);
      if (typeof window.onOmetriaLoaded === 'function') window.onOmetriaLoaded();
    },
    // `this` on purpose: a detached call throws.
    identify(id, profile) {
      if (!/\S+@\S+\.\S+/.test(id) && !/omid:.+/.test(id)) return;
      const known = this.getIdentity();
      const d = { profile: profile || {}, uiid: id };
      if (id === known) {
        send('identify', d);
        return;
      }
      if (known) rotate();
      send('identify', d);
      record.uiid = id;
      refresh();
      save();
    },
    getIdentity: () => record.uiid || null,
    // For the visitor who is known; without one nothing, not even later.
    setProfileData(profile) {
      const uiid = this.getIdentity();
      if (uiid) send('profile', { profile, uiid });
    },
    setBasket: (basket) => send('basket', basket),
    trackTransaction: (id, transaction) => send('transaction', { id, transaction }),
    track: (type, data) => send(type, data),
    _debug: () => ({ sessionId: record.sid, cookieId: record.cid, userIdentity: record.uiid || null, extra }),
  };
  Object.assign(ometria, tracker);

  const fromLink = identitiesIn(window.location.search);
  if (fromLink.length > 0) {
    window.setTimeout(() => {
      for (const id of fromLink) ometria.identify(id);
      const address = new URL(window.location.href);
      address.searchParams.delete('om_user');
      address.searchParams.delete('om_profile');
      if (address.href !== window.location.href) window.history.replaceState(null, '', address.href);
    }, 100);
  }

  if (emailInputs) {
    document.addEventListener('change', ({ target }) => {
      // `change` comes from form fields, which have a value.
      const field = target as HTMLInputElement;
      if (field.matches(emailInputs)) ometria.identify(field.value);
    });
  }

  if (platform === 'shop') {
    const { type = 'other', data, store } = ometria.raw_data ?? {};
    ometria.init(type || 'other', data, store);
  } else if (typeof ometria.onLoad === 'function') ometria.onLoad();
  return ometria;
};
