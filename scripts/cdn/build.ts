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

const { name, version, license } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, string>;
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
      chunkFileNames: '[name]-[hash].js',
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

rmSync(folder, { recursive: true, force: true }); // Chunks of an earlier build have other names.

const division = await divide(entry);
await bundle('verification-upgrade', [ownCopies(division), sharedModules(division)], { format: 'es' });
await bundle('verification-upgrade.classic', [withoutExports(entry)], { format: 'iife', codeSplitting: false });
