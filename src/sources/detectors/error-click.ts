import { matchesGlob, toObject } from '../../text.js';

/** What the page's script threw, as far as it is known. */
export interface Failure {
  message: string;
  name: string;
  /** Address of the script; empty where it cannot be told. */
  source: string;
}

/** Reads an `error` or `unhandledrejection` event; nothing where it is about an image that did not load. */
export const readFailure = (event: Event): Failure | undefined => {
  const { message, filename, error, reason } = toObject(event) as Partial<ErrorEvent & PromiseRejectionEvent>;
  const { name, message: words, stack } = toObject(error || reason);
  if (event.type === 'error' && message === undefined) return undefined;
  // V8 begins a stack with the message, which may name an address of its own.
  const [source = ''] = String(filename || String(stack).replace(String(words), '')).match(/[\w-]+:\/\/[^\s)]+/) || [];
  return { message: String(message || words), name: String(name), source };
};

/** Is it an error of the shop's own scripts? "Script error." is all that is told of another origin's. */
export const isOwnFailure = (
  { message, name, source }: Failure,
  { origin, scripts }: { origin: string; scripts: readonly string[] },
): boolean =>
  !/^(Script error|ResizeObserver loop)/.test(message) &&
  name !== 'AbortError' &&
  (!source || matchesGlob(source.replace(/(:\d+)+$/, ''), [`${origin}/*`, ...scripts]));
