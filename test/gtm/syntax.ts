import ts from 'typescript';

// Sandboxed JavaScript is ECMAScript 5.1 with arrow functions, const and let, and without `new`, `this` and globals.
// https://developers.google.com/tag-platform/tag-manager/templates/sandboxed-javascript
const FORBIDDEN = new Set([
  ts.SyntaxKind.NewExpression,
  ts.SyntaxKind.ThisKeyword,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.ClassExpression,
  ts.SyntaxKind.TemplateExpression,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.RegularExpressionLiteral,
  ts.SyntaxKind.SpreadElement,
  ts.SyntaxKind.SpreadAssignment,
  ts.SyntaxKind.ObjectBindingPattern,
  ts.SyntaxKind.ArrayBindingPattern,
  ts.SyntaxKind.ShorthandPropertyAssignment,
  ts.SyntaxKind.ComputedPropertyName,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.GetAccessor,
  ts.SyntaxKind.SetAccessor,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.ForInStatement,
  ts.SyntaxKind.WithStatement,
  ts.SyntaxKind.AwaitExpression,
  ts.SyntaxKind.YieldExpression,
  ts.SyntaxKind.QuestionDotToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.AsteriskAsteriskToken,
  ts.SyntaxKind.BigIntLiteral,
]);

const isName = (node: ts.Identifier) => {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node)
  );
};

/** What Tag Manager's sandbox would not take, as `line: what`. `known` are the globals it gives. */
export const findForbidden = (code: string, known: readonly string[]): string[] => {
  const source = ts.createSourceFile('template.js', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const declared = new Set([...known, 'undefined']);
  const used: ts.Identifier[] = [];
  const found: string[] = [];
  const where = (node: ts.Node) => source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  const visit = (node: ts.Node) => {
    if (FORBIDDEN.has(node.kind)) found.push(`${where(node)}: ${ts.SyntaxKind[node.kind]}`);
    if ((ts.isVariableDeclaration(node) || ts.isParameter(node)) && ts.isIdentifier(node.name)) {
      declared.add(node.name.text);
      if (ts.isParameter(node) && (node.initializer || node.dotDotDotToken)) found.push(`${where(node)}: Parameter`);
    }
    if (ts.isIdentifier(node) && !isName(node)) used.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  for (const node of used) if (!declared.has(node.text)) found.push(`${where(node)}: ${node.text}`);
  return found;
};
