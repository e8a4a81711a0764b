import type { Page } from '../page/page.js';
import type { Guard } from '../tools/guard.js';
import { toObject } from '../tools/text.js';
import type { OmetriaOptions } from '../types/config.js';
import type { OmetriaState } from '../types/health.js';

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
  _debug(): unknown;
  init?: unknown;
}

// Window load plus this long counts as initialised where the tracker does not show its page view count.
const INIT_GRACE_MS = 500;

export const createOmetria = (page: Page, guard: Guard, options: OmetriaOptions): Ometria => {
  // Any window can be read by name; each member is checked, or its call guarded, where it is used.
  const find = () => (page.window as unknown as { ometria?: Tracker }).ometria;
  const decode = guard(decodeURIComponent);
  // The tracker takes the parameters away 100 ms after it has loaded. Safari 13 and 14 keep no navigation entry with the address.
  const { href } = page.window.location;

  const initialised = (tracker: Tracker): boolean => {
    const { ready } = options;
    if (typeof ready === 'function') return ready(tracker);
    // Scripts of others fake window.ometria with identify alone; a platform's bag of page data has neither.
    if (typeof tracker.identify !== 'function' || typeof tracker.init !== 'function') return false;
    const { cid, npv } = toObject(toObject(tracker._debug && tracker._debug()).extra);
    if (typeof cid === 'string') return Number(npv) > 0;
    const { loadEventEnd = 0 } = page.navigation() || {};
    return loadEventEnd > 0 && page.elapsed() - loadEventEnd >= INIT_GRACE_MS;
  };

  return {
    state: guard(() => {
      const tracker = find();
      if (!tracker) return 'absent';
      return initialised(tracker) ? 'ready' : 'waiting';
    }, 'waiting'),
    identity: () => {
      const tracker = find();
      // A platform's bag of page data has no methods.
      const stored = typeof tracker?.getIdentity === 'function' && tracker.getIdentity();
      return typeof stored === 'string' && stored ? stored : null;
    },
    // In a sandboxed frame the cookie cannot be read, and asking throws.
    cookieIdentity: guard(() => {
      const record = decode((/(^|; )ometria=([^;]*)/.exec(page.document.cookie) || [])[2] || '') || '';
      const [, , identity] = /(^|[&_])uiid=([^&]+)/.exec(record) || [];
      return /(^|[&_])cid=/.test(record) ? (identity && decode(identity)) || null : undefined;
    }),
    linked: () => /[?&](om_user|om_profile|kmi)=[^&#]/.test((page.navigation() || { name: href }).name),
    // As a method: the tracker uses `this`, and detached it throws.
    identify: (identity, properties) => find()?.identify(identity, properties),
  };
};
