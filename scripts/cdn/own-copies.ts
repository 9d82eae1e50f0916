import { readFileSync } from 'node:fs';
import type { Plugin } from 'rolldown';
import type { Division } from './division.js';
import { isNode, nodesBelow, statementsOf, type Node } from './syntax.js';

/** A second copy of these would go its own way. */
const keepsState = (statement: Node) =>
  ['let', 'var'].includes(statement['kind'] as string) ||
  (statement.type === 'VariableDeclaration' && [...nodesBelow(statement)].some(({ type }) => type === 'NewExpression'));

const declared = (statement: Node) => (isNode(statement['declaration']) ? statement['declaration'] : statement);

/**
 * Rolldown plugin: what several lazy chunks need, and the entry does not, goes into each of them. As a chunk of its own it
 * would be fetched only after the one that asks for it: one more round trip on the way to the SDK.
 */
export function ownCopies({ ownerOf, common }: Division): Plugin {
  return {
    name: 'own-copies',
    async resolveId(source, importer) {
      if (!importer) return null;
      const [file = '', copyFor] = importer.split('?for=');
      const resolved = await this.resolve(source, file, { skipSelf: true });
      const owner = copyFor ?? ownerOf.get(file);
      return resolved && owner && common.has(resolved.id) ? `${resolved.id}?for=${owner}` : resolved;
    },
    load(id) {
      const [file = '', copyFor] = id.split('?for=');
      if (!copyFor) return null;
      const code = readFileSync(file, 'utf8');
      if (
        statementsOf(this.parse(code, { lang: 'ts' }))
          .map(declared)
          .some(keepsState)
      )
        this.error(
          `${file} keeps state, and several lazy chunks need it. Let the entry import it, so that there is one.`,
        );
      return { code, moduleType: 'ts' };
    },
  };
}
