import type { ConsentAdapter } from '../../config/read-options.js';
import { followTool } from './follow.js';
import { membersOf, readGlobal } from './look.js';

/** The site's own Didomi purposes. There is no default: a guess would be a consent that nobody gave. */
export interface DidomiPurposes {
  /** Ids of the purposes for FullStory. All of them are needed. */
  analytics: readonly string[];
  /** Ids of the purposes for Ometria. All of them are needed. */
  marketing: readonly string[];
  /** Ids of vendors that need consent too. Default: none. */
  vendors?: readonly string[];
}

const areEnabled = (ids: readonly string[], entries: unknown): boolean =>
  ids.every((id) => membersOf(membersOf(entries)[id]).enabled === true);

/**
 * Didomi. Documented: `getCurrentUserStatus()` with `purposes` and `vendors`, and `isReady()`,
 * https://developers.didomi.io/cmp/web-sdk/reference/api
 * and the event `consent.changed` of `on()`, https://developers.didomi.io/cmp/web-sdk/reference/events
 * `shouldUserStatusBeCollected()` is true while the visitor has to be asked. It was seen documented for apps,
 * https://pub.dev/documentation/didomi_sdk/latest/didomi_sdk/DidomiSdk/shouldUserStatusBeCollected.html
 * and in the code of public sites.
 */
export const didomi = ({ analytics, marketing, vendors = [] }: DidomiPurposes): ConsentAdapter =>
  followTool({
    read: (page) => {
      const tool = membersOf(readGlobal(page, 'Didomi'));
      const { getCurrentUserStatus: ask, shouldUserStatusBeCollected: isOpen, isReady } = tool;
      if (typeof ask !== 'function' || (typeof isReady === 'function' && isReady.call(tool) !== true)) return null;
      // With a list left empty nobody has said what to ask for.
      if (!analytics.length || !marketing.length) return undefined;
      if (typeof isOpen === 'function' && isOpen.call(tool) === true) return undefined;
      const { purposes, vendors: companies } = membersOf(ask.call(tool));
      return areEnabled([...analytics, ...marketing], purposes) && areEnabled(vendors, companies);
    },
    follow: (changed, page) => {
      const tool = membersOf(readGlobal(page, 'Didomi'));
      // It has no way to take a listener back: `followTool` is deaf once it is stopped.
      if (typeof tool.on === 'function') tool.on('consent.changed', changed);
      return undefined;
    },
  });
