import type { Config } from '../config/read-options.js';
import { normalize } from '../identity/normalise.js';
import { isContradiction } from '../identity/resolve.js';
import type { Page } from '../page/page.js';
import type { Ports } from '../sources/source.js';
import type { KeptEvent } from '../types/loader.js';
import { KEPT_KEY } from '../visit/records.js';

/** As the loader writes it: enough to tell two names apart, useless to look one up. */
const hashName = (name: string): number => {
  let hash = 0;
  for (const character of normalize(name)) hash = (hash * 31 + character.charCodeAt(0)) | 0;
  return hash;
};

/** Without a time it is not the loader's, and would make the visit's own times no numbers. */
const isKept = (event: KeptEvent): boolean => Number.isFinite(event[3]);

/** May it be somebody else's than whose this page's signals are? */
const isAnothers = (
  [, , , , , device, named]: KeptEvent,
  { owner, hold }: ReturnType<Ports['who']>,
  { document, attributeAnonymous }: Pick<Page, 'document'> & Pick<Config, 'attributeAnonymous'>,
): boolean => {
  // Two people are named: whose it is cannot be told.
  if (isContradiction(hold)) return true;
  if (device && !document.cookie.includes(String(device[0]))) return true;
  return named == null ? !!owner && !attributeAnonymous : !owner || hashName(owner) !== named;
};

/** Takes in an event, or one that the loader has kept. `at`: milliseconds since the page began. */
export type Hear = (
  event: Pick<CustomEvent<unknown>, 'detail'> & { composedPath(): unknown[] },
  kept?: { target: string; at: number; page: string },
  at?: number,
) => void;

/**
 * Hands over what the loader has kept, on this page or on the tab's last one, and takes it away. What is older than a visit
 * may last, or may be somebody else's, is dropped and counted.
 */
export const replayKept = (
  { page, guard, session, who, dropped }: Ports,
  { session: { minutes }, attributeAnonymous }: Config,
  hear: Hear,
): undefined => {
  const { kept, storage } = page;
  const text = storage.tab.get(KEPT_KEY) || '';
  const visit = (text || kept.events[0]) && session();
  if (!visit) return;
  storage.tab.set(KEPT_KEY, null);
  // The loader wrote a comma before each event, and a word before the first. Anybody may write there and push to its queue.
  const stored = guard(() => JSON.parse(`[${text.slice(text.indexOf(',') + 1)}]`) as KeptEvent[], [])();
  const own = kept.events.splice(0).filter(guard(isKept));
  // Storage has this page's behind the others, unless it was blocked.
  const all = [...stored.slice(0, -own.length || stored.length).filter(guard(isKept)), ...own];
  visit.renew();
  let element: unknown;
  let left = all.filter(([isSame]) => !isSame).length;
  for (const event of all) {
    const [isSame, detail, target, at, path] = event;
    // Something stands for each element; for the last one itself, since the tag may hear of it once more.
    if (!isSame) element = (--left < 1 && kept.last) || {};
    // By the clock that it was kept by: what a visit calls now never goes back.
    const age = page.now() - at;
    const isOver = age > minutes * 60000;
    if (isOver || isAnothers(event, who(), { document: page.document, attributeAnonymous }))
      dropped(1, isOver ? 'droppedByExpiry' : 'droppedByIdentityChange');
    else {
      // The visit began with what waited for the tag: a signal before its beginning would lose its time.
      visit.update({ startedAt: Math.min(visit.own().startedAt, at) });
      const nodes = [element];
      hear({ detail, composedPath: () => nodes }, { target, at, page: path }, page.elapsed() - age);
    }
  }
};
