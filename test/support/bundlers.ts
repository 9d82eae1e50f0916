import path from 'node:path';
import { build as buildWithEsbuild } from 'esbuild';
import { build as buildWithRolldown } from 'rolldown';
import { build as buildWithVite } from 'vite';
import webpack from 'webpack';

/** Bundles `main.js` of a folder, and what it imports, for production into another one. Rejects where the bundler complains. */
export type Bundle = (folder: string, output: string) => Promise<unknown>;

/** Those that are common, each as it is without a word of configuration beside in and out. */
export const bundlers: Readonly<Record<string, Bundle>> = {
  vite: (root, outDir) =>
    buildWithVite({
      root,
      configFile: false,
      logLevel: 'error',
      base: './',
      build: {
        outDir,
        emptyOutDir: false,
        rolldownOptions: { input: path.join(root, 'main.js'), output: { entryFileNames: 'main.js' } },
      },
    }),
  rolldown: (cwd, dir) => buildWithRolldown({ cwd, input: './main.js', output: { dir }, logLevel: 'silent' }),
  esbuild: (absWorkingDir, outdir) =>
    buildWithEsbuild({
      absWorkingDir,
      entryPoints: ['main.js'],
      outdir,
      bundle: true,
      splitting: true,
      format: 'esm',
      minify: true,
      logLevel: 'silent',
    }),
  webpack: (context, folder) =>
    new Promise<void>((resolve, reject) => {
      webpack({ context, entry: './main.js', mode: 'production', output: { path: folder } }, (cause, stats) => {
        if (cause) reject(cause);
        else if (stats?.hasErrors()) reject(new Error(stats.toString('errors-only')));
        else resolve();
      });
    }),
};
