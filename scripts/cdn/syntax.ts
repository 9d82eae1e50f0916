/** A node of a syntax tree (ESTree), as far as a generic walk has to know it. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string';

/** The node and everything in it. */
export function* nodesBelow(node: Node): Generator<Node> {
  yield node;
  for (const child of Object.values(node).flat()) if (isNode(child)) yield* nodesBelow(child);
}

/** The statements at the top level of a program. */
export const statementsOf = (program: unknown): readonly Node[] => (program as { body: readonly Node[] }).body;

/** The text of a string literal, or the name of an identifier. */
export const nameOf = (node: unknown): string => {
  const { name, value } = node as { name?: string; value?: string };
  return name ?? value ?? '';
};

/** Where an import or a re-export comes from. */
export const sourceOf = ({ source }: Node): string | undefined => (isNode(source) ? nameOf(source) : undefined);

/** What an import or export statement lists. */
export const specifiersOf = (statement: Node): readonly Node[] => (statement['specifiers'] ?? []) as readonly Node[];
