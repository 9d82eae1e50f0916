/**
 * Builds what a script tag loads: `dist/cdn/verification-upgrade.js`, an ES module with its lazy chunks beside it, and
 * `verification-upgrade.classic.js`, one script with everything inside.
 */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build, type OutputOptions, type Plugin } from 'rolldown';
import { standAlone } from './checks.js';
import { divide } from './division.js';
import { licences } from './licences.js';
import { minifyTemplates } from './minify-templates.js';
import { ownCopies } from './own-copies.js';
import { sharedModules } from './shared-modules.js';
import { vendorsInside } from './vendors-inside.js';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { peerDependencies?: Record<string, string> };
const { name, version, license } = manifest as Record<string, string>;
const otherVendors = Object.keys(manifest.peerDependencies ?? {});
const entry = 'src/index.ts';
const folder = 'dist/cdn';
const notices = 'LICENSES.txt';
const banner = `/*! ${name ?? ''} ${version ?? ''} | ${license ?? ''} | ${notices} */`;

async function bundle(fileName: string, plugins: Plugin[], output: OutputOptions): Promise<void> {
  await build({
    input: { [fileName]: entry },
    platform: 'browser',
    preserveEntrySignatures: 'allow-extension',
    transform: { target: ['chrome125', 'edge125', 'firefox126', 'safari17.4'] },
    plugins: [minifyTemplates(), ...plugins, standAlone(), licences(notices)],
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

/** A classic script has nobody to export to. */
const withoutExports = (file: string): Plugin => ({
  name: 'without-exports',
  resolveId: (source, importer) => (source === file && !importer ? '\0classic' : null),
  load: (id) => (id === '\0classic' ? `import ${JSON.stringify(path.resolve(file))};` : null),
});

/** Sumsub alone is inside of the classic script. Whoever needs another provider takes the module, whose chunks cost nothing else. */
const withoutOtherVendors = (packages: readonly string[]): Plugin => ({
  name: 'without-other-vendors',
  resolveId: (source) => (packages.some((vendor) => source.startsWith(vendor)) ? `\0absent:${source}` : null),
  load: (id) =>
    id.startsWith('\0absent:')
      ? "throw new Error('The classic script carries Sumsub alone. For other providers load verification-upgrade.js.');"
      : null,
});

rmSync(folder, { recursive: true, force: true }); // Chunks of an earlier build have other names.

const division = await divide(entry, [vendorsInside(otherVendors)]);
await bundle('verification-upgrade', [vendorsInside(otherVendors), ownCopies(division), sharedModules(division)], {
  format: 'es',
});
await bundle('verification-upgrade.classic', [withoutExports(entry), withoutOtherVendors(otherVendors)], {
  format: 'iife',
  codeSplitting: false,
});
