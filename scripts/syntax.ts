// What a function is and what a branch is, for the scripts that look at the sources: figures.ts, laws.ts.
import ts from 'typescript';

const { SyntaxKind } = ts;

const BRANCHES = new Set<ts.SyntaxKind>([
  SyntaxKind.IfStatement,
  SyntaxKind.ConditionalExpression,
  SyntaxKind.CaseClause,
  SyntaxKind.ForStatement,
  SyntaxKind.ForOfStatement,
  SyntaxKind.ForInStatement,
  SyntaxKind.WhileStatement,
  SyntaxKind.DoStatement,
  SyntaxKind.CatchClause,
]);
const JOINS = new Set<ts.SyntaxKind>([
  SyntaxKind.AmpersandAmpersandToken,
  SyntaxKind.BarBarToken,
  SyntaxKind.QuestionQuestionToken,
  SyntaxKind.BarBarEqualsToken,
  SyntaxKind.QuestionQuestionEqualsToken,
]);

export const isFunction = (node: ts.Node): node is ts.FunctionLikeDeclaration =>
  ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isFunctionDeclaration(node);

/** Several values of a `switch` that end in the same place are one branch. */
export const isBranch = (node: ts.Node): boolean => {
  if (ts.isCaseClause(node)) return node.statements.length > 0;
  return BRANCHES.has(node.kind) || (ts.isBinaryExpression(node) && JOINS.has(node.operatorToken.kind));
};

/** Its own name, or that of what it is given to. */
export const nameOf = ({ name, parent }: ts.FunctionLikeDeclaration): string => {
  if (name) return name.getText();
  const named = parent as { name?: ts.Node };
  return named.name?.getText() ?? '(anonymous)';
};

export const linesOf = (node: ts.Node): number => {
  const tree = node.getSourceFile();
  const lineOf = (at: number) => tree.getLineAndCharacterOfPosition(at).line;
  return lineOf(node.end) - lineOf(node.getStart()) + 1;
};

/** Is it `/…/.test(…)`, and of what? */
export const testedBy = (node: ts.Node): ts.Expression | undefined =>
  ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'test'
    ? node.arguments[0]
    : undefined;
