import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fetched } from '../chromium.js';

/**
 * A headless Chromium as an npm package, with the libraries that it needs beside libc. It is 70 MB, so it is no
 * dependency: only a machine without a browser downloads it. This is the newest version that runs on Node 20.
 */
const chromiumPackage = '@sparticuz/chromium@143.0.4';

/** The package unpacks into the system's folder for temporary files, and its libraries only on the platform it is made for. */
const unpack = "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();";
const unpackEnvironment = { TMPDIR: fetched, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };

const launcher = `#!/bin/sh
here=$(dirname "$0")
export LD_LIBRARY_PATH="$here/al2023/lib" FONTCONFIG_PATH="$here/fonts"
exec "$here/chromium" "$@"
`;

/** The package's own settings look for its fonts in Amazon's folders. Without any font Chromium ends at the first text. */
const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${path.join(fetched, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${path.join(fetched, 'fonts-cache')}</cachedir>
</fontconfig>
`;

/** Fetches Chromium from npm into `.cache/chromium`. @returns whether it starts on this machine */
export function fetchChromium(): boolean {
  rmSync(fetched, { recursive: true, force: true });
  mkdirSync(fetched, { recursive: true });
  writeFileSync(path.join(fetched, 'package.json'), '{ "private": true }\n');
  const isThere =
    run('npm', ['install', '--no-save', '--no-package-lock', '--no-audit', '--no-fund', chromiumPackage]) &&
    run(process.execPath, ['--input-type=module', '--eval', unpack], unpackEnvironment) &&
    run(path.join(fetched, 'chromium'), ['--version'], { LD_LIBRARY_PATH: path.join(fetched, 'al2023/lib') });
  if (!isThere) {
    rmSync(fetched, { recursive: true, force: true });
    return false;
  }
  rmSync(path.join(fetched, 'node_modules'), { recursive: true });
  writeFileSync(path.join(fetched, 'fonts/fonts.conf'), fonts);
  // Last of all: where this file is, the download is complete.
  const program = path.join(fetched, 'chrome');
  writeFileSync(program, launcher);
  chmodSync(program, 0o755);
  return true;
}

const run = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  spawnSync(command, args, { cwd: fetched, env: { ...process.env, ...env }, stdio: 'ignore' }).status === 0;
