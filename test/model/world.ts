import { install } from '../../src/boot/install.js';
import type { Bridge } from '../../src/types/bridge.js';
import { type CollectedRequest, createCollector } from '../../stand-ins/collector.js';
import { installOmetriaTracker, type OmetriaTracker } from '../../stand-ins/ometria-tracker.js';
import {
  createCookieJar,
  createStorage,
  createTimers,
  createWindow,
  FakeEvent,
  type FakeWindow,
} from '../support/browser-window.js';

/** Who may sit at the device, in the spelling of the model. */
export const PEOPLE = ['jane@example.com', 'tom@example.com'] as const;
export type Person = (typeof PEOPLE)[number];

/** What may happen. `tab` counts modulo the open tabs, so that every sequence can be played. */
export type Command =
  | { do: 'open'; tracker: boolean; link?: Person | undefined }
  | { do: 'duplicate'; tab: number }
  | { do: 'navigate'; tab: number; tracker: boolean; link?: Person | undefined; lost: boolean }
  | { do: 'close'; tab: number; lost: boolean }
  | { do: 'kill'; tab: number }
  | { do: 'hide' | 'show'; tab: number }
  | { do: 'signal'; tab: number; ago?: number | undefined }
  | { do: 'buy'; tab: number }
  | { do: 'logIn'; tab: number; person: Person; spelling: 'plain' | 'capital' }
  | { do: 'logOut'; tab: number }
  | { do: 'consent'; tab: number; choice: 'granted' | 'denied' }
  | { do: 'tracker' | 'init' | 'flush'; tab: number }
  | { do: 'storage'; state: 'works' | 'full' | 'blocked' | 'cleared' }
  | { do: 'wait'; ms: number };

/** What the site has settled on. */
export interface Site {
  beforeConsent: 'ignore' | 'buffer';
  /** Who hears of a log-in: the tracker from the platform, the tag by its visitor command, or both. */
  says: 'tracker' | 'visitor' | 'both';
  /** What the site's beforeSend does beside its work: it makes a signal, or delivers, once on each page. */
  reenters?: 'signal' | 'flush' | undefined;
}

/** A signal as the model knows it. Its mark is a property of its own, which tells on the wire what was delivered. */
interface Marked {
  mark: string;
  /** Who may be told of it. */
  owners: Person[];
  /** Nobody was known: whoever is known next may be told of it too. */
  anonymous: boolean;
  inherited: boolean;
  /** It waits in that page's memory for consent. Until then nobody looks who is there. */
  buffered: ShopPage | undefined;
  /** A log-out or a refusal has taken it away before it was issued. */
  wiped: boolean;
  /** A purchase alone is no reason for a call. */
  silent: boolean;
  /** When a visit could take it in: what waits for consent is taken in behind what another page tells meanwhile. */
  order: number;
  /** Nobody was known as it was taken in: that visit may overlap with another's. */
  wasAnonymous: boolean;
}

interface Call {
  at: number;
  identity: string;
  /** What the tracker's copy held at that moment. */
  stored: string | null;
  marks: string[];
  rages: number;
  json: string;
  page: ShopPage;
  lost: boolean;
}

interface ShopPage {
  id: number;
  window: FakeWindow;
  handle: Bridge;
  tab: Tab;
  tracker: OmetriaTracker | undefined;
  /** Whom the page shows. */
  shows: Person | undefined;
  /** Whom the site has named there to the tag, whatever the tracker takes in. */
  named: Person | undefined;
  /** Somebody logged out there before consent. */
  leaving: boolean;
  told: 'unknown' | 'granted' | 'denied';
  toldAt: number;
  gone: boolean;
  /** What it asks for as it closes does not arrive, as in a browser that drops it. */
  losing: boolean;
  link: Person | undefined;
  calls: { at: number; reason: string }[];
}

interface Tab {
  session: Storage;
  page: ShopPage;
}

