/**
 * A stand-in for Ometria's tracker with the habits that integrations trip over, written from observations of its
 * behaviour. Self-contained, so that a server can send the function's own text.
 */
export function installOmetriaTracker(window, options) {
  const { account, endpoint, platform = 'generic', emailInputs } = options;
  const { document } = window;
  const now = () => (window.Date || Date).now();

  const HALF_HOUR = 1_800_000;
  const YEAR = 365 * 86_400_000;
  const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/';

  if (window.ometria && typeof window.ometria.init === 'function') return undefined;
  if (!window.ometria) window.ometria = {};
  const { ometria } = window;

  // With cookies off the real one stops here: `init` is there, `identify` is not.
  ometria.init = () => {};
  document.cookie = 'ometria_test=1; path=/';
  if (!document.cookie.includes('ometria_test=1')) return ometria;
  document.cookie = 'ometria_test=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT';

  const random = (length) => {
    let text = '';
    while (text.length < length) text += Math.random().toString(36).slice(2);
    return text.slice(0, length);
  };

  const toQuery = (value, key) => {
    if (value === undefined || typeof value === 'function') return [];
    if (typeof value === 'object' && value !== null) {
      return Object.keys(value).flatMap((name) => toQuery(value[name], key === '' ? name : `${key}[${name}]`));
    }
    return [`${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`];
  };

  const toBase64 = (text) => {
    let result = '';
    for (let at = 0; at < text.length; at += 3) {
      const [a, b, c] = [text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2)];
      result += ALPHABET[a >> 2] + ALPHABET[((a & 3) << 4) | (b >> 4)];
      result += at + 1 < text.length ? ALPHABET[((b & 15) << 2) | (c >> 6)] : '=';
      result += at + 2 < text.length ? ALPHABET[c & 63] : '=';
    }
    return result;
  };

  // One cookie holds the visitor. It is read here, once: from now on this page believes its own copy.
  const readRecord = () => {
    const found = /(?:^|; )ometria=([^;]*)/.exec(document.cookie);
    const text = found ? decodeURIComponent(found[1]) : '';
    if (!text.startsWith('2_')) return undefined;
    const read = {};
    for (const pair of text.slice(2).split('&')) {
      const [name, value = ''] = pair.split('=');
      read[name] = decodeURIComponent(value);
    }
    for (const name of ['slt', 'nses', 'osts', 'npv']) if (name in read) read[name] = Number(read[name]);
    return read.cid && read.sid ? read : undefined;
  };

  const cookieDomain = () => {
    const host = window.location.hostname.replace(/^(www|secure)\./, '');
    return host.includes('.') && !/^[\d.]+$/.test(host) ? `; domain=${host}` : '';
  };

  let saving;
  const writeRecord = () => {
    const value = encodeURIComponent(`2_${toQuery(record, '').join('&')}`);
    const expires = new Date(now() + YEAR).toUTCString();
    document.cookie = `ometria=${value}; expires=${expires}; path=/${cookieDomain()}`;
  };
  const save = () => {
    window.clearTimeout(saving);
    saving = window.setTimeout(writeRecord, 5);
  };

  const newVisitor = () => {
    const at = now();
    return { cid: random(16), sid: random(16), slt: at, nses: 1, osts: at, npv: 0, src: document.referrer || 'direct' };
  };
  const stored = readRecord();
  const record = stored || newVisitor();

  const extra = { url: '' };
  const refresh = () => {
    if (now() - record.slt > HALF_HOUR) {
      record.sid = random(16);
      record.nses += 1;
      record.osts = now();
      record.slt = now();
      record.npv = 0;
      save();
    }
    extra.cid = record.cid;
    extra.sid = record.sid;
    extra.url = window.location.href.split('#')[0];
    if (record.uiid) extra.uiid = record.uiid;
  };
  refresh();
  if (!stored) save();

  let ready = false;
  // Never emptied: every later `init` sends all of it again, with the data as it is by then.
  const queue = [];

  const transmit = (type, d) => {
    refresh();
    record.slt = now();
    save();
    const { cid, sid, npv, nses, osts, src, uiid } = record;
    const fields = { type, d, channel: 'system', cid, sid, url: extra.url, uiid, npv, nses, osts, src, v: 3 };
    fields.res = `${window.screen.width}x${window.screen.height}`;
    fields.lang = window.navigator.language;
    fields.t = now();
    const data = encodeURIComponent(toBase64(toQuery(fields, '').join('&')));
    const image = new window.Image();
    const enc = document.characterSet || 'UTF-8';
    image.src = `${endpoint}/track/v3/${account}/event.gif?data=${data}&rnd=${random(6)}&enc=${enc}`;
  };

  const send = (type, d) => {
    if (ready) transmit(type, d);
    else queue.push([type, d]);
  };

  const rotate = () => {
    record.cid = random(16);
    record.nses = 1;
    refresh();
    save();
  };

  Object.assign(ometria, {
    init(pageType, pageData, storeId) {
      if (!document.body) {
        window.setTimeout(() => ometria.init(pageType, pageData, storeId), 25);
        return;
      }
      ready = true;
      refresh();
      record.npv += 1;
      extra.npv = record.npv;
      save();
      transmit('pageview', { type: pageType, data: pageData, store: storeId });
      for (const [type, d] of queue) transmit(type, d);
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
  });

  const parameter = (name) => new URLSearchParams(window.location.search.replace(/\+/g, '%2B')).get(name);
  const fromLink = [
    parameter('om_user'),
    parameter('om_profile') && `omid:${parameter('om_profile')}`,
    parameter('kmi'),
  ].filter(Boolean);
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
    document.addEventListener('change', (event) => {
      if (event.target.matches(emailInputs)) ometria.identify(event.target.value);
    });
  }

  if (platform === 'shop') {
    const page = ometria.raw_data || {};
    ometria.init(page.type || 'other', page.data, page.store);
  } else if (typeof ometria.onLoad === 'function') ometria.onLoad();
  return ometria;
}
