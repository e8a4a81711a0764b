import type { OptionKind } from '../../src/consent/adapters/script.js';
import { type Choices, clean, listOf } from './choices.js';
import { CONSENT } from './vocabulary.js';

// What was typed, as an adapter takes it; undefined where it is nothing, or where a word is no number: with fewer of them
// less would be asked for.
const READERS: Readonly<Record<OptionKind, (text: string) => unknown>> = {
  text: (text) => clean(text) || undefined,
  texts: (text) => (clean(text) ? listOf(text) : undefined),
  number: (text) => (/^\d{1,3}$/.test(clean(text)) ? Number(clean(text)) : undefined),
  numbers: (text) => {
    const words = listOf(text);
    return words.length > 0 && words.every((word) => /^[1-9]\d{0,2}$/.test(word)) ? words.map(Number) : undefined;
  },
};

const needsOf = ({ consent }: Choices): [name: string, kind: OptionKind][] =>
  Object.entries(CONSENT[consent]?.needs ?? {});

const typed = (choices: Choices, name: string): string =>
  name === 'analytics' || name === 'marketing' ? choices[name] : '';

/** What the tool's adapter needs, by what was typed; a value is undefined where there is none. */
export const readNeeds = (choices: Choices): { name: string; kind: OptionKind; value: unknown }[] =>
  needsOf(choices).map(([name, kind]) => ({ name, kind, value: READERS[kind](typed(choices, name)) }));

/** Which value of the option `consent` a script tag has: of the tools only Google's is in the script build. */
export const consentOption = ({ consent }: Choices): 'google' | 'granted' | 'command' =>
  consent === 'google' || consent === 'granted' ? consent : 'command';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '"': '&quot;',
  "'": '&#39;',
  '<': '&lt;',
  '>': '&gt;',
};
const escapeText = (text: string): string => text.replace(/[&"'<>]/g, (letter) => ESCAPES[letter] ?? letter);

/** The tool's script, which says to the tag what the tool says. It lies beside the tag's. */
export const toolScript = (choices: Choices, isInTagManager = false): string => {
  if (choices.consent === 'command')
    return `<script>
  // Whenever the visitor has said it, or your banner remembers it:
  // fsOmetria.push(['consent', 'granted']); or 'denied'
</script>`;
  if (consentOption(choices) !== 'command') return '';
  const needs = readNeeds(choices);
  if (needs.some(({ value }) => value === undefined))
    return '<!-- Fill in what analytics and marketing are called in your consent tool. -->';
  const address = `${clean(choices.src).replace(/[^/]*$/, '')}consent/${choices.consent}.min.js`;
  const texts = needs.map(({ name, value }) => [name, [value].flat().join(',')] as [string, string]);
  // Tag Manager takes the attributes of a script away, its address it keeps.
  const query = isInTagManager && texts.length > 0 ? `?${new URLSearchParams(texts)}` : '';
  const attributes = isInTagManager ? [] : texts.map(([name, text]) => ` data-${name}="${escapeText(text)}"`);
  return `<script async src="${escapeText(address + query)}"${attributes.join('')}></script>`;
};
