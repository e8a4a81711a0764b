import type { ConsentAdapter } from '../../config/read-options.js';
import { followTool } from './follow.js';
import { membersOf, readGlobal } from './look.js';

/** Names of the site's CookieYes categories. */
export interface CookieYesCategories {
  /** FullStory. Default `analytics`. */
  analytics?: string;
  /** Ometria. Default `advertisement`. */
  marketing?: string;
}

/**
 * CookieYes. Documented: `getCkyConsent()` with `categories` and `isUserActionCompleted`,
 * https://www.cookieyes.com/documentation/retrieving-consent-data-using-api-getckyconsent/
 * and `cookieyes_banner_load` on document, https://www.cookieyes.com/documentation/events-on-cookie-banner-load/
 * `cookieyes_consent_update` on document was seen in the code of public sites only.
 */
export const cookieyes = ({
  analytics = 'analytics',
  marketing = 'advertisement',
}: CookieYesCategories = {}): ConsentAdapter =>
  followTool({
    events: ['cookieyes_banner_load', 'cookieyes_consent_update'],
    on: 'document',
    read: (page) => {
      const ask = readGlobal(page, 'getCkyConsent');
      if (typeof ask !== 'function') return null;
      const { categories, isUserActionCompleted } = membersOf(ask());
      const allowed = membersOf(categories);
      const both = allowed[analytics] === true && allowed[marketing] === true;
      return both || (isUserActionCompleted === true ? false : undefined);
    },
  });