const SESSION_MS = 1_800_000;
/** What could not be delivered is made good within a day. */
const MAKE_GOOD_MS = 86_400_000;
/** Nobody logs in or out in less time, in which the tracker takes in a campaign link and the tag has looked again. */
const FORM_MS = 5100;
/** Nobody is faster from one page to the next. */
const READ_MS = 300;
const PREFIX = 'fs_ometria';
const normalize = (identity: string) => identity.trim().toLowerCase();

/** A broken promise, with what the sequence had shown until then. */
export class Broken extends Error {}

/** One browser with its tabs, the shop's server side, the vendors' stand-ins and the real tag. */
export const createWorld = ({ beforeConsent, reenters, ...site }: Site, trace: string[] = []) => {
  const timers = createTimers();
  const cookieJar = createCookieJar({ now: timers.now });
  const local = createStorage();
  const collector = createCollector({ sessionMs: SESSION_MS, now: timers.now });
  const tabs: Tab[] = [];
  const calls: Call[] = [];
  const marked: Marked[] = [];
  const broken: string[] = [];
  let storage: 'works' | 'full' | 'blocked' = 'works';
  /** From the first fault on tabs cannot hear of each other for sure. */
  let faulty = false;
  /** Nothing has happened yet by which a signal may be given up: no refusal, no log-out, nobody else, no day away. */
  let plain = true;
  let person: Person | undefined;
  let lingering: (Person | undefined)[] = [];
  let unheard = false;
  let left: string | undefined;
  let spelled = '';
  let { says } = site;
  let consent: ShopPage['told'] = 'unknown';
  let deniedAt = -1;
  let pages = 0;
  let marks = 0;
  let taken = 0;
  /** Counted by pages that are gone. */
  let dropped = 0;

  // Not thrown on the spot: most of it is found inside a call of the tag's, behind its guard.
  const ensure = (holds: boolean, promise: string): void => {
    if (!holds) broken.push(promise);
  };

  /** A yes counts until somebody says no, in whatever tab. */
  const isActive = (page: ShopPage): boolean => page.told === 'granted' && deniedAt <= page.toldAt;

  const live = () => tabs.map(({ page }) => page);

  /** The shared storage as one page sees it. */
  const view = (self: () => ShopPage | undefined): Storage => {
    /** Tells the other tabs, as the browser does where a value has changed. */
    const change = (key: string, newValue: string | null, act: () => void) => {
      if (local.getItem(key) === newValue) return;
      act();
      for (const page of live()) {
        if (page === self()) continue;
        const event = Object.assign(new FakeEvent('storage'), { key, newValue });
        timers.setTimeout(() => page.gone || page.window.dispatchEvent(event), 0);
      }
    };
    return new Proxy(local, {
      get: (target, key) => {
        if (key === 'setItem')
          return (name: string, value: string) => {
            if (storage === 'full') throw new Error('QuotaExceededError');
            change(name, value, () => target.setItem(name, value));
          };
        if (key === 'removeItem') return (name: string) => change(name, null, () => target.removeItem(name));
        return Reflect.get(target, key);
      },
    });
  };

  const identify = (page: ShopPage, name: string) => {
    page.tracker?.identify(name);
    // Its cookie is written 5 ms later; until then another page cannot know.
    timers.advance(6);
  };

  /** A page that was not told of the last log-in has the tracker's word only. */
  const inCookie = (): string | undefined =>
    /uiid=([^&]*)/.exec(decodeURIComponent(decodeURIComponent(cookieJar.get('ometria') ?? '')))?.[1];
  const tracked = (): Person | undefined => PEOPLE.find((one) => one === normalize(inCookie() ?? ''));

  /** A page that had loaded before a log-in elsewhere may write its tracker's empty copy over the cookie: nobody again. */
  const isNobody = (page: ShopPage): boolean =>
    // Whom the site has named here is somebody, also when that person has logged out in another tab.
    (!person && !(page.named && isActive(page))) || unheard || !!page.link || (!page.shows && !tracked());

  const ownersOn = (page: ShopPage): Person[] => {
    // Until the tracker has taken a link in, nobody on the page can tell whose visit it is; and where the site tells
    // the tag alone, a log-out in one tab leaves the others with what they were told.
    const told = page.link ? PEOPLE : says === 'visitor' ? live().map(({ shows }) => shows) : [];
    const known = [
      person,
      page.shows,
      page.named,
      ...lingering,
      ...told,
      page.shows === person ? undefined : tracked(),
    ];
    return [...new Set(known)].filter((one) => one !== undefined);
  };

  let first: Person | undefined;

  const arrive = (page: ShopPage, who: Person, spelling: string): void => {
    first ??= who;
    plain &&= who === first;
    person = who;
    lingering = [];
    unheard = left !== undefined && !isActive(page);
    left = undefined;
    spelled = spelling;
    page.shows = who;
    for (const signal of marked) {
      if (!signal.anonymous) continue;
      signal.owners.push(who);
      // Told on a page whose tag may not listen, it is the tracker's cookie that tells, and only a page in front looks.
      const seen = live().some((one) => isActive(one) && one.window.document.visibilityState === 'visible');
      signal.inherited ||= isActive(page) || (seen && !!page.tracker && says !== 'visitor' && !unheard);
    }
  };

  /** The tag has had a reason to look who is there: what was nobody's is somebody's from now on. */
  const noticed = () => {
    for (const signal of marked) if (signal.inherited) signal.anonymous = false;
  };

  const loadTracker = (page: ShopPage) => {
    if (page.tracker) return;
    const tracker = installOmetriaTracker(page.window, { account: 'demo', endpoint: '', platform: 'shop' });
    if (!tracker) throw new Error('The tracker did not install');
    page.tracker = tracker;
    const { identify: original } = tracker;
    tracker.identify = function (this: OmetriaTracker, id, profile = {}) {
      const keys = Object.keys(profile);
      if (keys.some((key) => key.startsWith('fs_')))
        check(page, { id, profile, stored: tracker.getIdentity(), marks: keys.filter((key) => /^fs_m\d+$/.test(key)) });
      // By the parameter of a campaign link, 100 ms after the tracker has loaded.
      if (id === page.link) {
        // After a log-out of the same person only the site can say who is back.
        const { shows } = page;
        if (normalize(id) !== normalize(left ?? '')) arrive(page, page.link, id);
        // Whom the site has named on this very page, before the tracker came, is there by the site's word.
        lingering.push(shows);
        // Where the tracker alone tells, its cookie is written 5 ms later: until then either word may be the newer one.
        if (says === 'tracker')
          timers.setTimeout(() => {
            lingering = lingering.filter((one) => one !== shows);
          }, 6);
        page.link = undefined;
      }
      return original.call(this, id, profile);
    };
    if (!person || says === 'visitor' || page.link) return;
    page.shows = person;
    identify(page, spelled);
  };

  /** What must hold at the moment of a call. */
  const check = (page: ShopPage, call: { id: string; profile: object; stored: string | null; marks: string[] }) => {
    const { id, stored } = call;
    const json = JSON.stringify(call.profile);
    trace.push(`    page ${page.id} identify(${id}, ${call.marks.join(' ')})`);
    const rages = Number(Reflect.get(call.profile, 'fs_rage_clicks'));
    const { marks: carried } = call;
    // What one call has told of a visit, a later one does not take back as long as the visit lasts.
    for (const one of plain && !faulty ? calls.filter(({ at }) => timers.now() - at < SESSION_MS) : []) {
      if (normalize(one.identity) !== normalize(id) || !one.marks.some((mark) => carried.includes(mark))) continue;
      ensure(one.rages <= rages, `${one.rages} rage clicks became ${rages}`);
      ensure(
        one.marks.every((mark) => carried.includes(mark)),
        `${one.marks} became ${carried}`,
      );
    }
    // An earlier visit before a later one, unless it is repeated since nobody knows whether it has arrived.
    const order = (one: string) => marked.find(({ mark }) => `fs_${mark}` === one)?.order ?? 0;
    // Where the page names one and the cookie another, the visit may overlap with another's, too.
    const isMixed = marked.some(
      ({ mark, owners, wasAnonymous }) => (wasAnonymous || owners.length > 1) && carried.includes(`fs_${mark}`),
    );
    const isRepeat = isMixed || calls.some(({ marks: before }) => `${before}` === `${carried}`);
    for (const one of isRepeat || faulty ? [] : calls) {
      if (normalize(one.identity) !== normalize(id) || !one.marks.length || !carried.length) continue;
      const isBefore = Math.max(...carried.map(order)) < Math.min(...one.marks.map(order));
      ensure(!isBefore, `${carried} of an earlier visit after ${one.marks}`);
    }
    calls.push({ at: timers.now(), identity: id, stored, marks: carried, rages, json, page, lost: page.losing });
    ensure(stored === null || stored === id, `identify("${id}") while "${stored}" is stored`);
    const cookie = inCookie();
    ensure(cookie === undefined || cookie === id, `identify("${id}") while the cookie holds "${cookie}"`);
    ensure(page.told === 'granted', `a call on a page that was told ${page.told}`);
    ensure(faulty || deniedAt <= page.toldAt, 'a call after a denial in another tab');
    for (const mark of call.marks) {
      const signal = marked.find((one) => `fs_${one.mark}` === mark);
      ensure(!!signal, `a mark that was never made: ${mark}`);
      ensure(faulty || !signal?.wiped, `${mark} is back after a log-out or a refusal`);
      const allowed: string[] = signal?.owners ?? [];
      // Tabs that cannot hear of each other go by the tracker, or by what this page's site says.
      const afterFault = faulty && (stored === id || site.says === 'visitor');
      ensure(
        allowed.includes(normalize(id)) || afterFault,
        `${mark} of ${allowed.join(' or ') || 'nobody yet'} sent to ${id}`,
      );
    }
    ensure(json.length <= 1000, 'over the budget');
    const twins = calls.filter(
      (one) => one.json === json && normalize(one.identity) === normalize(id) && one.at > timers.now() - SESSION_MS,
    );
    // Once more, where it was found unconfirmed; in two tabs that each held it for somebody else meanwhile, by both.
    const most = plain ? 2 : 1 + tabs.length;
    ensure(faulty || twins.length <= most, `equal properties sent ${twins.length} times`);
  };

  const openPage = (
    tab: Tab | undefined,
    { tracker, link, session }: { tracker: boolean; link?: Person | undefined; session: Storage },
  ) => {
    pages++;
    const own: typeof timers = {
      ...timers,
      setTimeout: (run, delay) => timers.setTimeout(() => page.gone || run(), delay),
    };
    const window = createWindow({
      url: `https://shop.example/page/${pages}${link ? `?om_user=${encodeURIComponent(link)}` : ''}`,
      cookieJar,
      timers: own,
      sessionStorage: session,
      load: (address) => page.losing || collector.receive(address),
    });
    const localView = view(() => page);
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        if (storage === 'blocked') throw new Error('SecurityError');
        return localView;
      },
    });
    const page: ShopPage = {
      id: pages,
      window,
      // Assigned below, before anybody asks.
      handle: undefined as unknown as Bridge,
      tab: undefined as unknown as Tab,
      tracker: undefined,
      shows: person,
      named: undefined,
      leaving: false,
      told: consent,
      toldAt: timers.now(),
      gone: false,
      losing: false,
      link,
      calls: [],
    };
    page.tab = tab ?? { session, page };
    page.tab.page = page;
    page.tab.session = session;
    if (!tab) tabs.push(page.tab);
    if (tracker) loadTracker(page);
    let entered = !reenters;
    const beforeSend = (properties: object) => {
      if (entered) return properties;
      entered = true;
      if (reenters === 'signal') signal(page, timers.now());
      else page.handle.flush();
      return properties;
    };
    const queue: unknown[] = [['config', { beforeConsent, beforeSend, budget: 1000, fields: { signal_page: false } }]];
    if (consent !== 'unknown') queue.push(['consent', consent]);
    if (person && says !== 'tracker' && !link) {
      queue.push(['visitor', spelled]);
      page.named = person;
    }
    window.fsOmetria = queue;
    // The members of a window that the tag calls are there.
    install(window as unknown as Window & typeof globalThis, { sources: [], adapters: {} });
    page.handle = window.fsOmetria as unknown as Bridge;
    page.handle.on('delivery', ({ reason, at }) => page.calls.push({ reason, at }));
    page.handle.on('problem', ({ code, detail }) => {
      ensure(code !== 'internal_error', `an internal error: ${detail}`);
    });
    return page;
  };

  const bury = (page: ShopPage) => {
    const { signals, state } = page.handle.health();
    dropped += signals.droppedByConsent + signals.droppedByIdentityChange + signals.droppedByExpiry + signals.refused;
    // What waits for consent waits in memory only, and goes with the page; so does everything where storage fails.
    if (state.consent === 'unknown' || faulty) dropped += signals.held;
    page.gone = true;
  };

  const leave = (page: ShopPage, lost: boolean) => {
    page.losing = lost;
    page.window.dispatchEvent(new FakeEvent('pagehide', { isTrusted: true }));
    page.window.show('hidden');
    bury(page);
  };

  /** What no call has carried yet is gone, in every tab. */
  const wipe = () => {
    const issued = new Set(calls.flatMap((call) => call.marks));
    for (const one of marked) one.wiped ||= !one.buffered && !issued.has(`fs_${one.mark}`);
  };

  const signal = (page: ShopPage, at: number, type = 'rage_click') => {
    marks++;
    const mark = `m${marks}`;
    const owners = ownersOn(page);
    const buffered = isActive(page) ? undefined : page;
    const silent = type === 'purchase';
    marked.push({
      mark,
      owners,
      anonymous: isNobody(page),
      inherited: false,
      buffered,
      wiped: false,
      silent,
      order: ++taken,
      wasAnonymous: isNobody(page),
    });
    trace.push(`    page ${page.id} signal ${mark} of ${owners.join(' or ') || 'nobody yet'}`);
    (page.window.fsOmetria as unknown[]).push(['signal', { type, at, properties: { [mark]: marks } }]);
  };

  const pick = (at: number): Tab | undefined => tabs[at % Math.max(1, tabs.length)];

  const play = (given: Command): void => {
    trace.push(`${timers.now() % 1e7} ${JSON.stringify(given)}`);
    // Two mails are not opened within the tenth of a second that the tracker takes for a link.
    const command: Command = 'link' in given && site.says === 'visitor' ? { ...given, link: undefined } : given;
    if ('link' in command && live().some((one) => one.link && one.tracker)) timers.advance(120);
    if (command.do === 'open') {
      if (tabs.length < 3) openPage(undefined, { ...command, session: createStorage() });
    } else if (command.do === 'wait') {
      plain &&= command.ms < MAKE_GOOD_MS;
      timers.advance(command.ms);
    } else if (command.do === 'storage') {
      faulty ||= command.state !== 'works';
      if (command.state === 'cleared') local.clear();
      else storage = command.state;
    } else {
      const tab = pick(command.tab);
      if (tab) playOn(tab, command);
      noticed();
    }
    // Storage events arrive, and trackers write their cookie 5 ms after a call.
    timers.advance(8);
    settled();
    if (broken.length) throw new Broken(broken.join('\n'));
  };

  const playOn = (tab: Tab, command: Extract<Command, { tab: number }>): void => {
    const { page } = tab;
    const { window, handle } = page;
    const push = (...words: unknown[]) => (window.fsOmetria as unknown[]).push(words);
    switch (command.do) {
      case 'duplicate': {
        if (tabs.length >= 3) return;
        const session = createStorage();
        for (const key of Object.keys(tab.session)) session.setItem(key, tab.session.getItem(key) ?? '');
        openPage(undefined, { tracker: true, session });
        return;
      }
      case 'navigate':
        timers.advance(READ_MS);
        leave(page, command.lost);
        openPage(tab, { ...command, session: tab.session });
        return;
      case 'close':
        leave(page, command.lost);
        tabs.splice(tabs.indexOf(tab), 1);
        return;
      case 'kill':
        bury(page);
        tabs.splice(tabs.indexOf(tab), 1);
        return;
      case 'hide':
        window.show('hidden');
        return;
      case 'show':
        window.show('visible');
        return;
      case 'signal':
        signal(page, timers.now() - (command.ago ?? 0));
        return;
      case 'buy':
        signal(page, timers.now(), 'purchase');
        return;
      case 'logIn': {
        // Nobody there to hear of it.
        if (says === 'tracker' && !page.tracker) return;
        timers.advance(FORM_MS);
        const name = command.spelling === 'plain' ? command.person : command.person.toUpperCase();
        arrive(page, command.person, name);
        if (says !== 'visitor') identify(page, name);
        // A tracker that identifies somebody by itself tells nobody: the tag sees it at its next look.
        if (says === 'tracker') handle.flush();
        else {
          push('visitor', name);
          page.named = command.person;
        }
        return;
      }
      case 'logOut':
        // A site that never speaks to the tag says nothing now either, and the tracker has no log-out.
        if (says === 'tracker') return;
        plain = false;
        timers.advance(FORM_MS);
        // Before consent nothing may be kept, not even that somebody has left, and a page that shows somebody else
        // than the tracker's cookie cannot tell who has: then the tracker's word counts later.
        if (!isActive(page) || page.shows !== person) lingering.push(...ownersOn(page), tracked());
        left = inCookie() ?? page.named ?? left;
        person = undefined;
        page.named = undefined;
        page.leaving = !isActive(page);
        page.shows = undefined;
        push('reset');
        // On a page that may not listen nothing is wiped, and another tab has not heard of it.
        if (isActive(page)) wipe();
        return;
      case 'consent':
        // Whom the page has named before anybody may listen is named now, whoever has left elsewhere meanwhile.
        if (command.choice === 'granted' && !isActive(page) && page.shows && says !== 'tracker') {
          lingering.push(page.shows);
          for (const signal of marked) if (signal.anonymous) signal.owners.push(page.shows);
        }
        // Who logged out there, when nothing could be read, is whom the cookie names now: nobody is there then.
        if (page.leaving && command.choice === 'granted') {
          unheard = true;
          left = inCookie() ?? left;
        }
        page.leaving = false;
        consent = command.choice;
        page.told = command.choice;
        page.toldAt = timers.now();
        if (command.choice === 'denied') {
          plain = false;
          deniedAt = timers.now();
          // Nothing is kept, so that nobody knows any more that somebody had logged out.
          if (!person) lingering.push(tracked());
        }
        // What a refusal has taken away is counted anew.
        page.calls = [];
        for (const signal of marked) {
          if (signal.buffered !== page || command.choice === 'denied') continue;
          Object.assign(signal, {
            owners: ownersOn(page),
            anonymous: isNobody(page),
            inherited: false,
            buffered: undefined,
            order: ++taken,
          });
        }
        push('consent', command.choice);
        if (command.choice === 'denied') wipe();
        return;
      case 'tracker':
        loadTracker(page);
        return;
      case 'init': {
        const before = inCookie();
        page.tracker?.init();
        timers.advance(6);
        // Its empty copy over the cookie: the visitor is nobody for a while, and what was theirs is dropped.
        if (before && !inCookie()) plain = false;
        // Its copy over the cookie: that person is there again, by the only word that there is.
        const again = tracked();
        if (!again || again === normalize(before ?? '')) return;
        lingering.push(again);
        // The stored text has changed: whoever had left may come back.
        left = undefined;
        for (const signal of marked) if (signal.anonymous) signal.owners.push(again);
        return;
      }
      case 'flush':
        handle.flush();
        return;
    }
  };

  const records = (): string[] =>
    Object.keys(local)
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => local.getItem(key) ?? '');

  /** What must hold between two commands. */
  const settled = () => {
    const heard = live().some((page) => isActive(page) || (faulty && page.told === 'granted'));
    if (consent !== 'granted' && !heard && !faulty) {
      const kept = records().filter((text) => !/^{"denied":\d+}$/.test(text));
      ensure(kept.length === 0, `stored without consent: ${kept}`);
    }
    for (const { calls: made, id } of live()) {
      const counted = made.filter(({ reason }) => reason !== 'reset' && reason !== 'retraction');
      ensure(counted.length <= 10, `page ${id} made ${counted.length} calls`);
      for (let at = 1; at < made.length; at++) {
        const [before, after] = [made[at - 1], made[at]];
        if (!before || !after || ['hide', 'flush', 'reset'].includes(after.reason)) continue;
        ensure(
          after.at - before.at >= 10_000,
          `page ${id}: ${after.at - before.at} ms between two calls (${after.reason})`,
        );
      }
    }
    for (const key of Object.keys(local)) {
      if (!key.startsWith(PREFIX)) continue;
      const text = local.getItem(key) ?? '';
      ensure(text.length <= 2100, `a record of ${text.length} characters`);
      ensure(!/@|example/.test(text), 'an e-mail address in storage');
    }
  };

  /** Everything works again and the visitor goes on: nothing may be left that waits. */
  const heal = () => {
    const owed = plain && !faulty;
    play({ do: 'storage', state: 'works' });
    if (!tabs.length) play({ do: 'open', tracker: true });
    for (let at = 0; at < tabs.length; at++) {
      play({ do: 'consent', tab: at, choice: 'granted' });
      play({ do: 'show', tab: at });
    }
    says = 'both';
    const who = person ?? 'jane@example.com';
    play({ do: 'navigate', tab: 0, tracker: true, lost: false });
    play({ do: 'logIn', tab: 0, person: who, spelling: 'plain' });
    for (let at = 1; at < tabs.length; at++) play({ do: 'navigate', tab: at, tracker: true, lost: false });
    for (let at = 0; at < 15; at++) play({ do: 'wait', ms: 11_000 });
    // What is nobody's, and was from before somebody else left, is dropped when its session is over.
    play({ do: 'wait', ms: SESSION_MS + 60_000 });
    play({ do: 'navigate', tab: 0, tracker: true, lost: false });
    play({ do: 'wait', ms: 61_000 });
    if (owed && plain) return true;
    // What others have left is kept for them alone, for a day.
    play({ do: 'wait', ms: MAKE_GOOD_MS });
    play({ do: 'navigate', tab: 0, tracker: true, lost: false });
    play({ do: 'wait', ms: 61_000 });
    return false;
  };

  const requests = (): CollectedRequest[] => collector.requests();
  const arrived = () =>
    new Set(requests().flatMap(({ profile }) => Object.keys(profile).filter((key) => /^fs_m\d+$/.test(key))));

  /** At least once: a call that was lost is repeated. A repeat that was lost as well is the end of it. */
  const missing = () => {
    const seen = arrived();
    const issued = (mark: string) => calls.filter((call) => call.lost && call.marks.includes(`fs_${mark}`)).length;
    return marked
      .filter(({ mark, silent }) => !silent && !seen.has(`fs_${mark}`) && issued(mark) < 2)
      .map(({ mark }) => mark);
  };

  /** Where every signal has gone. */
  const account = () => {
    const issued = new Set(calls.flatMap((call) => call.marks));
    let gone = dropped;
    const waiting: string[] = [];
    for (const page of live()) {
      const { signals } = page.handle.health();
      gone += signals.droppedByConsent + signals.droppedByIdentityChange + signals.droppedByExpiry + signals.refused;
      const outcome = page.handle.flush();
      if (outcome !== 'nothing' && outcome !== 'equal') waiting.push(outcome);
    }
    const told = marked.filter(({ silent }) => !silent);
    return {
      made: told.length,
      issued: told.filter(({ mark }) => issued.has(`fs_${mark}`)).length,
      dropped: gone,
      waiting,
    };
  };

  return { now: timers.now, play, heal, account, arrived, missing, calls, isFaulty: () => faulty };
};
