import { matchesGlob, toObject } from '../../text.js';

/**
 * Does an `error` or `unhandledrejection` event tell of an error in one of those scripts, or in one that it does not name?
 * "Script error." is all that is told of another origin's; an image that did not load has no message.
 */
export const isOwnFailure = (event: Event, scripts: readonly string[]): boolean => {
  const { message, filename, error, reason } = toObject(event) as Partial<ErrorEvent & PromiseRejectionEvent>;
  const { name, message: words, stack } = toObject(error || reason);
  // V8 begins a stack with the message, which may name an address of its own.
  const [source = ''] = String(filename || String(stack).replace(String(words), '')).match(/[\w-]+:\/\/[^\s)]+/) || [];
  return (
    (event.type !== 'error' || message !== undefined) &&
    !/^(Script error|ResizeObserver loop)/.test(String(message || words)) &&
    name !== 'AbortError' &&
    (!source || matchesGlob(source.replace(/(:\d+)+$/, ''), scripts))
  );
};
