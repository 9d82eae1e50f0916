import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import MagicString from 'magic-string';
import ts from 'typescript';

/** One small change of a source file. */
export interface Mutant {
  /** From the root of the project. */
  readonly file: string;
  readonly line: number;
  /** What names it wherever it moves in its file: `src/x.ts: a === b => a !== b`. */
  readonly name: string;
  /** The name, and a number if the file has that change more than once. */
  readonly id: string;
}

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

/**
 * Whether a mutant is switched on. Notes that its place is executed, and in which test: the test runner reads `__coverage__`
 * after each file. What is executed when the module is loaded belongs to no test, even if the first one has loaded it. What
 * would run without end is stopped. A page that a test has opened in a frame belongs to the test.
 */
const isOn = `let __runs__ = 0; const __isOn__ = (id, isLoading) => {
  const page = top ?? globalThis;
  ((page.__coverage__ ??= {})[(!isLoading && page.__test__) || ''] ??= {})[id] = true;
  if (id !== page.__mutant__) return false;
  if (++__runs__ > 100_000) throw new Error('Without end.');
  return true;
};`.replace(/\n */g, ' ');

/** A regular expression without one of its alternatives, for each of them: `/^(b|c)$/`, `/^(a|c)$/` and `/^(a|b)$/`. */
function withoutAlternatives(expression: string): readonly string[] {
  /** Of each group that is open, where its alternatives begin. */
  const open: number[][] = [[1]];
  const shorter: string[] = [];
  const close = (end: number) => {
    const starts = open.pop() ?? [];
    if (starts.length === 1) return;
    for (const [index, start] of starts.entries()) {
      // With the bar before it, or with the one after the first.
      const [from, to] = index > 0 ? [start - 1, (starts[index + 1] ?? end + 1) - 1] : [start, starts[1] ?? end];
      shorter.push(expression.slice(0, from) + expression.slice(to));
    }
  };
  // Escapes and classes of characters are skipped; a group may begin with `?:`, `?=`, `?!` or a name.
  for (const { 0: token, index } of expression.matchAll(/\\.|\[(\\.|[^\]])*\]|\((\?([:=!]|<[=!]|<\w+>))?|[|)]/g)) {
    if (token.startsWith('(')) open.push([index + token.length]);
    else if (token === '|') open.at(-1)?.push(index + 1);
    else if (token === ')') close(index);
  }
  close(expression.lastIndexOf('/'));
  return shorter;
}

/** Whether a node is executed when its module is loaded, not when something of it is called or created. */
const isModuleCode = (node: ts.Node): boolean =>
  ts.isSourceFile(node) || (!ts.isFunctionLike(node) && !isField(node) && isModuleCode(node.parent));

const isField = (node: ts.Node): boolean =>
  ts.isPropertyDeclaration(node) && !node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);

/** Every mutant of a file, in its order; and the file with all of them, each behind a switch. */
function mutate(file: string): { readonly mutants: readonly Mutant[]; readonly code: string } {
  const text = readFileSync(file, 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const code = new MagicString(text);
  const mutants: Mutant[] = [];
  const times = new Map<string, number>();

  const add = (node: ts.Node, original: string, replacement: string): string => {
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    const name = `${file}: ${oneLine(original)} => ${oneLine(replacement) || 'nothing'}`;
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    const id = time === 1 ? name : `${name} (${time})`;
    mutants.push({ file, line, name, id });
    return `__isOn__(${JSON.stringify(id)}, ${isModuleCode(node)})`;
  };
  // Inner nodes are wrapped first, so each prefix comes before, and each suffix after, those that are there.
  const wrap = (node: ts.Node, prefix: string, suffix: string) => {
    code.prependRight(node.getStart(source), prefix);
    code.appendLeft(node.end, suffix);
  };
  const replace = (node: ts.Node, replacement: string) =>
    wrap(node, `(${add(node, node.getText(source), replacement)} ? (${replacement}) : (`, '))');

  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    ts.forEachChild(node, visit);
    change(node);
  };

  const change = (node: ts.Node): void => {
    const textOf = (part: ts.Node) => part.getText(source);
    if (node.kind === ts.SyntaxKind.TrueKeyword) replace(node, 'false');
    else if (node.kind === ts.SyntaxKind.FalseKeyword) replace(node, 'true');
    else if (ts.isNumericLiteral(node)) replace(node, node.text === '0' ? '1' : `${3 * Number(node.text)}`);
    else if (ts.isRegularExpressionLiteral(node)) {
      if (node.text.startsWith('/^')) replace(node, `/${node.text.slice(2)}`);
      if (/\$\/\w*$/.test(node.text)) replace(node, node.text.replace(/\$(\/\w*)$/, '$1'));
      for (const shorter of withoutAlternatives(node.text)) replace(node, shorter);
    } else if (ts.isBinaryExpression(node)) {
      const { left, right, operatorToken } = node;
      const other = operators.get(operatorToken.kind);
      if (other) replace(node, `${textOf(left)} ${other} ${textOf(right)}`);
      else if (operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) replace(node, textOf(left));
    } else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
      replace(node, textOf(node.operand));
    } else if (ts.isConditionalExpression(node)) {
      replace(node, textOf(node.whenTrue));
      replace(node, textOf(node.whenFalse));
    } else if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) {
      if (node.expression.expression.kind === ts.SyntaxKind.SuperKeyword) return;
      wrap(node, `{ if (!${add(node, textOf(node), ';')}) { `, ' } }');
    } else if (ts.isAwaitExpression(node)) replace(node, textOf(node.expression));

    if (ts.isIfStatement(node.parent) && node.parent.expression === node) {
      replace(node, 'true');
      replace(node, 'false');
    }
    // An element of a list, named with the comma before it, or with the one after the first.
    if (ts.isArrayLiteralExpression(node.parent)) {
      const { elements } = node.parent;
      const index = elements.findIndex((element) => element === node);
      const comma = elements.length === 1 ? '' : ',';
      const original = index > 0 ? `${comma} ${textOf(node)}` : `${textOf(node)}${comma}`;
      wrap(node, `...(${add(node, original, '')} ? [] : [`, '])');
    }
  };

  ts.forEachChild(source, visit);
  return { mutants, code: `${isOn} ${code.toString()}` };
}

export const mutantsOf = (file: string): readonly Mutant[] => mutate(file).mutants;

export const withMutants = (file: string): string => mutate(file).code;

/** The same `size` of them each time, spread over all files; a change of one file does not change the choice in another. */
export function sampleOf(mutants: readonly Mutant[], size: number, seed: string): readonly Mutant[] {
  const rank = ({ id }: Mutant) => createHash('sha256').update(`${seed} ${id}`).digest('hex');
  const ranked = mutants.map((mutant) => [rank(mutant), mutant] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  return ranked.slice(0, size).map(([, mutant]) => mutant);
}
