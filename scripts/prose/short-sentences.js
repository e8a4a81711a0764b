import { split } from 'sentence-splitter';

// Whoever learnt English at school holds so many words in mind.
const MAX_WORDS = 25;
// Stand for one word each, whatever is in them; a link counts by its text.
const AS_ONE = new Set(['Code', 'Image', 'Html']);

const textOf = (node) => {
  if (AS_ONE.has(node.type)) return 'code';
  if (node.children) return node.children.map(textOf).join('');
  return node.value ?? (node.type === 'Break' ? ' ' : '');
};

const wordsOf = (sentence) => sentence.split(/[\s/–—→]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));

/** textlint rule: a sentence of a paragraph, a list or a table has at most 25 words. A colon does not end a sentence. */
export default ({ Syntax, RuleError, report }) => {
  const check = (node) => {
    // A full stop in an address or a number ends nothing: code is one word by now.
    for (const { type, raw } of split(textOf(node).replace(/\s+/g, ' '))) {
      const words = type === 'Sentence' ? wordsOf(raw) : [];
      if (words.length > MAX_WORDS)
        report(node, new RuleError(`${words.length} words in a sentence: “${words.slice(0, 8).join(' ')} …”`));
    }
  };
  return { [Syntax.Paragraph]: check, [Syntax.TableCell]: check };
};
