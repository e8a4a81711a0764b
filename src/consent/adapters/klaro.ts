import type { ConsentAdapter } from '../../config/read-options.js';
import { followTool } from './follow.js';
import { membersOf, readGlobal } from './look.js';

/** Names of the site's Klaro services, and the tool itself where it is no global. */
export interface KlaroServices {
  /** Default `fullstory`. */
  analytics?: string;
  /** Default `ometria`. */
  marketing?: string;
  /** The module `klaro`, where a bundler imports it. Default: the global `klaro`. */
  tool?: object;
}

/**
 * Klaro. Documented: `klaro.getManager()` with `confirmed`, `watch` and `unwatch`, https://klaro.org/docs/api/js_api
 * `consents` already changes while somebody is still choosing: what counts is `savedConsents`, which integrations use, and
 * the notice `saveConsents`.
 */
export const klaro = ({ analytics = 'fullstory', marketing = 'ometria', tool }: KlaroServices = {}): ConsentAdapter => {
  const managerOf = (global: unknown) => {
    const api = membersOf(tool ?? global);
    // Before Klaro has its configuration there is no manager, and asking throws.
    return typeof api.getManager === 'function' ? membersOf(api.getManager()) : undefined;
  };
  return followTool({
    read: (page) => {
      const manager = managerOf(readGlobal(page, 'klaro'));
      if (!manager) return null;
      if (manager.confirmed !== true) return undefined;
      const saved = membersOf(manager.savedConsents);
      return saved[analytics] === true && saved[marketing] === true;
    },
    follow: (changed, page) => {
      const manager = managerOf(readGlobal(page, 'klaro'));
      const watcher = {
        update: (_: unknown, notice: unknown) => {
          if (notice === 'saveConsents') changed();
        },
      };
      if (typeof manager?.watch !== 'function') return undefined;
      manager.watch(watcher);
      return () => {
        if (typeof manager.unwatch === 'function') manager.unwatch(watcher);
      };
    },
  });
};
