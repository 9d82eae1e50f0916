import type { OutputAsset, OutputChunk, Plugin } from 'rolldown';
import { sourceOf, statementsOf } from './syntax.js';

export const isChunk = (file: OutputChunk | OutputAsset): file is OutputChunk => file.type === 'chunk';

/**
 * Rolldown plugin: the build fails where the output would not do for a script tag. No file imports another one statically:
 * the entry is one request, a lazy chunk too, and none of them evaluates the entry a second time. What is imported lazily
 * lies beside the file that imports it.
 */
export function standAlone(): Plugin {
  return {
    name: 'stand-alone',
    generateBundle(_options, bundle) {
      for (const { fileName, code } of Object.values(bundle).filter(isChunk)) {
        const imported = statementsOf(this.parse(code))
          .map(sourceOf)
          .find((source) => source !== undefined);
        if (imported !== undefined) this.error(`${fileName} has to wait for ${imported}.`);
        for (const [, address = ''] of code.matchAll(/\bimport\(((["'`])[^)]*\2)\)/g)) {
          const file = /^.\.\/([^/]+).$/.exec(address)?.[1];
          if (!file || !bundle[file]) this.error(`${fileName} imports ${address}, which does not lie beside it.`);
        }
      }
    },
  };
}
