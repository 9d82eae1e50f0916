import MagicString from 'magic-string';
import type { Plugin } from 'rolldown';

/**
 * Rolldown plugin: a vendor's package goes into the chunk of its adapter. In the source the adapter imports it lazily, so
 * that a page's bundler bears its absence; here that would only be one more round trip.
 */
export function vendorsInside(packages: readonly string[]): Plugin {
  return {
    name: 'vendors-inside',
    transform(code, id) {
      if (!/\/src\/providers\/[^/]+\.ts$/.test(id)) return null;
      const found = /\bimport\('([^']+)'\)/.exec(code);
      const [expression, source = ''] = found ?? [];
      const names = /const \{ ([\w, ]+) \} = await load\(\)/.exec(code)?.[1];
      if (!found || !expression || !packages.some((vendor) => source.startsWith(vendor))) return null;
      if (!names) this.error(`${id} has to name what it takes of ${source}: const { x } = await load().`);
      const output = new MagicString(code);
      output.update(found.index, found.index + expression.length, 'vendorsPackage');
      // Named: a whole namespace would need a helper, and that a chunk of its own.
      output.prepend(`import { ${names} } from ${JSON.stringify(source)};\nconst vendorsPackage = { ${names} };\n`);
      return { code: output.toString(), map: output.generateMap({ hires: 'boundary' }) };
    },
  };
}
