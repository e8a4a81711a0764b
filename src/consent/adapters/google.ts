import type { ConsentAdapter } from '../../config/read-options.js';
import { keepLooking } from '../../page/keep-looking.js';
import { observeDataLayer } from '../../page/observe-push.js';
import { createGuard, type Undo } from '../../tools/guard.js';
import { membersOf, readGlobal } from './look.js';

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
 * `google_tag_data.ics`, where Tag Manager keeps what it has resolved (for the visitor's region, after what templates change
 * without a data-layer entry), is not: where it exists its word on a default counts, and nothing else depends on it.
 */
export const google = ({
  analytics = 'analytics_storage',
  marketing = 'ad_storage',
}: GoogleTypes = {}): ConsentAdapter => ({
  watch: (said, page) => {
    const types = [analytics, marketing];
    /** What the data layer says, by command and type. */
    const known: Record<string, boolean> = {};
    /** What Tag Manager has resolved, by type. */
    let resolved: Record<string, unknown> = {};
    const updates: Record<string, unknown> = {};
    // Until then a consent tool may still correct the defaults.
    let waitsUntil = 0;
    let last: unknown = 0;
    let isStopped = false;
    const acts: Undo[] = [];
    // What is read here is the host's: its getters may throw.
    const guard = createGuard(() => {});

    const isGranted = (value: unknown) => value === true || value === 'granted';

    /** A default that is denied is no refusal, and one that may still be corrected is no yes. */
    const defaultOf = (type: string): true | undefined => {
      const { quiet, default: value = known[type] } = membersOf(resolved[type]);
      return (quiet !== true && page.elapsed() >= waitsUntil && isGranted(value)) || undefined;
    };

    const tell = (again?: boolean) => {
      const answers = types.map((type) => known[`update ${type}`] ?? defaultOf(type));
      const granted = answers.includes(false) ? false : !answers.includes(undefined) || undefined;
      // A refusal in another tab must not be overruled by silence: only a new word is passed on.
      if (again || granted !== last) said(granted);
      last = granted;
      // A banner is answered by an act: whoever has replaced `push` since the last look must not swallow a withdrawal. Only
      // while there is consent: before it nothing is listened to.
      if (!granted) for (const undo of acts.splice(0)) undo();
      else if (!acts.length && !isStopped) acts.push(page.on('pointerdown', look), page.on('keydown', look));
    };

    const note = (command: unknown, states: Record<string, unknown>) => {
      for (const type of types) {
        const value = states[type];
        if (value === undefined) continue;
        if (command === 'update') known[`update ${type}`] = isGranted(value);
        if (command !== 'default') continue;
        // A default grants only if all of them do, and none is for a region: where the visitor is, only Tag Manager knows.
        known[type] = known[type] !== false && isGranted(value) && !states.region;
        waitsUntil = Math.max(waitsUntil, page.elapsed() + (Number(states.wait_for_update) || 0));
      }
    };

    const seen = guard((entry: unknown, isNew?: boolean) => {
      // gtag pushes its arguments object, others an array.
      const { 0: name, 1: command, 2: given } = membersOf(entry);
      if (name !== 'consent') return;
      note(command, membersOf(given));
      // While the list is read the first time, a yes that was taken back since must not count for a moment.
      if (isNew) tell(true);
    });

    const layer = observeDataLayer(page, seen);
    const look = guard(() => {
      layer.look();
      resolved = membersOf(membersOf(membersOf(readGlobal(page, 'google_tag_data')).ics).entries);
      for (const type of types) {
        const { update } = membersOf(resolved[type]);
        // Only news counts: a data-layer entry may be ahead of what Tag Manager has processed.
        if (update !== undefined && update !== updates[type]) known[`update ${type}`] = isGranted(update);
        updates[type] = update;
      }
      tell();
    });
    const stop = keepLooking(page, look);
    return () => {
      isStopped = true;
      stop();
      layer.stop();
      for (const undo of acts.splice(0)) undo();
    };
  },
});
