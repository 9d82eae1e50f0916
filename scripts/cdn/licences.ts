import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'rolldown';
import { isChunk } from './checks.js';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** The package that a module belongs to; nothing for a module of ours. */
const packageOf = (moduleId: string) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(moduleId)?.[0];

function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
  const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt'].map((base) => path.join(folder, base)).find(existsSync);
  const text = file ? readFileSync(file, 'utf8').trim() : `Licence: ${license ?? 'not named'}.`;
  return `${name} ${version}\n\n${text}\n`;
}

/** Rolldown plugin: beside the scripts lies what the licences of the packages inside them ask for. */
export function licences(fileName: string): Plugin {
  return {
    name: 'licences',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle)
        .filter(isChunk)
        .flatMap(({ moduleIds }) => moduleIds);
      const folders = new Set(modules.map(packageOf).filter((folder) => folder !== undefined));
      const source = [...folders]
        .sort()
        .map(noticeOf)
        .join(`\n${'-'.repeat(80)}\n\n`);
      this.emitFile({ type: 'asset', fileName, source });
    },
  };
}
