/** Where each part is; undefined: it is missing. */
export function findWebKit(): Record<'driver' | 'browser' | 'display', string | undefined>;
export function ensureWebKit(): Record<'driver' | 'browser' | 'display', string>;
