// The tracker's `data` parameter: a bracketed query string in base64, with the lower-case letters first.

const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/=';
const USUAL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=';

/** A value of the tracker's data parameter once it is on the wire: a text, or bracketed sub-keys. */
export type Wired = string | { [key: string]: Wired };

const swap = (text: string, from: string, to: string): string =>
  Array.from(text, (letter) => to[from.indexOf(letter)] ?? '').join('');

/** The pairs of a query string, keys of objects in brackets. Throws a URIError where a string holds a lone surrogate. */
export const pairsOf = (value: unknown, key = ''): string[] => {
  if (value === undefined || typeof value === 'function') return [];
  // Dates have no keys of their own, so like empty objects they leave nothing.
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, inner]) => pairsOf(inner, key === '' ? name : `${key}[${name}]`));
  }
  return [`${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`];
};

/** Encodes an object the way the tracker does. Throws a URIError where a string holds a lone surrogate. */
export const encode = (object: object): string => swap(btoa(pairsOf(object).join('&')), USUAL, ALPHABET);

/** A bag without a prototype: a page may send any key. */
const bag = (): { [key: string]: Wired } => Object.create(null);

/**
 * Decodes the `data` parameter (already percent-decoded). Throws where it is not valid. An array comes back as an object
 * with the keys '0', '1' …
 */
export const decode = (data: string): { [key: string]: Wired } => {
  const result = bag();
  for (const pair of atob(swap(data, ALPHABET, USUAL)).split('&')) {
    const cut = pair.indexOf('=');
    if (cut < 0) continue;
    const name = decodeURIComponent(pair.slice(0, cut));
    const [, first = name, brackets = ''] = /^([^[]*)((?:\[[^\]]*\])*)$/.exec(name) ?? [];
    const path = [first, ...Array.from(brackets.matchAll(/\[([^\]]*)\]/g), ([, key = '']) => key)];
    const last = path.pop() ?? first;
    let place = result;
    for (const key of path) {
      const found = place[key];
      const next = typeof found === 'object' ? found : bag();
      place[key] = next;
      place = next;
    }
    place[last] = decodeURIComponent(pair.slice(cut + 1));
  }
  return result;
};
