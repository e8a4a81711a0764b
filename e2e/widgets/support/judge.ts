import { type Case, JUDGED, type Judged } from './case.js';

/** What came of one case. */
export interface Outcome {
  id: string;
  kind: string;
  library?: string;
  browser: string;
  input: string;
  shopper: string;
  broken?: string;
  told: Judged[];
  expected: readonly Judged[];
  arguable: readonly Judged[];
  /** Presses and attempts of which the tag says that it cannot tell. */
  undecided: number;
  /** Why the scene could not be played; such a case judges nothing. */
  unplayed?: string;
}

export interface Count {
  cases: number;
  found: number;
  false: number;
  missed: number;
  undecided: number;
}

export const GROUPS = {
  'rage clicks and taps': ['rage_click', 'rage_tap'],
  'dead clicks': ['dead_click'],
  'error clicks': ['error_click'],
  'form errors': ['form_error'],
  'form abandonment': ['form_abandon'],
} as const satisfies Record<string, readonly Judged[]>;
export type Group = keyof typeof GROUPS;

/** The goals of the project, for each group. */
export const GOALS: Record<Group, { precision: number; recall: number }> = {
  'rage clicks and taps': { precision: 0.95, recall: 0.9 },
  'dead clicks': { precision: 0.95, recall: 0.9 },
  'error clicks': { precision: 0.9, recall: 0.85 },
  'form errors': { precision: 0.9, recall: 0.85 },
  'form abandonment': { precision: 0.9, recall: 0.85 },
};

const NOTHING: Count = { cases: 0, found: 0, false: 0, missed: 0, undecided: 0 };

const times = (list: readonly Judged[], type: Judged) => list.filter((other) => other === type).length;

/** How one case counts for one type. What was expected and not told is undecided where the tag says that it cannot tell. */
const countOne = ({ told, expected, arguable, undecided }: Outcome, type: Judged): Count => {
  const [heard, due] = [times(told, type), times(expected, type)];
  const silent = Math.max(0, due - heard);
  return {
    cases: due > 0 ? 1 : 0,
    found: Math.min(heard, due),
    false: arguable.includes(type) ? 0 : Math.max(0, heard - due),
    missed: undecided > 0 ? 0 : silent,
    undecided: undecided > 0 ? silent : 0,
  };
};

const add = (a: Count, b: Count): Count => ({
  cases: a.cases + b.cases,
  found: a.found + b.found,
  false: a.false + b.false,
  missed: a.missed + b.missed,
  undecided: a.undecided + b.undecided,
});

/** Found, false, missed and undecided of some types, over all outcomes. */
export const count = (outcomes: readonly Outcome[], types: readonly Judged[]): Count =>
  outcomes
    .filter(({ unplayed }) => unplayed === undefined)
    .flatMap((outcome) => types.map((type) => countOne(outcome, type)))
    .reduce(add, NOTHING);

/** 1 where nothing was told. */
export const precision = ({ found, false: wrong }: Count): number =>
  found + wrong === 0 ? 1 : found / (found + wrong);

/** 1 where nothing was to be told. */
export const recall = ({ found, missed, undecided }: Count): number =>
  found + missed + undecided === 0 ? 1 : found / (found + missed + undecided);

/** Whether everything that was told was right, and everything that was due was told. */
export const isRight = (outcome: Outcome): boolean => {
  const { false: wrong, missed, undecided } = count([outcome], JUDGED);
  return wrong + missed + undecided === 0;
};

export const toOutcome = (
  { id, kind, library, input, shopper, broken, expected, arguable }: Case,
  seen: Pick<Outcome, 'browser' | 'told' | 'undecided' | 'unplayed'>,
): Outcome => ({
  id,
  kind,
  ...(library === undefined ? {} : { library }),
  input,
  shopper,
  ...(broken === undefined ? {} : { broken: typeof broken === 'string' ? broken : broken.how }),
  expected,
  arguable,
  ...seen,
});
