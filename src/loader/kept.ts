import type { Area } from '../page/page.js';

/** An event of the Ragehook that came before the tag, as the loader has kept it: src/tag-loader.ts. */
export type KeptEvent = readonly [
  detail: unknown,
  /** The element's id. */
  target: string,
  at: number,
  page: string,
  /** The tracker's name for the device at that time; it changes with the identity. null: there was none. */
  device: readonly [string] | null,
  /** Whom the site had named, by `hashName`. */
  named?: number | undefined,
];

/** The loader's key, whatever the session's is called. */
export const KEPT_KEY = 'fs_ometria_kept';

// More than these is a broken page.
const MAX_KEPT = 100;

/** As the loader writes it: enough to tell two names apart, useless to look one up. */
export const hashName = (name: string): number => {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + character.charCodeAt(0)) | 0;
  return hash;
};

/** Takes what the loader has kept, on this page or on the tab's last one. Only with the visitor's consent. */
export const takeKept = (tab: Area): KeptEvent[] => {
  const text = tab.get(KEPT_KEY);
  if (text) tab.set(KEPT_KEY, null);
  return String(text || '')
    .split('\n')
    .slice(-MAX_KEPT)
    .flatMap((line) => {
      try {
        const event: unknown = JSON.parse(line);
        // The key is the loader's: a list with a time in that place was written by it.
        return Array.isArray(event) && typeof event[2] === 'number' ? [event as unknown as KeptEvent] : [];
      } catch {
        // The first line is empty, or cut off by the loader's bound.
        return [];
      }
    });
};

/** Was somebody else there, or can it not be told that it was not? */
export const isAnothers = (
  [, , , , device, named]: KeptEvent,
  {
    owner,
    cookie,
    attributeAnonymous,
  }: { owner: string | null | undefined; cookie: string; attributeAnonymous: boolean },
): boolean =>
  (device && !cookie.includes(device[0])) ||
  (named == null ? !!owner && !attributeAnonymous : !owner || hashName(owner) !== named);
