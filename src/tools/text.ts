/**
 * A bounded, well-formed copy of a string, or nothing.
 * A lone surrogate makes the tracker's encodeURIComponent throw, which blocks everything queued behind it;
 * with the `u` flag the class matches lone surrogates only.
 */
export const readText = (value: unknown, most: number): string | undefined =>
  typeof value === 'string' && value ? value.slice(0, most).replace(/[\ud800-\udfff]/gu, '') : undefined;

/** FNV-1a, 32 bits, over UTF-16 code units: enough to notice a difference, useless to look anybody up. */
export const hash = (text: string): number => {
  let h = 2166136261;
  for (let i = 0; i < text.length; ) h = Math.imul(h ^ text.charCodeAt(i++), 16777619);
  return h >>> 0;
};

/** Does the text match one of the globs? `*` stands for any run of characters; letter case does not count. */
export const matchesGlob = (text: string, globs: readonly string[]): boolean =>
  globs.some((glob) => new RegExp(`^${glob.replace(/[^\w*]/g, '\\$&').replace(/\*+/g, '.*')}$`, 'i').test(text));

/** Is this a name that Ometria takes as the id of a custom field? */
export const isFieldName = (name: unknown): name is string =>
  typeof name === 'string' && /^[a-z][a-z0-9_]{0,63}$/.test(name);

/** As JSON, whatever toJSON a page has put on a prototype: what that answers could not be read back. */
export const toText = (value: unknown): string => {
  if (typeof value !== 'object' || !value) return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(toText)}]`;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${toText(one)}`)}}`;
};

/** Anything as an object to be read by key: what is not an object has no keys. */
export const toObject = (value: unknown): Record<string, unknown> =>
  // Every object can be read by key.
  (typeof value === 'object' && value ? value : {}) as Record<string, unknown>;

/** A command's name. What a page has put there may throw as it is read: then it has none. */
export const nameOf = (command: unknown): unknown => {
  try {
    return toObject(command)[0];
  } catch {
    return undefined;
  }
};
