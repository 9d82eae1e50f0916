import { readFileSync } from 'node:fs';

/** One entry of the package, as a page imports it. */
export interface Entry {
  /** `verification-upgrade/element` */
  readonly specifier: string;
  /** The files of the package that it opens: a module with its types, or data. */
  readonly files: readonly string[];
}

interface Manifest {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

/** Every entry that `exports` in package.json names. */
export const entries: readonly Entry[] = Object.entries(
  (JSON.parse(readFileSync('package.json', 'utf8')) as Manifest).exports,
).map(([key, target]) => ({
  specifier: key.replace('.', 'verification-upgrade'),
  files: typeof target === 'string' ? [target] : Object.values(target),
}));
