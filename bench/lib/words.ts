import { type AnyNode, parse } from 'acorn';

// The minifier's own names are shorter.
const SHORTEST_WORD = 3;

// In acorn's tree an object with a type is a node; a pattern's or a template's parts have none.
const isNode = (value: unknown): value is AnyNode => typeof value === 'object' && value !== null && 'type' in value;

const wordOf = (node: AnyNode): string | undefined => {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'TemplateElement') return node.value.cooked ?? undefined;
  if (node.type !== 'Literal') return undefined;
  if (node.regex) return node.regex.pattern;
  return typeof node.value === 'string' ? node.value : undefined;
};

/**
 * The names and texts in a script that somebody outside has to see (a site's options and commands, Ometria's properties,
 * problem codes, the record, what the browser and the vendors are called by), each once: no rewriting makes them shorter.
 */
export function words(code: string): string[] {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    if (!isNode(value)) return;
    const word = wordOf(value);
    if (word !== undefined && word.length >= SHORTEST_WORD) found.add(word);
    for (const member of Object.values(value)) walk(member);
  };
  walk(parse(code, { ecmaVersion: 2020 }));
  return [...found];
}
