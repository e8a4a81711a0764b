import type { ConsentAdapter } from '../../config/read-options.js';
import { keepLooking } from '../../page/keep-looking.js';
import { createGuard } from '../../tools/guard.js';
import { membersOf, readGlobal } from './look.js';

/** Which of the TCF's purposes the site has found to cover the two. No default: the framework knows neither vendor. */
export interface TcfPurposes {
  /** Purposes for FullStory, for example `[1, 8]`. All of them are needed. */
  analytics: number[];
  /** Purposes for Ometria, for example `[1, 5, 6]`. All of them are needed. */
  marketing: number[];
  /** Vendors that need consent too, by their number in the site's vendor list. Default: none. */
  vendors?: number[];
  /** What it means that the GDPR does not apply to the visitor. Default `unknown`: then the TCF has asked nobody. */
  outsideGdpr?: 'granted' | 'unknown';
}

/**
 * IAB Transparency and Consent Framework v2. All of it is specified:
 * https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework (CMP API v2)
 */
export const tcf = ({ analytics, marketing, vendors = [], outsideGdpr }: TcfPurposes): ConsentAdapter => ({
  watch: (said, page) => {
    let listener: unknown;
    let stopped = false;
    const guard = createGuard(() => said(undefined));
    const call = (...args: unknown[]): boolean => {
      const api = readGlobal(page, '__tcfapi');
      if (typeof api === 'function') api(...args);
      return typeof api === 'function';
    };
    const told = guard((data: unknown, success: unknown) => {
      const { eventStatus, gdprApplies, listenerId, purpose, vendor } = membersOf(data);
      listener = listenerId;
      if (stopped || success !== true) return;
      if (gdprApplies === false) return said(outsideGdpr === 'granted' || undefined);
      // While the dialogue is shown nothing has been decided: what was said before goes on.
      if (eventStatus !== 'tcloaded' && eventStatus !== 'useractioncomplete') return;
      const purposes = membersOf(membersOf(purpose).consents);
      const companies = membersOf(membersOf(vendor).consents);
      // With a list left empty nobody has said what to ask for: that is no consent and no refusal.
      if (!analytics.length || !marketing.length) return said(undefined);
      said(
        [...analytics, ...marketing].every((id) => purposes[id] === true) &&
          vendors.every((id) => companies[id] === true),
      );
    });
    said(undefined);
    // The CMP's stub may come after the tag.
    const stop = keepLooking(
      page,
      guard(() => call('addEventListener', 2, told)),
    );
    return () => {
      stop();
      stopped = true;
      guard(call)('removeEventListener', 2, () => {}, listener);
    };
  },
});
