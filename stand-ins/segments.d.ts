/** A rule over the properties of a contact. */
export interface Segment {
  id: string;
  name: string;
  /** The rule in words. */
  rule: string;
  /** What starts for a contact who joins: the campaign's name and what it says. */
  campaign: { name: string; message: string };
  test(properties: Record<string, { value: string }>, now: number): boolean;
}

/** The demo's segments. */
export const SEGMENTS: readonly Segment[];

/** Ids of the segments that these properties match at `now` (epoch milliseconds). */
export function matchSegments(properties: Record<string, { value: string }>, now: number): string[];
