import type { ConsentAdapter } from '../../config/read-options.js';
import { followTool } from './follow.js';
import { membersOf, readGlobal } from './look.js';

/** Names of the site's categories, and the tool itself where it is no global. */
export interface CookieConsentCategories {
  /** FullStory. Default `analytics`. */
  analytics?: string;
  /** Ometria. Default `marketing`. */
  marketing?: string;
  /** The module `vanilla-cookieconsent`, where a bundler imports it. Default: the global `CookieConsent`. */
  tool?: object;
}

/**
 * vanilla-cookieconsent 3 (orestbida). All of it is documented: `validConsent()` and `acceptedCategory(name)`,
 * https://cookieconsent.orestbida.com/reference/api-reference.html
 * and the events `cc:onConsent` and `cc:onChange` on window,
 * https://cookieconsent.orestbida.com/advanced/callbacks-events.html
 */
export const cookieconsent = ({
  analytics = 'analytics',
  marketing = 'marketing',
  tool,
}: CookieConsentCategories = {}): ConsentAdapter =>
  followTool({
    events: ['cc:onConsent', 'cc:onChange'],
    read: (page) => {
      const { validConsent, acceptedCategory } = membersOf(tool ?? readGlobal(page, 'CookieConsent'));
      if (typeof validConsent !== 'function' || typeof acceptedCategory !== 'function') return null;
      if (validConsent() !== true) return undefined;
      return acceptedCategory(analytics) === true && acceptedCategory(marketing) === true;
    },
  });
