/** A page of the docs with everything that is written elsewhere put in anew. */
export function renderDoc(text: string): string;
