/**
 * Builds what a script tag loads: `dist/cdn/verification-upgrade.js`, an ES module with its lazy chunks beside it, and
 * `verification-upgrade.classic.js`, one script with everything inside. `integrity.json` has the hashes of them all.
 */
import { readFileSync, rmSync } from 'node:fs';
import { build, type OutputOptions, type Plugin } from 'rolldown';
import { nothingLazy, withoutExports, withoutOtherVendors } from './all-inside.js';
import { standAlone } from './checks.js';
import { divide } from './division.js';
import { writeIntegrity } from './integrity.js';
import { licences } from './licences.js';
import { minifyTemplates } from './minify-templates.js';
import { ownCopies } from './own-copies.js';
import { sharedModules } from './shared-modules.js';
import { vendorsInside } from './vendors-inside.js';
import { withoutFormerBuilder } from './without-former-builder.js';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { peerDependencies?: Record<string, string> };
const { name, version, license } = manifest as Record<string, string>;
const otherVendors = Object.keys(manifest.peerDependencies ?? {});
const entry = 'src/index.ts';
const classic = 'verification-upgrade.classic';
const folder = 'dist/cdn';
const notices = 'LICENSES.txt';
const banner = `/*! ${name ?? ''} ${version ?? ''} | ${license ?? ''} | ${notices} */`;

async function bundle(fileName: string, plugins: Plugin[], output: OutputOptions): Promise<void> {
  await build({
    input: { [fileName]: entry },
    platform: 'browser',
    preserveEntrySignatures: 'allow-extension',
    transform: { target: ['chrome125', 'edge125', 'firefox126', 'safari17.4'] },
    plugins: [minifyTemplates(), withoutFormerBuilder(), ...plugins, standAlone(), licences(notices)],
    output: {
      dir: folder,
      entryFileNames: '[name].js',
      chunkFileNames: '[name]-[hash:6].js',
      sourcemap: true,
      minify: true,
      comments: false,
      postBanner: ({ isEntry }) => (isEntry ? banner : ''),
      ...output,
    },
  });
}

rmSync(folder, { recursive: true, force: true }); // Chunks of an earlier build have other names.

const division = await divide(entry, [vendorsInside(otherVendors)]);
const lazily = [vendorsInside(otherVendors), ownCopies(division), sharedModules(division)];
await bundle('verification-upgrade', lazily, { format: 'es' });
await bundle(classic, [withoutExports(entry), withoutOtherVendors(), nothingLazy()], {
  format: 'iife',
  codeSplitting: false,
});
writeIntegrity(folder, `${classic}.js`);
