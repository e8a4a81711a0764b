/**
 * A bounded, well-formed copy of a string, or nothing.
 * A lone surrogate makes the tracker's encodeURIComponent throw, which blocks everything queued behind it;
 * with the `u` flag the class matches lone surrogates only.
 */
export const readText = (value: unknown, most: number): string | undefined =>
  typeof value === 'string' && value
    ? value
        .slice(0, most)
        .replace(/[\ud800-\udbff]$/, '')
        .replace(/[\ud800-\udfff]/gu, '\ufffd')
    : undefined;

/** FNV-1a, 32 bits, over UTF-16 code units: enough to notice a difference, useless to look anybody up. */
export const hash = (text: string): number => {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  return h >>> 0;
};

/**
 * JSON of plain data. JSON.stringify alone would call a toJSON that Prototype-style libraries
 * put on Array.prototype and Object.prototype, and return text that cannot be read back.
 */
export const toJson = (value: unknown): string => {
  if (typeof value !== 'object' || !value) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(toJson).join()}]`;
  // Any object can be read by key.
  const object = value as Record<string, unknown>;
  return `{${Object.keys(object)
    .filter((key) => object[key] !== undefined)
    .map((key) => `${JSON.stringify(key)}:${toJson(object[key])}`)
    .join()}}`;
};

/** Does the text match the glob? `*` stands for any run of characters. A list matches when one of its globs does. */
export const matchesGlob = (text: string, globs: readonly string[] | string): boolean =>
  typeof globs === 'string'
    ? new RegExp(`^${globs.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*+/g, '.*')}$`, 'i').test(text)
    : globs.some((glob) => matchesGlob(text, glob));

/** Is this a property name that Ometria takes as the id of a custom field? */
export const isFieldName = (name: unknown): name is string =>
  typeof name === 'string' && /^[a-z][a-z0-9_]{0,63}$/.test(name);

/** An object that can be read by key, or nothing. */
export const readObject = (value: unknown): Record<string, unknown> | undefined =>
  // Any object that is not an array can be read by key.
  typeof value === 'object' && value && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
