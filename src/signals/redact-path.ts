import { matchesGlob } from '../tools/text.js';

/**
 * Replaces the segments of a path that may name a person or an order.
 * docs/properties.md, "How they are written": an e-mail address, 32 or more of [A-Za-z0-9_] in a row, a UUID, 5 or more digits; and what
 * one of the globs matches.
 */
export const redactPath = (path: string, globs: readonly string[]): string =>
  path
    .split('/')
    .map((segment) => {
      let text = segment;
      try {
        text = decodeURIComponent(segment);
      } catch {
        // Not percent-encoded as it should be: judged as it stands.
      }
      return /@|\w{32}|[\da-f]{8}(-[\da-f]{4}){3}-|\d{5}/i.test(text) || matchesGlob(segment, globs) ? '*' : segment;
    })
    .join('/');
