import type { ConsentAdapter } from '../../config.js';
import { createGuard, type Undo } from '../../guard.js';
import { observePush } from '../../page/observe-push.js';
import { readObject } from '../../text.js';
import { keepLooking, membersOf, readGlobal } from './look.js';

/** Which consent types stand for the two purposes. */
export interface GoogleTypes {
  /** FullStory. Default `analytics_storage`. */
  analytics?: string;
  /** Ometria. Default `ad_storage`. */
  marketing?: string;
}

type Answers = Record<string, boolean | undefined>;

const isGranted = (value: unknown): boolean => value === true || value === 'granted';

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
    // A default grants only if every default does, and none of them is for a region: where the visitor is, is not known.
    const defaults: Answers = {};
    const updates: Answers = {};
    const inside: Record<string, unknown> = {};
    let layer: unknown;
    let undo: Undo | undefined;
    // What the list holds already is read to its end first: a yes that was taken back since must not count for a moment.
    let reading = false;

    const tell = () => {
      if (reading) return;
      const answers = types.map((type) => (type in updates ? updates[type] : defaults[type] || undefined));
      said(answers.includes(false) ? false : !answers.includes(undefined) || undefined);
    };

    // What is read here is the host's: its getters may throw.
    const guard = createGuard(() => {});
    const seen = guard((entry: unknown) => {
      // gtag pushes its arguments object, others an array.
      const { 0: name, 1: command, 2: given } = membersOf(entry);
      const states = name === 'consent' && readObject(given);
      if (!states) return;
      for (const type of types) {
        if (states[type] === undefined) continue;
        const granted = isGranted(states[type]);
        if (command === 'update') updates[type] = granted;
        if (command === 'default') defaults[type] = defaults[type] !== false && granted && !states.region;
      }
      tell();
    });

    const look = guard(() => {
      let changed = false;
      const current = readGlobal(page, 'dataLayer');
      if (current !== layer) {
        if (undo) undo();
        layer = current;
        reading = true;
        undo = Array.isArray(current) ? observePush(current, seen) : undefined;
        reading = false;
        changed = true;
      }
      const { entries } = membersOf(membersOf(readGlobal(page, 'google_tag_data')).ics);
      for (const type of types) {
        const entry = membersOf(membersOf(entries)[type]);
        if (entry.default !== undefined && !(type in defaults)) {
          defaults[type] = isGranted(entry.default) && !entry.region;
          changed = true;
        }
        // Only news counts: a data-layer entry may be ahead of what Tag Manager has processed.
        if (entry.update !== inside[type]) {
          inside[type] = entry.update;
          updates[type] = isGranted(entry.update);
          changed = true;
        }
      }
      if (changed) tell();
    });

    tell();
    const stop = keepLooking(page, look);
    return () => {
      stop();
      if (undo) undo();
    };
  },
});
