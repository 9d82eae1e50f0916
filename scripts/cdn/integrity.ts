import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { builtInProviders } from '../../src/providers/registry.js';

/** Sends the upgrade request before any script has arrived. A page with another endpoint computes its own hash. */
const earlyReply = `
globalThis.verificationUpgradeReply = fetch('/api/v2/user/upgrade', { method: 'POST', headers: { accept: 'application/json' }, cache: 'no-store' });
verificationUpgradeReply.catch(() => {});
`;

/** The content of `integrity.json`, for pages that pin scripts by their hashes. */
export interface Integrity {
  /** For the `integrity` of a script tag, by file name. */
  readonly files: Readonly<Record<string, string>>;
  /** For the page's import map: no tag of the page names a lazily loaded file. */
  readonly importmap: { readonly integrity: Readonly<Record<string, string>> };
  /** The inline script of `preload.html`, and its hash for `script-src` in the page's policy. */
  readonly earlyReply: { readonly script: string; readonly hash: string };
}

const hashOf = (algorithm: 'sha256' | 'sha384', content: string | Buffer) =>
  `${algorithm}-${createHash(algorithm).update(content).digest('base64')}`;

/** What the SDK waits for, on a page with Sumsub. */
const firstFiles = [/^src\/index\./, /^src\/providers\/sumsub\./, /^src\/element\/attempt-host\./];
/** What the user sees first if nothing starts by itself. Else these share the line with the others, and come after them. */
const viewFiles = [/^src\/element\/upgrade-view\./, /^src\/locales\/en\./];

const warmUpUrl = String(builtInProviders['sumsub']?.warmUpUrl?.({}));

const preloadPage = (first: readonly string[], views: readonly string[]) => `<!--
  For the page's head, before other scripts. Replace each "./" by the address of this folder.
  The script is for pages whose endpoint needs nothing but the session cookie. A page with another provider than
  Sumsub takes the name and the hash of its adapter from integrity.json.
-->
<script>${earlyReply}</script>
${first.join('\n')}
<!--
  With launch="offer" or "manual", the user sees a view first. Add:
${views.map((link) => `  ${link}`).join('\n')}
-->
<!--
  If Sumsub may see the visitor before your server has answered: as the first line of the body, in place of "warm-up".
  <iframe hidden sandbox referrerpolicy="no-referrer" src="${warmUpUrl}"></iframe>
-->
`;

/**
 * The last step of a build: writes `integrity.json` and `preload.html`.
 *
 * @param modules file names of the ES module and its lazily loaded files, by the paths of their modules
 */
export function writeIntegrity(folder: string, modules: ReadonlyMap<string, string>): void {
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'));
  const hashes = scripts.sort().map((file) => [file, hashOf('sha384', readFileSync(path.join(folder, file)))] as const);
  const files = Object.fromEntries(hashes);
  const lazyAndEntry = new Set(modules.values());
  const pinned = hashes.filter(([file]) => lazyAndEntry.has(file)).map(([file, hash]) => [`./${file}`, hash] as const);
  const integrity: Integrity = {
    files,
    importmap: { integrity: Object.fromEntries(pinned) },
    earlyReply: { script: earlyReply, hash: hashOf('sha256', earlyReply) },
  };
  writeFileSync(path.join(folder, 'integrity.json'), `${JSON.stringify(integrity, undefined, 2)}\n`);

  const linkTo = (pattern: RegExp) => {
    const [, file] = [...modules].find(([module]) => pattern.test(module)) ?? [];
    if (!file) throw new Error(`No file for ${String(pattern)}.`);
    return `<link rel="modulepreload" href="./${file}" integrity="${files[file] ?? ''}" crossorigin="anonymous">`;
  };
  writeFileSync(path.join(folder, 'preload.html'), preloadPage(firstFiles.map(linkTo), viewFiles.map(linkTo)));
}
