import { matchesGlob, toObject } from '../../../tools/text.js';
import { isOnSite } from '../evidence/site.js';

/** What is read of an `error` or an `unhandledrejection`. */
export interface Failure {
  /** Message and place: the same error says the same. */
  words: string;
  /** Address of the script, without line and column; empty where nobody says. */
  source: string;
  name: string;
}

/** An image that did not load has no message: nothing. */
export const readFailure = (event: Event): Failure | undefined => {
  const { message, filename, error, reason } = toObject(event) as Partial<ErrorEvent & PromiseRejectionEvent>;
  const { name, message: words, stack } = toObject(error || reason);
  if (event.type === 'error' && message === undefined) return undefined;
  // V8 begins a stack with the message, which may name an address of its own.
  const [place = ''] = String(filename || String(stack).replace(String(words), '')).match(/[\w-]+:\/\/[^\s)]+/) || [];
  return { words: `${message || words} ${place}`, source: place.replace(/(:\d+)+$/, ''), name: String(name) };
};

/** Is it an error of the site's own scripts, or of those that the option names? */
export const isOwnFailure = ({ words, source, name }: Failure, site: string, scripts: readonly string[]): boolean =>
  !/^(Script error|ResizeObserver loop)/.test(words) &&
  name !== 'AbortError' &&
  // A page that refused to play by itself says so by a rejection of its own.
  name !== 'NotAllowedError' &&
  !!source &&
  (isOnSite(source, site) || matchesGlob(source, scripts));
