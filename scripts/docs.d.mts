/** A page of the docs with everything that is written elsewhere put in anew. */
export function renderDoc(text: string): string;
/** A script of the demo, by its path, with its vocabularies put in anew, not yet formatted. */
export function renderScript(path: string, text: string): string;
/** src/consent.ts with the export of every adapter. */
export function renderExports(text: string): string;
/** Pages with a file or a table that comes from elsewhere. */
export const MADE: readonly string[];
/** Scripts with a vocabulary. */
export const SCRIPTS: readonly string[];
