import type { Page } from '../page/page.js';
import { hash } from '../tools/text.js';
import { countUncarried } from './outbox.js';
import { decodeTabRecord, encodeTabRecord, type TabRecord } from './tab-record.js';
import { groupVisits } from './visit.js';

/** What all tabs keep in the browser's storage. */
export interface Records {
  /** All tabs' records by name, `<visit>.<tab>`; what this version has not written is taken away. */
  read(): Record<string, TabRecord>;
  /** Keeps this tab's record; null removes one. */
  write(name: string, record: TabRecord | null): void;
  /** When the visitor has refused last, in whatever tab; 0: there is no such word. */
  refusedAt(): number;
  /** Salt and hash of who has logged out; `0`: somebody was named since; empty: nobody has, or the site has cleared the storage. */
  loggedOut(): string;
  setLoggedOut(sealed: string): void;
  /** Keeps who has logged out again, where the site has cleared the storage since. */
  restoreLoggedOut(): void;
  /**
   * Takes every tab's record away; where there was anything, leaves a mark of a refusal at that time, if one is given.
   * Answers how many signals were still to be delivered.
   */
  erase(refusedAt?: number): number;
  /** The name that this tab's record had on its last page. Refusals from before that time are forgotten. */
  enter(expired: number): string | null;
  /** Puts the name back for the tab's next page. */
  leave(name: string): void;
}

// A larger record would be read and written at a cost that shows. docs/delivery.md, "The session".
const MAX_CHARACTERS = 2000;

// Changing what stands in a record means changing this: a record with another mark is foreign.
const SCHEMA = 'fs_ometria 3';

const withSeal = (text: string): string => hash(SCHEMA + text).toString(36) + text;

/**
 * What only enriches a visit goes first when its record grows too long: custom texts, products, categories.
 * From the record itself: a page that never ends must not make every write dearer.
 */
const fit = (record: TabRecord): string => {
  const { latest, maxima, counters, ruleProgress } = record;
  let text = encodeTabRecord(record);
  for (const group of [latest, maxima, counters, ruleProgress] as Record<string, unknown>[])
    for (const key of Object.keys(group)) {
      if (text.length <= MAX_CHARACTERS) return text;
      if (!key.includes(':') || key.startsWith('at:')) continue;
      delete group[key];
      text = encodeTabRecord(record);
    }
  return text;
};

// The loader writes it as well: tag-loader.ts. Schema 2 did so behind a seal, under each tab's name.
const REFUSAL = /{"denied":(\d{13})}$/;

// Who had logged out by a record of schema 2: an update of the tag must not bring them back.
const LOGGED_OUT_2 = /"out":"\d{13}(\d+)"/;

/** Where the tab's last page has left that a form was sent. */
export const formKey = (prefix: string): string => `${prefix}_form`;

/** What the shop's data layer remembers between visits: see src/sources/data-layer/memory.ts. */
export const shopKey = (prefix: string): string => `${prefix}_shop`;

/** In sessionStorage what the loader has kept until the tag came, whatever the prefix: see src/loader/replay.ts. */
export const KEPT_KEY = 'fs_ometria.0';

/** What a known visitor attends to: see src/sources/detectors/journey/affinity.ts. */
export const affinityKey = (prefix: string): string => `${prefix}_affinity`;

export const createRecords = ({ storage: { local, tab }, kept }: Page, prefix: string): Records => {
  const refusalKey = `${prefix}.0`;
  const logOutKey = `${prefix}_out`;
  let lastLoggedOut = '';
  const toKey = (name: string) => `${prefix}.${name}`;
  const names = () =>
    local
      .keys()
      .filter((key) => key.startsWith(toKey('')) && key !== refusalKey)
      .map((key) => key.slice(prefix.length + 1));
  const write = (name: string, record: TabRecord | null) => local.set(toKey(name), record && withSeal(fit(record)));
  const refuse = (at: number | string) => local.set(refusalKey, `{"denied":${at}}`);
  const refusedAt = (): number => Number((REFUSAL.exec(local.get(refusalKey) || '') || [])[1] || 0);
  const loggedOut = (): string => {
    lastLoggedOut = local.get(logOutKey) || lastLoggedOut;
    return lastLoggedOut;
  };
  const setLoggedOut = (text: string) => {
    lastLoggedOut = text;
    local.set(logOutKey, text);
  };
  const read = () => {
    const records: Record<string, TabRecord> = {};
    for (const name of names()) {
      const text = String(local.get(toKey(name)));
      const json = text.slice(text.indexOf('['));
      // Only what we have written ourselves carries the right seal, so that its content needs no further check.
      if (withSeal(json) === text) records[name] = decodeTabRecord(json);
      else {
        const [, out] = LOGGED_OUT_2.exec(text) || [];
        const [, refused] = REFUSAL.exec(text) || [];
        if (out && !loggedOut()) setLoggedOut(`.${out}`);
        if (refused) refuse(refused);
        write(name, null);
      }
    }
    return records;
  };
  return {
    write,
    read,
    refusedAt,
    loggedOut,
    setLoggedOut,
    restoreLoggedOut: () => {
      if (lastLoggedOut && !local.get(logOutKey)) local.set(logOutKey, lastLoggedOut);
    },
    erase: (refused) => {
      const visits = groupVisits(read());
      // What an earlier page of this tab has left for the next: its name, and that of a form that was sent.
      tab.set(prefix, null);
      tab.set(formKey(prefix), null);
      local.set(shopKey(prefix), null);
      local.set(affinityKey(prefix), null);
      tab.set(KEPT_KEY, null);
      kept.events.length = 0;
      let pending = 0;
      for (const visit of visits) {
        pending += countUncarried(visit);
        for (const [name] of visit.parts) write(name, null);
        if (refused) refuse(refused);
      }
      if (refused) {
        lastLoggedOut = '';
        local.set(logOutKey, null);
      }
      return pending;
    },
    // Each tab writes only its own key: one shared record loses counts when two tabs write at once.
    // The name is taken out of sessionStorage while the page lives, so that a duplicated tab,
    // which copies sessionStorage, does not find it and makes its own.
    enter: (expired) => {
      // A refusal stays for the tabs that have slept through it, as long as what they hold could be made good.
      if (refusedAt() < expired) local.set(refusalKey, null);
      const name = tab.get(prefix);
      if (name) tab.set(prefix, null);
      return name;
    },
    leave: (name) => {
      tab.set(prefix, name);
    },
  };
};
