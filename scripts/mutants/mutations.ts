import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** One small change of a source file. */
export interface Mutant {
  /** From the root of the project. */
  readonly file: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly original: string;
  readonly replacement: string;
}

/** What names a mutant wherever it moves in its file: `src/x.ts: a === b => a !== b`. */
export const nameOf = ({ file, original, replacement }: Mutant): string =>
  `${file}: ${oneLine(original)} => ${oneLine(replacement) || 'nothing'}`;

const oneLine = (code: string) => code.replace(/\s+/g, ' ').trim();

const operators = new Map<ts.SyntaxKind, string>([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [ts.SyntaxKind.LessThanToken, '<='],
  [ts.SyntaxKind.LessThanEqualsToken, '<'],
  [ts.SyntaxKind.GreaterThanToken, '>='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '>'],
  [ts.SyntaxKind.AmpersandAmpersandToken, '||'],
  [ts.SyntaxKind.BarBarToken, '&&'],
  [ts.SyntaxKind.AsteriskToken, '/'],
  [ts.SyntaxKind.MinusToken, '+'],
]);

/** Every mutant of a file, in its order. */
export function mutantsOf(file: string): readonly Mutant[] {
  const text = readFileSync(file, 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const mutants: Mutant[] = [];

  const replace = (node: ts.Node, replacement: string, { start = node.getStart(source), end = node.end } = {}) => {
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    mutants.push({ file, line, start, end, original: text.slice(start, end), replacement });
  };

  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    mutate(node);
    ts.forEachChild(node, visit);
  };

  const mutate = (node: ts.Node): void => {
    const code = (part: ts.Node) => part.getText(source);
    if (node.kind === ts.SyntaxKind.TrueKeyword) replace(node, 'false');
    else if (node.kind === ts.SyntaxKind.FalseKeyword) replace(node, 'true');
    else if (ts.isNumericLiteral(node)) replace(node, node.text === '0' ? '1' : `${3 * Number(node.text)}`);
    else if (ts.isRegularExpressionLiteral(node)) {
      if (node.text.startsWith('/^')) replace(node, `/${node.text.slice(2)}`);
      if (/\$\/\w*$/.test(node.text)) replace(node, node.text.replace(/\$(\/\w*)$/, '$1'));
    } else if (ts.isBinaryExpression(node)) {
      const { left, right, operatorToken } = node;
      const other = operators.get(operatorToken.kind);
      if (other) replace(node, `${code(left)} ${other} ${code(right)}`);
      else if (operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) replace(node, code(left));
    } else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
      replace(node, code(node.operand));
    } else if (ts.isIfStatement(node)) {
      replace(node.expression, 'true');
      replace(node.expression, 'false');
    } else if (ts.isConditionalExpression(node)) {
      replace(node, code(node.whenTrue));
      replace(node, code(node.whenFalse));
    } else if (ts.isArrayLiteralExpression(node)) {
      for (const [index, element] of node.elements.entries()) {
        // With the comma before it, or the one after the first.
        const previous = node.elements[index - 1];
        const following = node.elements[index + 1];
        const start = previous ? previous.end : element.getStart(source);
        const end = previous || !following ? element.end : following.getStart(source);
        replace(element, '', { start, end });
      }
    } else if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) {
      if (node.expression.expression.kind !== ts.SyntaxKind.SuperKeyword) replace(node, ';');
    } else if (ts.isAwaitExpression(node)) replace(node, code(node.expression));
  };

  visit(source);
  return mutants;
}

/** The file with the change in it. */
export function apply({ file, start, end, replacement }: Mutant): string {
  const text = readFileSync(file, 'utf8');
  return text.slice(0, start) + replacement + text.slice(end);
}

/** The same `size` of them each time, spread over all files; a change of one file does not change the choice in another. */
export function sampleOf(mutants: readonly Mutant[], size: number): readonly Mutant[] {
  const rank = (mutant: Mutant) =>
    createHash('sha256')
      .update(`${nameOf(mutant)} ${mutant.line % 7}`)
      .digest('hex');
  const ranked = mutants.map((mutant) => [rank(mutant), mutant] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  return ranked.slice(0, size).map(([, mutant]) => mutant);
}
