/** Letter case and outer spaces do not make another person. */
export const normalize = (identity: string): string => identity.trim().toLowerCase();

/** Are two people named? */
export const differ = (one: string | null | undefined, other: string | null | undefined) =>
  one && other && normalize(one) !== normalize(other);
