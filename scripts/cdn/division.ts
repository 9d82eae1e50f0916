import { createHash } from 'node:crypto';
import { rolldown, type OutputChunk, type Plugin } from 'rolldown';
import { parseSync } from 'rolldown/utils';
import { isChunk } from './checks.js';
import { nameOf, specifiersOf, statementsOf } from './syntax.js';

/** Which module is needed where, as the chunks of a plain build show it. */
export interface Division {
  /** What the entry exports to pages. */
  readonly published: ReadonlySet<string>;
  /** What lazy chunks import, by its name in the source. */
  readonly imported: ReadonlySet<string>;
  /** The lazy chunk that a module is in. */
  readonly ownerOf: ReadonlyMap<string, string>;
  /** Modules that several lazy chunks need, and the entry does not. */
  readonly common: ReadonlySet<string>;
  /** Changes with the code. */
  readonly hash: string;
}

const importedNames = ({ code }: OutputChunk) =>
  statementsOf(parseSync('chunk.js', code).program)
    .filter(({ type }) => type === 'ImportDeclaration')
    .flatMap(specifiersOf)
    .map(({ imported }) => nameOf(imported));

/** Builds once, and looks at the chunks. */
export async function divide(entry: string, plugins: readonly Plugin[] = []): Promise<Division> {
  const build = await rolldown({
    input: entry,
    platform: 'browser',
    preserveEntrySignatures: 'strict',
    plugins: [...plugins],
  });
  const { output } = await build.generate({ format: 'es', minifyInternalExports: false });
  await build.close();

  const chunks = output.filter(isChunk);
  const entries = chunks.filter(({ isEntry }) => isEntry);
  const eager = new Set(entries.map(({ fileName }) => fileName));
  // A set hands out what is added while it is walked.
  for (const name of eager)
    chunks.find(({ fileName }) => fileName === name)?.imports.forEach((file) => eager.add(file));
  const isCommon = ({ fileName, isDynamicEntry }: OutputChunk) => !eager.has(fileName) && !isDynamicEntry;

  return {
    published: new Set(entries.flatMap(({ exports }) => exports)),
    imported: new Set(chunks.filter(({ isEntry }) => !isEntry).flatMap(importedNames)),
    ownerOf: new Map(chunks.flatMap(({ name, moduleIds }) => moduleIds.map((id) => [id, name]))),
    common: new Set(chunks.filter(isCommon).flatMap(({ moduleIds }) => moduleIds)),
    hash: createHash('sha256')
      .update(chunks.map(({ code }) => code).join())
      .digest('hex')
      .slice(0, 8),
  };
}
