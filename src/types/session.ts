/**
 * What one tab knows of the session: one flat map, so that it is cheap to keep and to merge.
 * Keys that begin with `+` are counters and are added; of every other key the larger value is taken.
 * Texts begin with a time of 13 digits, so that the larger is the later.
 *
 * `+<signal type>` · `+active`, `+active:<category>` seconds · `since` minus the time of the first activity ·
 * `last` time of the last · `scroll` 0–100 · `funnel` furthest stage, from 1 · `dwell:<product>` seconds ·
 * latest: `abandoned`, `purchased`, `field`, `device`, `link`, `at:<rule>`, `is:<custom property>` · `head`
 */
export type SessionState = Record<string, number | string>;

/** The signal that names signal_type, with what belongs to that same signal. */
export interface Headline {
  at: number;
  type: string;
  page?: string | undefined;
  stage?: string | undefined;
  target?: string | undefined;
  url?: string | undefined;
}
