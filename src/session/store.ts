import type { Page } from '../page/page.js';
import { hash, toJson } from '../text.js';
import type { SessionState } from './state.js';

/**
 * One tab's record: its part of the session and what is known of its delivery. Beside SessionState's keys:
 * `owner` salt and hash of the identity · `prior` when an earlier owner's state was discarded; what others gathered
 * before is not given to a later owner · `out` time and hash of the identity at a log-out (hash 0: named since) ·
 * `unsent` signals not yet delivered · `unconfirmed` when an issued delivery was issued, until a second has passed ·
 * `sent` time and hash of the properties last issued · `ragehook` FullStory's own rage click was seen ·
 * `run:…` when open runs of rules began. A tombstone of a refused consent has `denied`, a time, and nothing else.
 */
export type SessionRecord = SessionState;

export interface Store {
  /** All tabs' records by key; what this version has not written is taken away. */
  read(): Record<string, SessionRecord>;
  /** Keeps this tab's record; another's only to settle a delivery. null removes. */
  write(key: string, record: SessionRecord | null): void;
  /**
   * Takes every tab's record away; where there were any, leaves a tombstone of a refusal under the given name.
   * Answers how many signals were still to be delivered.
   */
  erase(name?: string, denied?: number): number;
  /** A name for this tab: the one it had on its last page, or a new one. */
  enter(): string;
  /** Puts the tab's name back for its next page. */
  leave(name: string): void;
}

// A larger record would be read and written at a cost that shows. docs/delivery.md, "The session".
const MOST_CHARACTERS = 2000;

// Changing what the keys mean means changing this: a record with another mark is foreign.
const SCHEMA = 'fs_ometria 2';

const seal = (json: string): string => hash(SCHEMA + json).toString(36) + json;

/**
 * What only enriches a session goes first when its record grows too long: custom texts, products, categories.
 * From the record itself: a page that never ends must not make every write dearer.
 */
const fit = (record: SessionRecord): string => {
  const spare = Object.keys(record).filter((key) => key !== 'head' && key.includes(':') && key.slice(0, 3) !== 'at:');
  let json = toJson(record);
  while (json.length > MOST_CHARACTERS && spare.length) {
    delete record[String(spare.shift())];
    json = toJson(record);
  }
  return json;
};

/** Where the tab's last page has left that a form was sent. */
export const formKey = (prefix: string): string => `${prefix}_form`;

/** What the shop's data layer remembers between visits: see src/sources/data-layer/memory.ts. */
export const shopKey = (prefix: string): string => `${prefix}_shop`;

/** In sessionStorage what the loader has kept until the tag came, whatever the prefix: see src/loader/replay.ts. */
export const KEPT_KEY = 'fs_ometria.0';

/** What a known visitor attends to: see src/sources/detectors/journey/affinity.ts. */
export const affinityKey = (prefix: string): string => `${prefix}_affinity`;

export const newName = (prefix: string): string => `${prefix}.${Math.random().toString(36).slice(2, 10)}`;

export const createStore = ({ storage: { local, tab }, kept }: Page, prefix: string): Store => {
  const write = (key: string, record: SessionRecord | null) => local.set(key, record && seal(fit(record)));
  const read = () => {
    const records: Record<string, SessionRecord> = {};
    for (const key of local.keys()) {
      if (!key.startsWith(`${prefix}.`)) continue;
      const text = String(local.get(key));
      const json = text.slice(text.indexOf('{'));
      // Only what we have written ourselves carries the right seal, so that its content needs no further check.
      // The loader has no seal, and writes nothing but tombstones.
      if (seal(json) === text || /^{"denied":\d{13}}$/.test(text)) records[key] = JSON.parse(json) as SessionRecord;
      else write(key, null);
    }
    return records;
  };
  return {
    write,
    read,
    erase: (name, denied) => {
      const records = read();
      let unsent = 0;
      // What an earlier page of this tab has left for the next: its name, and that of a form that was sent.
      tab.set(prefix, null);
      tab.set(formKey(prefix), null);
      local.set(shopKey(prefix), null);
      local.set(affinityKey(prefix), null);
      tab.set(KEPT_KEY, null);
      kept.events.length = 0;
      for (const key of Object.keys(records)) {
        const { unsent: left, denied: before } = records[key] || {};
        unsent += Number(left || 0);
        if (denied || !before) write(key, null);
        if (name && denied) write(name, { denied });
      }
      return unsent;
    },
    // Each tab writes only its own key: one shared record loses counts when two tabs write at once.
    // The name is taken out of sessionStorage while the page lives, so that a duplicated tab,
    // which copies sessionStorage, does not find it and makes its own.
    enter: () => {
      const kept = tab.get(prefix);
      if (kept) tab.set(prefix, null);
      return kept?.startsWith(`${prefix}.`) ? kept : newName(prefix);
    },
    leave: (name) => {
      tab.set(prefix, name);
    },
  };
};
