import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pack } from '../../support/packed.js';
import { base, run } from './run.js';

/**
 * Installs what the package.json of each folder names, and the built package among it as it would come from the registry.
 * @param folders below `test/frameworks`; that one itself is `''`
 */
export async function install(...folders: readonly string[]): Promise<void> {
  const temporary = await mkdtemp(path.join(tmpdir(), 'verification-upgrade-'));
  try {
    const { tarball } = await pack(temporary);
    for (const folder of folders) await installInto(path.join(base, folder), tarball);
  } finally {
    await rm(temporary, { recursive: true });
  }
}

async function installInto(folder: string, tarball: string): Promise<void> {
  if (!(await isInstalled(folder))) await run(['npm', 'ci', '--no-progress'], folder);
  const target = path.join(folder, 'node_modules/verification-upgrade');
  await rm(target, { recursive: true, force: true });
  await mkdir(target);
  await run(['tar', '-xzf', tarball, '--strip-components=1', '-C', target], folder);
}

/** npm writes a file of its own when it has installed everything; a lock file that is newer has changed since. */
async function isInstalled(folder: string): Promise<boolean> {
  const time = async (file: string) => (await stat(path.join(folder, file)).catch(() => undefined))?.mtimeMs ?? 0;
  const [installed, locked] = await Promise.all(['node_modules/.package-lock.json', 'package-lock.json'].map(time));
  return (installed ?? 0) > (locked ?? 0);
}
