import path from 'node:path';
import { build as buildWithEsbuild } from 'esbuild';
import { build as buildWithRolldown } from 'rolldown';
import { build as buildWithVite } from 'vite';
import webpack from 'webpack';

/** Bundles `main.js` of a folder, and what it imports, for production into another one. Rejects where the bundler fails. */
export type Bundle = (folder: string, output: string) => Promise<unknown>;

/** @returns what webpack warns of */
const bundleWithWebpack = (context: string, folder: string, resolve: webpack.ResolveOptions = {}) =>
  new Promise<string>((onEnd, onError) => {
    const options: webpack.Configuration = {
      context,
      entry: './main.js',
      mode: 'production',
      output: { path: folder },
      performance: false,
      resolve,
    };
    webpack(options, (cause, stats) => {
      if (cause) onError(cause);
      else if (stats?.hasErrors()) onError(new Error(stats.toString('errors-only')));
      else onEnd(String(stats?.compilation.warnings.map(String).join('\n')));
    });
  });

/** One that does not read `exports` of a package.json, as Parcel by default. */
export const bundleByMain: Bundle = (context, folder) =>
  bundleWithWebpack(context, folder, { exportsFields: [], mainFields: ['main'] });

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
  webpack: (context, folder) => bundleWithWebpack(context, folder),
};
