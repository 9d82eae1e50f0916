import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pack } from '../../support/packed.js';
import { base, run } from './run.js';

const modules = path.join(base, 'node_modules');

/** Installs the frameworks, and the built package among them as it would come from the registry. */
export async function install(): Promise<void> {
  if (!(await isInstalled())) await run(['npm', 'ci', '--no-progress'], base);
  const folder = await mkdtemp(path.join(tmpdir(), 'verification-upgrade-'));
  try {
    const { tarball } = await pack(folder);
    const target = path.join(modules, 'verification-upgrade');
    await rm(target, { recursive: true, force: true });
    await mkdir(target);
    await run(['tar', '-xzf', tarball, '--strip-components=1', '-C', target], base);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** npm writes a file of its own when it has installed everything; a lock file that is newer has changed since. */
async function isInstalled(): Promise<boolean> {
  const time = async (file: string) => (await stat(path.join(base, file)).catch(() => undefined))?.mtimeMs ?? 0;
  const [installed, locked] = await Promise.all(['node_modules/.package-lock.json', 'package-lock.json'].map(time));
  return (installed ?? 0) > (locked ?? 0);
}
