import { toText } from '../tools/text.js';
import type { TabRecord } from '../types/visit.js';
import { createState, type Timed } from './merge.js';

export type { Outbox, TabRecord } from '../types/visit.js';

/** Before every time. */
export const NEVER: Timed = [0, 0];

/** The order of these members is the order in storage. */
export const createTabRecord = (now: number): TabRecord => ({
  ...createState(now),
  owner: 0,
  pending: 0,
  sent: NEVER,
  acknowledged: 0,
});

// An object that was just made has its interface's members and no others.
const MEMBERS = Object.keys(createTabRecord(0)) as (keyof TabRecord)[];

/** By place and not by name: names are long, and each build shortens them in its own way. */
export const encodeTabRecord = (record: TabRecord): string => toText(MEMBERS.map((member) => record[member]));

export const decodeTabRecord = (text: string): TabRecord => {
  // Only encodeTabRecord has written it, since the store has checked its seal: a list with a value for each member.
  const values = JSON.parse(text) as unknown[];
  return Object.fromEntries(MEMBERS.map((member, at) => [member, values[at] ?? undefined])) as unknown as TabRecord;
};
