import path from 'node:path';
import MagicString from 'magic-string';
import type { Plugin } from 'rolldown';

/** A classic script has nobody to export to. */
export const withoutExports = (file: string): Plugin => ({
  name: 'without-exports',
  resolveId: (source, importer) => (source === file && !importer ? '\0classic' : null),
  load: (id) => (id === '\0classic' ? `import ${JSON.stringify(path.resolve(file))};` : null),
});

/** Sumsub alone is inside. The others would add 6 kB for pages that do not use them, and lack their vendors' packages. */
export const withoutOtherVendors = (): Plugin => ({
  name: 'without-other-vendors',
  resolveId: (source, importer) =>
    importer?.endsWith('/src/providers/registry.ts') && /^\.\/(?!sumsub\.js|provider\.js)/.test(source)
      ? '\0absent'
      : null,
  load: (id) =>
    id === '\0absent'
      ? `export default {
          mount() {
            const message = 'For other providers load verification-upgrade.js.';
            throw Object.assign(new Error(message), { code: 'provider-load-failed' });
          },
        };`
      : null,
});

/** What is imported lazily elsewhere is imported at once. Left to the bundler, each such module gets a wrapper of its own. */
export const nothingLazy = (): Plugin => ({
  name: 'nothing-lazy',
  transform(code, id) {
    const imports = [...code.matchAll(/\bimport\('(\.[^']+)'\)/g)];
    if (id.includes('node_modules') || imports.length === 0) return null;
    const output = new MagicString(code);
    imports.forEach(({ 0: expression, 1: source = '', index }, number) => {
      output.update(index, index + expression.length, `Promise.resolve(inside${String(number)})`);
      output.prepend(`import * as inside${String(number)} from '${source}';\n`);
    });
    return { code: output.toString(), map: output.generateMap({ hires: 'boundary' }) };
  },
});
