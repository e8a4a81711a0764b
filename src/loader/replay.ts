import type { Config } from '../config.js';
import { normalize } from '../identity/normalise.js';
import { isContradiction } from '../identity/resolve.js';
import { KEPT_KEY } from '../session/store.js';
import type { Ports } from '../sources/source.js';

/** An event of the Ragehook that came before the tag, as the loader has kept it: src/tag-loader.ts. */
export type KeptEvent = readonly [
  detail: unknown,
  /** The element's id. */
  target: string,
  at: number,
  page: string,
  /** The tracker's name for the device at that time; it changes with the identity. null: there was none. */
  device: readonly [string] | null,
  /** Whom the site had named, by `hashName`. null: nobody. */
  named: number | null,
];

/** As the loader writes it: enough to tell two names apart, useless to look one up. */
const hashName = (name: string): number => {
  let hash = 0;
  for (const character of normalize(name)) hash = (hash * 31 + character.charCodeAt(0)) | 0;
  return hash;
};

/** Takes in an event, or one that the loader has kept. `at`: milliseconds since the page began. */
export type Hear = (
  event: Pick<CustomEvent<unknown>, 'detail'> & { composedPath(): (EventTarget | string)[] },
  kept?: { target: string; at: number; page: string },
  at?: number,
) => void;

/**
 * Hands over what the loader has kept, on this page or on the tab's last one, and takes it away. What is older than a visit
 * may last, or may be somebody else's, is dropped and counted.
 */
export const replayKept = (
  { page, session, who, dropped }: Ports,
  { session: { minutes }, attributeAnonymous }: Config,
  hear: Hear,
): undefined => {
  const { tab } = page.storage;
  const text = tab.get(KEPT_KEY);
  const visit = text && session();
  if (!visit) return;
  tab.set(KEPT_KEY, null);
  const now = visit.renew();
  // The key is the loader's: the text has a comma before each event. What a stranger has put there throws, or is no signal.
  for (const [detail, target, at, path, device, named] of JSON.parse(`[${text.slice(1)}]`) as KeptEvent[]) {
    const { owner, hold } = who();
    const isAnothers =
      // Site and tracker name two people: whose it is cannot be told.
      isContradiction(hold) ||
      (device && !page.document.cookie.includes(device[0])) ||
      (named === null ? owner && !attributeAnonymous : !owner || hashName(owner) !== named);
    const isOver = now - at > minutes * 60000;
    if (isOver || isAnothers) dropped(1, isOver ? 'droppedByExpiry' : 'droppedByIdentityChange');
    else {
      // The visit began with what waited for the tag: a signal before its beginning would lose its time.
      visit.update({ since: Math.max(Number(visit.own().since), -at) });
      const elapsed = page.elapsed() - page.now() + at;
      // An element of an earlier page is another one.
      const element = elapsed < 0 ? path + target : target;
      hear({ detail, composedPath: () => [element] }, { target, at, page: path }, elapsed);
    }
  }
};
