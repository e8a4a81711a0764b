import type { Inspection } from '../outputs/inspect.js';
import type { Health, ProblemCode } from '../tools/problems.js';
import { PROBLEMS, STATES } from '../types/problem-words.js';

/** `shut`: nothing is sent. `wait`: it works, with something missing. `open`: as it should be. */
export type Tone = 'shut' | 'wait' | 'open';

/** What is the matter, in words, and what to do. */
export interface Verdict {
  tone: Tone;
  words: string;
  cure: string;
}

/** One of the three things that a delivery needs, or of the two that make it better. */
export interface Need extends Verdict {
  name: string;
  /** A delivery goes out without it. */
  isExtra: boolean;
}

const OPEN: Readonly<Record<string, string>> = {
  granted: 'Given.',
  capturing: 'Recording; replay links are there.',
  ready: 'Ready.',
  known: 'Known.',
  local: 'The session is kept across pages.',
};

// The order in which a first line is chosen among the problems, once nothing is missing.
const SET_UP: readonly ProblemCode[] = [
  'duplicate_tag',
  'bad_option',
  'unknown_option',
  'bad_rule',
  'bad_visitor',
  'before_send_failed',
  'internal_error',
  'bad_command',
  'bad_signal',
  'field_over_budget',
  'property_left_out',
  'too_many_signals',
  'calls_capped',
];

const problem = (code: ProblemCode, tone: Tone = 'shut'): Verdict => {
  const [words, cure] = PROBLEMS[code];
  return { tone, words, cure };
};

const isCode = (text: string): text is ProblemCode => text in PROBLEMS;

const judge = (name: string, state: string): Verdict => {
  const [words, cure] = STATES[`${name} ${state}`] || [];
  if (words && cure) return { tone: name === 'consent' ? 'shut' : 'wait', words, cure };
  if (OPEN[state]) return { tone: 'open', words: OPEN[state], cure: '' };
  if (name === 'consent') return problem('consent_missing');
  if (name === 'storage') return problem('storage_blocked', 'wait');
  if (name === 'ometria') return problem(state === 'absent' ? 'ometria_absent' : 'ometria_not_ready');
  // The visitor cannot be known before the tracker is: no second alarm for the same thing.
  if (state === 'ometria_absent' || state === 'ometria_not_ready')
    return { tone: 'shut', words: 'The tracker has to be ready first.', cure: '' };
  return problem(isCode(state) ? state : 'internal_error');
};

const NAMES = [
  ['consent', 'Consent', false],
  ['ometria', 'Tracker', false],
  ['identity', 'Identity', false],
  ['fullstory', 'FullStory', true],
  ['storage', 'Storage', true],
] as const;

/** The three things that a delivery needs, in their order, and the two that make it better. */
export const needsOf = ({ state }: Pick<Health, 'state'>): Need[] =>
  NAMES.map(([key, name, isExtra]) => {
    const verdict = judge(key, state[key]);
    // Shops load both vendors after consent: before it their absence is no alarm.
    if (state.consent === 'granted' || key === 'consent' || verdict.tone === 'open')
      return { name, isExtra, ...verdict };
    return {
      name,
      isExtra,
      tone: 'wait',
      words: key === 'fullstory' || key === 'ometria' ? 'Not here yet; it may wait for consent, too.' : verdict.words,
      cure: '',
    };
  });

/** The first line: of everything that is wrong, what has to be put right first. */
export const firstLine = (
  seen: Pick<Inspection, 'state' | 'problems' | 'deliveries' | 'signals' | 'config' | 'next'>,
): Verdict => {
  const needs = needsOf(seen);
  const shut = needs.find(({ tone }) => tone === 'shut');
  const { consent = 'command' } = seen.config;
  if (shut && seen.state.consent === 'unknown' && consent !== 'command') {
    const tool = typeof consent === 'string' ? `\`${consent}\`` : "the site's own function";
    return { ...shut, cure: `The tag waits for ${tool} to say yes. Accept in the shop's banner.` };
  }
  if (shut) return shut;
  for (const code of SET_UP) {
    const found = seen.problems.find((item) => item.code === code);
    if (found) {
      const { words, cure } = problem(code);
      return { tone: 'wait', words, cure: found.detail ? `\`${found.detail}\`: ${cure}` : cure };
    }
  }
  if (seen.deliveries.heldFor.sampled_out) return problem('sampled_out', 'wait');
  const { properties = {} } = seen.next || {};
  if (properties[`${seen.config.prefix}group`] === 'control') return judge('holdout', 'control');
  const note = needs.find(({ tone }) => tone === 'wait');
  if (note) return note;
  const words = 'Nothing is missing.';
  if (seen.deliveries.made) return { tone: 'open', words, cure: '' };
  const cure = seen.signals.held
    ? 'A delivery is on its way.'
    : 'Nothing has happened yet: click four times quickly on one spot.';
  return { tone: 'open', words, cure };
};
