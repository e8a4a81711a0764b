import type { ConsentAdapter } from '../../config.js';
import { createGuard } from '../../guard.js';
import { keepLooking, membersOf, readGlobal } from './look.js';

/** The site's own OneTrust groups. There is no default: a guess would be a consent that nobody gave. */
export interface OneTrustGroups {
  /** Group that FullStory belongs to, often `C0002`. */
  analytics: string;
  /** Group that Ometria belongs to, often `C0004`. */
  marketing: string;
}

/**
 * OneTrust. Documented: `OnetrustActiveGroups` and the events `OneTrustGroupsUpdated` and `OTConsentApplied` on window,
 * https://developer.onetrust.com/onetrust/docs/javascript-events-guide
 * `OneTrust.IsAlertBoxClosed()`, which tells a refusal from a banner that nobody has answered, is what OneTrust's
 * integrations use; without it a missing group stays unknown and nothing is sent either way.
 */
export const onetrust = ({ analytics, marketing }: OneTrustGroups): ConsentAdapter => ({
  watch: (said, page) => {
    // What is called here is OneTrust's.
    const guard = createGuard(() => said(undefined));
    const tell = guard(() => {
      const active = readGlobal(page, 'OnetrustActiveGroups');
      const groups = typeof active === 'string' ? active.split(',') : [];
      const both = [analytics, marketing].every((group) => !!group && groups.includes(group));
      const tool = membersOf(readGlobal(page, 'OneTrust'));
      const answered = typeof tool.IsAlertBoxClosed === 'function' && tool.IsAlertBoxClosed() === true;
      said(both || (answered && groups.length > 0 ? false : undefined));
      // From here on OneTrust says itself what changes.
      return groups.length > 0;
    });
    const undos = [page.on('OneTrustGroupsUpdated', tell), page.on('OTConsentApplied', tell), keepLooking(page, tell)];
    return () => {
      for (const undo of undos) undo();
    };
  },
});
