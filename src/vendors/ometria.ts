import type { Guard } from '../guard.js';
import type { Page } from '../page/page.js';

export interface OmetriaOptions {
  /**
   * Says whether the tracker's init has run, where the site knows better than the tag.
   * Default: `_debug().extra.npv >= 1`, or window load + 500 ms where the tracker has another shape.
   */
  ready?: (ometria: unknown) => boolean;
}

/** `waiting`: it is there, but init has not run, or it is a fake with identify alone. */
export type OmetriaState = 'absent' | 'waiting' | 'ready';

export interface Ometria {
  state(): OmetriaState;
  /** The stored identity, verbatim; null when there is none. Only asked of a tracker that is ready. */
  identity(): string | null;
  /** `uiid` of the `ometria` cookie: null when the cookie holds none, undefined when it cannot be read. */
  cookieIdentity(): string | null | undefined;
  /** Did the visit arrive by a campaign link that identifies the visitor? */
  linked(): boolean;
  identify(identity: string, properties: object): void;
}

interface Tracker {
  identify(identity: string, properties: object): void;
  getIdentity?(): unknown;
  _debug?(): { extra?: { cid?: unknown; npv?: unknown } };
}

// Window load plus this long counts as initialised where the tracker does not show its page view count.
const INIT_GRACE_MS = 500;

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

export const createOmetria = (page: Page, guard: Guard, options: OmetriaOptions): Ometria => {
  const find = (): (Tracker & Record<string, unknown>) | undefined => {
    // Any window can be read by name; what is found is checked before it is used.
    const found = (page.window as unknown as Record<string, unknown>).ometria;
    return typeof found === 'object' && found ? (found as Tracker & Record<string, unknown>) : undefined;
  };

  const initialised = (tracker: Tracker & Record<string, unknown>): boolean => {
    if (options.ready) return options.ready(tracker);
    // Scripts of others fake window.ometria with identify alone; the real one has init, and a platform's bag has neither.
    if (typeof tracker.identify !== 'function' || typeof tracker.init !== 'function') return false;
    const extra = typeof tracker._debug === 'function' ? tracker._debug()?.extra : undefined;
    if (typeof extra?.cid === 'string') return Number(extra.npv) >= 1;
    return page.sinceLoad() >= INIT_GRACE_MS;
  };

  return {
    state: () => {
      const tracker = guard(find)();
      return !tracker ? 'absent' : guard(initialised)(tracker) ? 'ready' : 'waiting';
    },
    identity: () => {
      const stored = find()?.getIdentity?.();
      return typeof stored === 'string' && stored ? stored : null;
    },
    cookieIdentity: () => {
      const cookie = /(?:^|; )ometria=([^;]*)/.exec(page.cookie())?.[1];
      const record = cookie && decode(cookie);
      if (!record || !/(^|[&_])cid=/.test(record)) return undefined;
      const identity = /(?:^|[&_])uiid=([^&]+)/.exec(record)?.[1];
      return identity ? decode(identity) : null;
    },
    linked: () => /[?&](om_user|om_profile|kmi)=[^&#]/.test(page.firstAddress()),
    // As a method: the tracker uses `this`, and detached it throws.
    identify: (identity, properties) => find()?.identify(identity, properties),
  };
};
