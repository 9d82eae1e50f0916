import MagicString from 'magic-string';
import type { Plugin } from 'rolldown';
import type { Division } from './division.js';
import { nameOf, sourceOf, specifiersOf, statementsOf, type Node } from './syntax.js';

/** The names that a statement lists, as `{ a: x, b: y }`. */
const asObject = (names: readonly (readonly [key: string, value: string])[]) =>
  `{ ${names.map(([key, value]) => `${key}: ${value}`).join(', ')} }`;

const exportedBy = (statement: Node) =>
  specifiersOf(statement).map(({ local, exported }) => [nameOf(exported), nameOf(local)] as const);

const importedBy = (statement: Node) =>
  specifiersOf(statement).map(({ local, imported }) => [nameOf(imported), nameOf(local)] as const);

/**
 * Rolldown plugin: lazy chunks get what they share with the entry (Lit above all) from where the entry leaves it, not by
 * importing the entry. A page that loads the entry under another address (`verification-upgrade.js?v=2`, a redirect)
 * would fetch and evaluate it a second time. What the entry exports for its chunks alone is no export any more.
 */
export function sharedModules({ published, imported, hash }: Division): Plugin {
  const place = `globalThis[Symbol.for('verification-upgrade:${hash}')]`;
  const isShared = (name: string) => imported.has(name) || !published.has(name);

  const leave = (statement: Node) => {
    const names = exportedBy(statement);
    const exports = names.filter(([name]) => published.has(name)).map(([name, local]) => `${local} as ${name}`);
    return `${place} ??= ${asObject(names.filter(([name]) => isShared(name)))};\nexport { ${exports.join(', ')} };`;
  };
  const take = (statement: Node) => `const ${asObject(importedBy(statement))} = ${place};`;

  return {
    name: 'shared-modules',
    renderChunk(code, { isEntry, fileName }, _options, { chunks }) {
      const output = new MagicString(code);
      for (const statement of statementsOf(this.parse(code))) {
        const { type, start, end } = statement;
        const source = sourceOf(statement);
        if (isEntry && type === 'ExportNamedDeclaration' && !source) output.update(start, end, leave(statement));
        if (isEntry || type !== 'ImportDeclaration' || !chunks[source?.slice(2) ?? '']?.isEntry) continue;
        const missing = importedBy(statement).find(([name]) => !isShared(name));
        if (missing) this.error(`${fileName} takes ${missing[0]} from the entry, which does not leave it.`);
        output.update(start, end, take(statement));
      }
      return { code: output.toString(), map: output.generateMap({ hires: 'boundary' }) };
    },
  };
}
