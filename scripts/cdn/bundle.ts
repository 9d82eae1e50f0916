import path from 'node:path';
import { rolldown, type InputOptions, type OutputOptions, type Plugin } from 'rolldown';
import { minify } from 'terser';
import { minifyTemplates } from './minify-templates.js';
import type { Notices } from './notices.js';

export interface BundleOptions {
  /** Folder that gets the files. */
  readonly folder: string;
  /** First line of each script that a page names. */
  readonly banner: string;
  readonly notices: Notices;
}

/** Terser's output is smaller than Rolldown's: by 0.7 % of the entry and of the classic script. */
const minifyChunks: Plugin = {
  name: 'minify-chunks',
  async generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      const name = `${chunk.fileName}.map`;
      const asset = bundle[name];
      if (asset?.type !== 'asset') throw new Error(`${chunk.fileName} has no source map.`);
      const { code = '', map } = await minify(chunk.code, {
        module: true,
        ecma: 2020,
        compress: { passes: 3 },
        format: { comments: /^!/ },
        sourceMap: { content: String(asset.source), filename: chunk.fileName, url: name },
      });
      chunk.code = code;
      asset.source = typeof map === 'string' ? map : JSON.stringify(map);
    }
  },
};

/** Pages with plain scripts have variables of their own with the first name; browsers have the second one for it, too. */
const otherNames = { URL: 'webkitURL' };

/** Builds one file from one module. It imports no other file statically. @returns the file's name */
async function writeFile(
  input: InputOptions,
  output: OutputOptions,
  { folder, notices }: BundleOptions,
): Promise<string> {
  const build = await rolldown({
    ...input,
    platform: 'browser',
    transform: {
      target: ['chrome125', 'edge125', 'firefox126', 'safari17.4'],
      define: { ...otherNames, ...input.transform?.define },
    },
    plugins: [minifyTemplates(), input.plugins, notices.collect(), minifyChunks],
    // It would count the builds of lazy files as time of the plugin that waits for them.
    checks: { bundlerTimings: false },
  });
  const written = await build.write({
    dir: folder,
    codeSplitting: false,
    sourcemap: true,
    minify: true,
    comments: false,
    ...output,
  });
  await build.close();
  const [file, ...others] = written.output.filter(({ type }) => type === 'chunk');
  if (file?.type !== 'chunk' || others.length > 0 || file.imports.length > 0)
    throw new Error(`${file?.fileName ?? 'A bundle'} did not become one file without static imports.`);
  return file.fileName;
}

/**
 * Builds the ES module `name` and, beside it, one file for each module that it imports lazily. Each file is a bundle of
 * its own with everything that it needs: code that two of them use is in both.
 *
 * The name of a lazily imported file has a hash in it, so the files that import it are built after it.
 *
 * @returns the names of all files, by the paths of their modules
 */
export async function bundleModule(
  entry: string,
  name: string,
  options: BundleOptions,
): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, Promise<string>>();

  const lazyFiles: Plugin = {
    name: 'lazy-files',
    async resolveId(source, importer, { kind }) {
      if (kind !== 'dynamic-import' || !source.startsWith('.') || importer?.includes('node_modules')) return null;
      const module = await this.resolve(source, importer, { skipSelf: true });
      if (!module) return null;
      const file = files.get(module.id) ?? build(module.id, { entryFileNames: '[name]-[hash:6].js' });
      files.set(module.id, file);
      return { id: `./${await file}`, external: true };
    },
  };
  const build = (input: string, output: OutputOptions) =>
    writeFile({ input, plugins: [lazyFiles], preserveEntrySignatures: 'strict' }, output, options);

  const input = path.resolve(entry);
  files.set(input, build(input, { entryFileNames: name, postBanner: options.banner }));
  await files.get(input);
  return new Map(
    await Promise.all([...files].map(async ([id, file]) => [path.relative('.', id), await file] as const)),
  );
}

/** Sumsub alone is inside: the adapters of the others would add 6 kB, and lack their vendors' packages. */
const withoutOtherProviders: Plugin = {
  name: 'without-other-providers',
  resolveId: (source, importer, { kind }) =>
    kind === 'dynamic-import' && importer?.includes('/src/providers/') && source !== './sumsub.js' ? '\0absent' : null,
  load: (id) =>
    id === '\0absent'
      ? `export default {
          mount() {
            const message = 'For other providers load verification-upgrade.js.';
            throw Object.assign(new Error(message), { code: 'provider-load-failed' });
          },
        };`
      : null,
};

/**
 * Micro-frontends (qiankun, Garfish) run the scripts of a sub-application with a proxy in place of the document, which no
 * function of the browser takes for a node.
 */
const realDocument = 'var document = new DocumentFragment().ownerDocument;';

/** Builds the classic script `name`, with all that it needs inside. */
export async function bundleClassic(entry: string, name: string, options: BundleOptions): Promise<void> {
  await writeFile(
    {
      input: entry,
      plugins: [withoutOtherProviders],
      preserveEntrySignatures: false,
      // A classic script has no files of its own beside it, so there is nothing to retry.
      transform: { define: { 'import.meta.url': '""' } },
    },
    { format: 'iife', entryFileNames: name, postBanner: options.banner, intro: realDocument },
    options,
  );
}
