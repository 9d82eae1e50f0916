/**
 * `npm run canary`: compares the newest published types of the vendors' SDKs with the installed ones, and with what the
 * adapters read. Names words that are added, gone or unread.
 *
 * Exit code: 0 if there is nothing to do, 1 if there is, 2 if the registry of npm cannot be asked.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { compare, toLines } from './canary/compare.js';
import { vendors } from './canary/vendors.js';

const run = promisify(execFile);

/** Unpacks the newest version of a package, and runs nothing of it. */
async function download(name: string, folder: string): Promise<string> {
  const target = path.join(folder, name.replace('/', '-'));
  await mkdir(target);
  const { stdout } = await run('npm', [
    'pack',
    `${name}@latest`,
    '--json',
    '--ignore-scripts',
    '--pack-destination',
    target,
  ]);
  const [packed] = JSON.parse(stdout) as readonly { readonly filename: string }[];
  const tarball = path.join(target, path.basename(packed?.filename.replace('/', '-').replace('@', '') ?? ''));
  await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
  return target;
}

const folder = await mkdtemp(path.join(tmpdir(), 'canary-'));
try {
  const lines: string[] = [];
  for (const vendor of vendors) lines.push(...toLines(compare(vendor, await download(vendor.npm, folder))));
  console.log(lines.length > 0 ? lines.join('\n') : 'The SDKs say nothing new.');
  process.exitCode = lines.length > 0 ? 1 : 0;
} catch (error) {
  const code = /npm (?:error|ERR!) code (\w+)/.exec(String(error))?.[1];
  if (code === undefined) throw error;
  console.error(`The registry of npm cannot be asked (${code}), so nothing was compared.`);
  process.exitCode = 2;
} finally {
  await rm(folder, { recursive: true });
}
