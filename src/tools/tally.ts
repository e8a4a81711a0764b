/** Counts one more under that key. Answers how many there are now. */
export const tally = (counts: Record<string, number>, key: string): number => {
  const count = (counts[key] || 0) + 1;
  counts[key] = count;
  return count;
};
