/** What is known of an attempt to send a group of fields. */
export interface AttemptFacts {
  /** The browser has objected. */
  objected: boolean;
  /** Another route, or the fields are not there any more. */
  gone: boolean;
  /** What was filled in is empty. */
  emptied: boolean;
  /** No field can be filled in any more. */
  disabled: boolean;
  /** A field says that it is wrong. */
  invalid: boolean;
  /** A message came: with the marks of an error, or as an alert that says neither. */
  complaint: 'marked' | 'alert' | undefined;
  /** The complaint of the attempt before is still there. */
  stayed: boolean;
}

export type AttemptVerdict = 'failed' | 'well' | 'open';

/** Has the attempt failed? A complaint counts only where the fields are still there to be mended, or one of them is wrong. */
export const judgeAttempt = (facts: AttemptFacts): AttemptVerdict => {
  const { objected, gone, emptied, disabled, invalid, complaint, stayed } = facts;
  if (objected) return 'failed';
  if (gone) return 'well';
  if (complaint === 'marked') return 'failed';
  if (emptied || disabled) return 'well';
  return invalid || complaint || stayed ? 'failed' : 'open';
};
