import type { ConsentAdapter } from '../../config.js';
import { createGuard } from '../../guard.js';
import { observeDataLayer } from '../../page/observe-push.js';
import { keepLooking, membersOf, readGlobal } from './look.js';

/** Which consent types stand for the two purposes. */
export interface GoogleTypes {
  /** FullStory. Default `analytics_storage`. */
  analytics?: string;
  /** Ometria. Default `ad_storage`. */
  marketing?: string;
}

/**
 * Google Consent Mode. The commands on the data layer are documented:
 * https://developers.google.com/tag-platform/security/guides/consent
 * `google_tag_data.ics`, where Tag Manager keeps the state that templates change without a data-layer entry, is not:
 * what it says is used where it exists, and nothing depends on it.
 */
export const google = ({
  analytics = 'analytics_storage',
  marketing = 'ad_storage',
}: GoogleTypes = {}): ConsentAdapter => ({
  watch: (said, page) => {
    const types = [analytics, marketing];
    /** By command and type. */
    const known: Record<string, boolean> = {};
    const inside: Record<string, unknown> = {};
    let last: unknown = 0;
    // What is read here is the host's: its getters may throw.
    const guard = createGuard(() => {});

    const tell = (again?: boolean) => {
      const answers = types.map((type) => known[`update${type}`] ?? (known[`default${type}`] || undefined));
      const granted = answers.includes(false) ? false : !answers.includes(undefined) || undefined;
      // A refusal in another tab must not be overruled by silence: only a new word is passed on.
      if (again || granted !== last) said(granted);
      last = granted;
    };

    const note = (key: string, value: unknown, region?: unknown) => {
      if (value === undefined) return;
      const granted = value === true || value === 'granted';
      // A default grants only if all of them do, and none is for a region: where the visitor is, is not known here.
      known[key] = key[0] === 'u' ? granted : known[key] !== false && granted && !region;
    };

    const seen = guard((entry: unknown, isNew?: boolean) => {
      // gtag pushes its arguments object, others an array.
      const { 0: name, 1: command, 2: given } = membersOf(entry);
      if (name !== 'consent') return;
      const states = membersOf(given);
      for (const type of types) note(`${command}${type}`, states[type], states.region);
      // While the list is read the first time, a yes that was taken back since must not count for a moment.
      if (isNew) tell(true);
    });

    const layer = observeDataLayer(page, seen);
    const stop = keepLooking(
      page,
      guard(() => {
        layer.look();
        const { entries } = membersOf(membersOf(readGlobal(page, 'google_tag_data')).ics);
        for (const type of types) {
          const entry = membersOf(membersOf(entries)[type]);
          note(`default${type}`, entry.default, entry.region);
          // Only news counts: a data-layer entry may be ahead of what Tag Manager has processed.
          if (entry.update !== inside[type]) note(`update${type}`, entry.update);
          inside[type] = entry.update;
        }
        tell();
      }),
    );
    return () => {
      stop();
      layer.stop();
    };
  },
});
