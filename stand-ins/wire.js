// The tracker's `data` parameter: a bracketed query string in base64, with the lower-case letters first.

const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/=';
const USUAL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=';

const swap = (text, from, to) => Array.from(text, (letter) => to[from.indexOf(letter)] ?? '').join('');

const pairsOf = (value, key) => {
  if (value === undefined || typeof value === 'function') return [];
  // Dates have no keys of their own, so like empty objects they leave nothing.
  if (typeof value === 'object' && value !== null) {
    return Object.keys(value).flatMap((name) => pairsOf(value[name], key === '' ? name : `${key}[${name}]`));
  }
  return [`${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`];
};

/** Throws where a string holds a lone surrogate, as the tracker does. */
export const encode = (object) => swap(btoa(pairsOf(object, '').join('&')), USUAL, ALPHABET);

/** Values are texts, as on the wire; an array comes back as an object with the keys '0', '1' … */
export const decode = (data) => {
  const result = Object.create(null);
  for (const pair of atob(swap(data, ALPHABET, USUAL)).split('&')) {
    const cut = pair.indexOf('=');
    if (cut < 0) continue;
    const name = decodeURIComponent(pair.slice(0, cut));
    const [, first = name, brackets = ''] = /^([^[]*)((?:\[[^\]]*\])*)$/.exec(name) ?? [];
    const path = [first, ...Array.from(brackets.matchAll(/\[([^\]]*)\]/g), ([, key]) => key)];
    const last = path.pop();
    let place = result;
    for (const key of path) {
      if (typeof place[key] !== 'object') place[key] = Object.create(null);
      place = place[key];
    }
    place[last] = decodeURIComponent(pair.slice(cut + 1));
  }
  return result;
};
