import type { ConsentAdapter } from '../../config/read-options.js';
import { followTool } from './follow.js';
import { membersOf, readGlobal } from './look.js';

/** Numbers of the site's TrustArc categories; 1 is what is required. There is no default. */
export interface TrustArcCategories {
  /** Category that FullStory belongs to, often 2. */
  analytics: number;
  /** Category that Ometria belongs to, often 3. */
  marketing: number;
}

/**
 * TrustArc Cookie Consent Manager. `truste.cma.callApi('getGDPRConsentDecision', domain)` answers the numbers of the
 * accepted categories, and `asserted` as its source once the visitor has decided; `PrivacyManagerAPI.callApi` is the same.
 * Seen in public code alone, not on a page of TrustArc's: https://github.com/trustarc/trustarc-segment-wrapper.
 * Other sources are `implied` and `unprovisioned`: nobody has decided.
 * The window of the preferences posts messages to the page when it is sent off: whatever they say, only the method is
 * believed, since every frame may post.
 */
export const trustarc = ({ analytics, marketing }: TrustArcCategories): ConsentAdapter =>
  followTool({
    silent: true,
    events: ['message'],
    read: (page) => {
      const tool = membersOf(membersOf(readGlobal(page, 'truste')).cma);
      const older = membersOf(readGlobal(page, 'PrivacyManagerAPI'));
      const host = typeof tool.callApi === 'function' ? tool : older;
      const { callApi } = host;
      if (typeof callApi !== 'function') return null;
      const { consentDecision, source } = membersOf(
        callApi.call(host, 'getGDPRConsentDecision', page.window.location.hostname),
      );
      if (source !== 'asserted') return undefined;
      const accepted = [consentDecision].flat().map(Number);
      return [analytics, marketing].every((category) => accepted.includes(category));
    },
  });
