import type { ConsentAdapter } from '../../config/read-options.js';
import { keepLooking } from '../../page/keep-looking.js';
import { createGuard } from '../../tools/guard.js';
import { membersOf, readGlobal } from './look.js';

/** The site's own OneTrust groups. There is no default: a guess would be a consent that nobody gave. */
export interface OneTrustGroups {
  /** Group that FullStory belongs to, often `C0002`. */
  analytics: string;
  /** Group that Ometria belongs to, often `C0004`. */
  marketing: string;
}

/**
 * OneTrust. Documented: `OnetrustActiveGroups`, the method `OneTrust.OnConsentChanged`, and the events
 * `OneTrustGroupsUpdated` and `OTConsentApplied` on window, whose detail lists the active groups,
 * https://developer.onetrust.com/onetrust/docs/javascript-events-guide
 * Used by integrations: `consent.onetrust`, which is what the method listens to, `OptanonActiveGroups`, and
 * `OneTrust.IsAlertBoxClosed()`, which tells a refusal from a banner that nobody has answered; without it a missing group
 * stays unknown and nothing is sent either way, unless OneTrust says that the visitor has changed something.
 */
export const onetrust = ({ analytics, marketing }: OneTrustGroups): ConsentAdapter => ({
  watch: (said, page) => {
    let isStopped = false;
    /** The tool whose method tells us already. */
    let followed: unknown;
    /** The groups that the last event has listed. */
    let told: unknown[] | undefined;
    let hasChanged = false;
    let last: unknown = null;
    // What is called here is OneTrust's.
    const guard = createGuard(() => said(undefined));

    const named = (): unknown[] => {
      const active = readGlobal(page, 'OnetrustActiveGroups') ?? readGlobal(page, 'OptanonActiveGroups');
      return typeof active === 'string' ? active.split(',') : [];
    };

    const tell = guard((isNew?: boolean): boolean => {
      const groups = told || named();
      const both = [analytics, marketing].every((group) => !!group && groups.includes(group));
      const tool = membersOf(readGlobal(page, 'OneTrust'));
      const { IsAlertBoxClosed: isClosed } = tool;
      const isAnswered = typeof isClosed === 'function' ? isClosed.call(tool) === true : hasChanged;
      const answer = both || (isAnswered && groups.length > 0 ? false : undefined);
      // What is only seen again must not overrule a refusal in another tab.
      if (isNew || answer !== last) said(answer);
      last = answer;
      // From here on OneTrust says itself what changes.
      return groups.length > 0 && (both || isAnswered);
    });

    /** `detail` is a list of groups, in some versions a list within a list. */
    const hear = (event: unknown) => {
      const { detail } = membersOf(event);
      if (isStopped) return;
      if (Array.isArray(detail)) told = detail.flat();
      else if (named().length) told = undefined;
      tell(true);
    };
    const change = (event: unknown) => {
      hasChanged = true;
      hear(event);
    };

    const follow = guard(() => {
      const tool = membersOf(readGlobal(page, 'OneTrust'));
      if (tool.OnConsentChanged === followed || typeof tool.OnConsentChanged !== 'function') return;
      followed = tool.OnConsentChanged;
      tool.OnConsentChanged(change);
    });

    const undos = [
      page.on('OneTrustGroupsUpdated', hear),
      page.on('OTConsentApplied', change),
      page.on('consent.onetrust', change),
      keepLooking(page, () => {
        follow();
        return tell() && !!followed;
      }),
    ];
    return () => {
      isStopped = true;
      for (const undo of undos) undo();
    };
  },
});
