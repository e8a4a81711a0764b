// Digits of a time in milliseconds, until the year 2286.
const TIME_DIGITS = 13;

/** What happened since a time, the latest first: each a time and a word, as this tab's record keeps them. */
export const recent = (kept: string | number | undefined, since: number): string[] =>
  String(kept || '')
    .split(' ')
    .filter((one) => Number(one.slice(0, TIME_DIGITS)) > since);

export const wordOf = (one = ''): string => one.slice(TIME_DIGITS);
