/** A value of the tracker's data parameter once it is on the wire: a text, or bracketed sub-keys. */
export type Wired = string | { [key: string]: Wired };

/** Encodes an object the way the tracker does. Throws a URIError where a string holds a lone surrogate. */
export function encode(object: object): string;

/** Decodes the `data` parameter (already percent-decoded). Throws where it is not valid. */
export function decode(data: string): { [key: string]: Wired };
