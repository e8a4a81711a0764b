import type { ConsentAdapter } from '../../config/read-options.js';
import { followTool } from './follow.js';
import { membersOf, readGlobal } from './look.js';

/** Places of the site's optional categories in Civic's `optionalCookies`, from 0. There is no default. */
export interface CivicCategories {
  /** Place of the category that FullStory belongs to. */
  analytics: number;
  /** Place of the category that Ometria belongs to. */
  marketing: number;
}

/**
 * Civic Cookie Control 8 and 9. `CookieControl.getCategoryConsent(place)` is one of its public methods,
 * https://www.civicuk.com/cookie-control/documentation/public-methods
 * What it answers was seen in the code of public sites: true for accepted, false for revoked, null while nobody has
 * answered; and it throws on a first visit, before there is its cookie. The tool has no
 * event: its callbacks stand in the site's configuration, which is the site's.
 */
export const civic = ({ analytics, marketing }: CivicCategories): ConsentAdapter =>
  followTool({
    silent: true,
    read: (page) => {
      const tool = membersOf(readGlobal(page, 'CookieControl'));
      const { getCategoryConsent } = tool;
      if (typeof getCategoryConsent !== 'function') return null;
      const answers = [analytics, marketing].map((place): unknown => getCategoryConsent.call(tool, place));
      if (answers.includes(false)) return false;
      return answers.every((answer) => answer === true) || undefined;
    },
  });
