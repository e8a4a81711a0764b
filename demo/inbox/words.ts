// What each property says, for somebody who builds a segment on it.
import { FIELD_WORDS, MARK_WORDS } from '../../src/vocabulary.js';

const MEANINGS = new Map(
  Object.entries({ ...FIELD_WORDS, ...MARK_WORDS }).map(([name, { meaning }]) => [name, meaning]),
);

/** What a property means, by its name with the prefix. */
export const meaningOf = (name: string): string => {
  const plain = name.replace(/^properties\./, '').replace(/^fs_/, '');
  const [, rule] = /^(\w+)_at$/.exec(plain) ?? [];
  const otherwise = rule
    ? `When the rule “${rule.replaceAll('_', ' ')}” fired in the visit.`
    : 'Set by a rule or a custom signal.';
  return MEANINGS.get(plain) ?? otherwise;
};

/** The signal that a delivery tells of: its type and its time, whatever the prefix. */
export const signalOf = (profile: Readonly<Record<string, string>>): { type: string; at: number } | undefined => {
  const read = (ending: string) => Object.entries(profile).find(([name]) => name.endsWith(ending))?.[1];
  const at = Date.parse(read('signal_at') ?? '');
  return Number.isNaN(at) ? undefined : { type: read('signal_type') ?? 'signal', at };
};
