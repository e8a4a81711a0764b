import type { Page } from '../page/page.js';
import { hash, readObject, toJson } from '../text.js';
import type { SessionState } from './state.js';

/** One tab's record: its part of the session and what is known of its delivery. */
export interface SessionRecord extends SessionState {
  /** Whose it is: a salted hash of the identity, or nobody's yet. */
  owner?: readonly [salt: number, hash: number];
  /** When an earlier owner's state was discarded in this tab. What others gathered before it is not given to a later owner. */
  prior?: number;
  /** Log-out: when, and a hash of the identity that the tracker still holds; 0 when the site has named a visitor since. */
  out?: readonly [at: number, identity: number];
  /** Signals accepted and not yet delivered. */
  unsent: number;
  /** When an issued delivery still waits for its second of further life. */
  unconfirmed?: number;
  /** Hash of the properties last issued, and when. */
  sent?: readonly [at: number, hash: number];
  /** A FullStory rage click was seen: the tag's own rage detector is silent for the rest of the session. */
  ragehook?: true;
  /** Open runs of rules. */
  runs?: unknown;
}

/** What the store finds: this tab's record of an earlier page, if there is one, and the other tabs'. */
export interface Found {
  own?: SessionRecord;
  others: (readonly [key: string, record: SessionRecord])[];
  /** When another tab withdrew consent; 0 when none did. */
  denied: number;
}

export interface Store {
  read(): Found;
  /** Keeps this tab's record; with a key, another's, which only the settling of a delivery may do. null removes. */
  write(record: SessionRecord | null, key?: string): void;
  /** A new name for this tab: the record under the old one stays as it is. */
  rename(): void;
  /** Takes every key away. */
  wipe(): void;
  /** Puts the tab's name back for the next page of this tab. */
  leave(): void;
  /** Takes it again, on return from the back/forward cache. */
  enter(): void;
}

/** A record larger than this would be read and written with every signal at a cost that shows. delivery.md: 2 KB. */
const MOST_CHARACTERS = 2000;

// Changing the shape of SessionRecord means changing this: a record with another mark is foreign and discarded.
const SCHEMA = 'fs_ometria 1 ';

const seal = (json: string): string => hash(SCHEMA + json).toString(36) + json;

/** Only what we have written ourselves carries the right seal, so that its content needs no further check. */
const unseal = (text: string | null): Record<string, unknown> | undefined => {
  const at = text?.indexOf('{') ?? -1;
  const json = text?.slice(at);
  if (at < 0 || !json || seal(json) !== text) return undefined;
  try {
    return readObject(JSON.parse(json));
  } catch {
    return undefined;
  }
};

/** Leaves out what is dearest until the record fits: custom texts and the least watched products. */
const fit = (record: SessionRecord): string => {
  let json = toJson(record);
  const slim = { ...record, latest: { ...record.latest }, peak: { ...record.peak }, sum: { ...record.sum } };
  const custom = Object.keys(slim.latest).filter((key) => key.startsWith('is:'));
  const rest = [...Object.keys(slim.peak), ...Object.keys(slim.sum)].filter((key) => key.includes(':'));
  while (json.length > MOST_CHARACTERS) {
    const key = custom.shift() ?? rest.shift();
    if (!key) break;
    delete slim.latest[key];
    delete slim.peak[key];
    delete slim.sum[key];
    json = toJson(slim);
  }
  return json;
};

const keysOf = (page: Page, prefix: string) => page.storage.local.keys().filter((key) => key.startsWith(`${prefix}.`));

const newName = (prefix: string): string => `${prefix}.${Math.random().toString(36).slice(2, 10)}`;

/**
 * Takes every record away. With the time of a refusal it leaves a tombstone that holds nothing else,
 * so that other tabs go back to not knowing instead of writing on.
 */
export const erase = (page: Page, prefix: string, denied?: number): void => {
  const keys = keysOf(page, prefix);
  for (const key of keys) page.storage.local.set(key, null);
  if (denied && keys.length) page.storage.local.set(newName(prefix), seal(toJson({ denied })));
};

export const createStore = (page: Page, prefix: string): Store => {
  const { local, tab } = page.storage;
  let name = newName(prefix);

  const rename = () => {
    name = newName(prefix);
  };

  // Each tab writes only its own key: one shared record loses counts when two tabs write at once.
  // The name is taken out of sessionStorage while the page lives, so that a duplicated tab,
  // which copies sessionStorage, does not find it and makes its own.
  const enter = () => {
    const kept = tab.get(prefix);
    tab.set(prefix, null);
    if (kept?.startsWith(`${prefix}.`)) name = kept;
    else rename();
  };

  enter();
  return {
    rename,
    enter,
    read: () => {
      const found: Found = { others: [], denied: 0 };
      for (const key of keysOf(page, prefix)) {
        // The seal proves that the content has the shape that this version wrote.
        const record = unseal(local.get(key)) as (SessionRecord & { denied?: number }) | undefined;
        if (!record) local.set(key, null);
        else if (record.denied) found.denied = Math.max(found.denied, record.denied);
        else if (key === name) found.own = record;
        else found.others.push([key, record]);
      }
      return found;
    },
    write: (record, key = name) => {
      local.set(key, record && seal(fit(record)));
    },
    wipe: () => erase(page, prefix),
    leave: () => {
      tab.set(prefix, name);
    },
  };
};
