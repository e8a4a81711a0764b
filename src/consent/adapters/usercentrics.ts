import type { ConsentAdapter } from '../../config/read-options.js';
import { createGuard } from '../../tools/guard.js';
import { followTool } from './follow.js';
import { membersOf, readGlobal } from './look.js';

/** The site's own data processing services, or categories. There is no default. */
export interface UsercentricsServices {
  /** Id of the service FullStory, or the slug of its category (`functional`). */
  analytics: string;
  /** Id of the service Ometria, or the slug of its category (`marketing`). */
  marketing: string;
}

/** Version 3: services by id, categories by slug. */
const isGivenIn = (details: Record<string, unknown>, name: string): boolean => {
  const service = membersOf(membersOf(details.services)[name]);
  const category = membersOf(membersOf(details.categories)[name]);
  return membersOf(service.consent).given === true || category.state === 'ALL_ACCEPTED';
};

/** Version 2: a list of services; a category is given if all of its services are. */
const isGivenOf = (list: readonly unknown[], name: string): boolean => {
  const named = list.map(membersOf).filter(({ id, categorySlug }) => id === name || categorySlug === name);
  return named.length > 0 && named.every(({ consent }) => membersOf(consent).status === true);
};

/**
 * Usercentrics. Version 3, documented: `__ucCmp.getConsentDetails()`, whose consent is of the type `EXPLICIT` once the
 * visitor has answered, https://usercentrics.com/docs/web/v3/api/control-functionality/
 * Version 2, seen in the code of public sites: `UC_UI.getServicesBaseInfo()` and `UC_UI.isConsentRequired()`, which is true until the visitor has answered,
 * https://docs.usercentrics.com/#/v2-browser-api
 * Both: the events `UC_UI_INITIALIZED` and `UC_UI_CMP_EVENT` on window, https://docs.usercentrics.com/#/v2-events
 */
export const usercentrics = ({ analytics, marketing }: UsercentricsServices): ConsentAdapter => {
  const names = [analytics, marketing];
  return {
    watch: (said, page) => {
      // Version 3 answers later; each question has its turn.
      let asked = 0;
      let isStopped = false;
      const guard = createGuard(() => {});

      const settle = guard((details: unknown, turn: number) => {
        // A later question may have been answered before.
        if (isStopped || turn !== asked) return;
        const known = membersOf(details);
        const isAnswered = membersOf(known.consent).type === 'EXPLICIT';
        said(isAnswered ? names.every((name) => !!name && isGivenIn(known, name)) : undefined);
      });
      const ask = (details: () => unknown) => {
        const turn = ++asked;
        // Whatever it returns: a promise, or the details themselves. What it rejects with is not known.
        Promise.resolve(details()).then(
          (known) => settle(known, turn),
          () => settle(undefined, turn),
        );
      };

      const stop = followTool({
        events: ['UC_UI_INITIALIZED', 'UC_UI_CMP_EVENT'],
        read: () => {
          const newer = membersOf(readGlobal(page, '__ucCmp'));
          const { getConsentDetails } = newer;
          if (typeof getConsentDetails === 'function') {
            ask(() => getConsentDetails.call(newer));
            return undefined;
          }
          const tool = membersOf(readGlobal(page, 'UC_UI'));
          const { getServicesBaseInfo, isConsentRequired, isInitialized } = tool;
          if (typeof getServicesBaseInfo !== 'function') return null;
          if (typeof isInitialized === 'function' && isInitialized.call(tool) !== true) return null;
          if (typeof isConsentRequired === 'function' && isConsentRequired.call(tool) === true) return undefined;
          const list: unknown = getServicesBaseInfo.call(tool);
          return Array.isArray(list) && list.length > 0
            ? names.every((name) => !!name && isGivenOf(list, name))
            : undefined;
        },
      }).watch((granted) => {
        // Of version 3 only what it answers is said.
        if (asked === 0) said(granted);
      }, page);
      if (asked > 0) said(undefined);
      return () => {
        isStopped = true;
        stop();
      };
    },
  };
};
