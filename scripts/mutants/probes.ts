import { readFileSync } from 'node:fs';
import ts from 'typescript';
import type { Mutant } from './mutations.js';

/** A block of a source file, which says when it has been entered. */
interface Probe {
  readonly start: number;
  readonly end: number;
  /** Not the expression that an arrow function returns. */
  readonly isBlock: boolean;
}

function probesOf(source: ts.SourceFile): readonly Probe[] {
  const probes: Probe[] = [];
  const visit = (node: ts.Node): void => {
    const isBlock = ts.isBlock(node);
    if (isBlock || (ts.isArrowFunction(node.parent) && node.parent.body === node))
      probes.push({ start: node.getStart(source), end: node.end, isBlock });
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, (child) => visit(child));
  return probes;
}

const parse = (file: string) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);

const hit = (file: string, place: number) =>
  `(globalThis.__coverage__ ??= {})[${JSON.stringify(`${file}:${place}`)}] = true`;

/** The file, which notes in `__coverage__` where it is executed: the test runner reads that after each test file. */
export function withProbes(file: string): string {
  const source = parse(file);
  const inserts = probesOf(source).flatMap<readonly [number, string]>(({ start, end, isBlock }) =>
    isBlock
      ? [[start + 1, `${hit(file, start)};`]]
      : [
          [start, `(${hit(file, start)}, `],
          [end, ')'],
        ],
  );
  let text = source.text;
  for (const [place, code] of [...inserts].sort(([a], [b]) => b - a))
    text = text.slice(0, place) + code + text.slice(place);
  return `${text}\n${hit(file, 0)};\n`;
}

/** What a test file has to have executed if it is to notice this mutant. */
export function placeOf({ file, start, end }: Mutant): string {
  const around = probesOf(parse(file)).filter((probe) => probe.start <= start && end <= probe.end);
  return `${file}:${Math.max(0, ...around.map((probe) => probe.start))}`;
}
