/** Letter case, accents, spaces, punctuation and entities do not make another name. */
const toPlain = (name: string): string =>
  name
    .replace(/&(amp;)+/gi, '&')
    .replace(/&#(x?)([\da-f]+);/gi, (_, hex, code) => String.fromCharCode(parseInt(code, hex ? 16 : 10)))
    .replace(/&([a-z])(acute|grave|circ|uml|tilde|cedil|ring);/gi, '$1')
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/&\w+;|[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();

/** The names of a path of categories, one a line: `Women > Intimates`, `Women/Intimates`. */
const toLines = (path: string): string => {
  const names = path.split(/&gt;|[>/|»›]/i).map(toPlain);
  return `\n${names.filter(Boolean).join('\n')}\n`;
};

/** Is one of the categories excluded, or does it lie in one that is? Both may be names or paths of names. */
export const isExcludedCategory = (
  excluded: readonly string[],
  categories: readonly (string | undefined)[],
): boolean => {
  const said = excluded.length ? categories.map((category) => toLines(category || '')) : [];
  return said.some((lines) => excluded.map(toLines).some((name) => name.length > 2 && lines.includes(name)));
};
