// Words that the docs do not use, each with what they say instead.
const INSTEAD = {
  told: 'said, informed, or the thing itself',
  said: 'answered, granted, named',
  whom: 'who',
  owed: 'pending',
  'made good': 'delivered later',
  'the yes': 'consent',
  'the no': 'refusal',
};
const BANNED = new RegExp(`\\b(${Object.keys(INSTEAD).join('|')})\\b`, 'gi');

/** textlint rule: no word of the list in prose. Code may hold any, and what a screen says, which stands in italics. */
export default ({ Syntax, RuleError, report, getSource }) => ({
  [Syntax.Str]: (node) => {
    if (node.parent.type === Syntax.Emphasis) return;
    for (const { 0: found, index } of getSource(node).matchAll(BANNED))
      report(node, new RuleError(`“${found}”: better ${INSTEAD[found.toLowerCase()]}.`, { index }));
  },
});
