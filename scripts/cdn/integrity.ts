import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What `integrity.json` says, for pages that pin the scripts by their hashes. */
export interface Integrity {
  /** For the `integrity` of a script tag. */
  readonly files: Readonly<Record<string, string>>;
  /** For the page's import map: no tag of the page's names a chunk. */
  readonly importmap: { readonly integrity: Readonly<Record<string, string>> };
}

const hashOf = (file: string) => `sha384-${createHash('sha384').update(readFileSync(file)).digest('base64')}`;

/**
 * Last in a build: the hashes are those of the files as they lie there.
 *
 * @param classic the one script that is no module: an import map has nothing to say of it
 */
export function writeIntegrity(folder: string, classic: string): void {
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'));
  const hashes = scripts.sort().map((file) => [file, hashOf(path.join(folder, file))] as const);
  const modules = hashes.filter(([file]) => file !== classic).map(([file, hash]) => [`./${file}`, hash]);
  const integrity: Integrity = {
    files: Object.fromEntries(hashes),
    importmap: { integrity: Object.fromEntries(modules) as Record<string, string> },
  };
  writeFileSync(path.join(folder, 'integrity.json'), `${JSON.stringify(integrity, undefined, 2)}\n`);
}
