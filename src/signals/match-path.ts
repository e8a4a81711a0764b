import { matchesGlob } from '../tools/text.js';

// Languages, countries, and what shop systems put before the first section: `/fr`, `/en-gb`, `/de_DE`, `/zh-Hant-TW`,
// `/us/en`, Magento's store codes (`/default`, `/store_fr`) and Salesforce's sites (`/s/RefArch`).
const WORD = '(?:[a-z]{2}|han[st]|latn|cyrl|419|store|shop|default|view|intl?|global|row|index\\.php|s/[^/]+)';
const PREFIX = RegExp(`^(?:/${WORD}(?:[-_]${WORD})*(?=/|$))+`, 'i');

/** The path without the language, country or store in front of it. */
export const withoutPrefix = (path: string): string => path.replace(PREFIX, '') || '/';

/** Does the path match one of the globs, with or without the language, country or store in front of it? */
export const matchesPath = (path: string, globs: readonly string[]): boolean =>
  matchesGlob(path, globs) || matchesGlob(withoutPrefix(path), globs);

/** The first section of the path, by which the pages of a checkout hang together. */
export const sectionOf = (path: string): string => withoutPrefix(path).split('/')[1] || '';
