import { readFileSync } from 'node:fs';

/** One entry of the package, as a page imports it. */
export interface Entry {
  /** `verification-upgrade/element` */
  readonly specifier: string;
  /** What stands behind it in the package: modules with their types, or data. */
  readonly files: readonly string[];
}

type Target = string | null | Readonly<Record<string, string>>;

/**
 * Every entry that `exports` in package.json opens, those of its patterns one by one.
 * @param files all that is in the package
 */
export function entriesOf(files: readonly string[]): readonly Entry[] {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly exports: Readonly<Record<string, Target>>;
  };
  const closed = Object.keys(exports).filter((key) => exports[key] === null);
  const isClosed = (key: string) => closed.some((pattern) => starsIn(pattern, key) !== undefined);
  return Object.entries(exports).flatMap(([key, target]) => {
    if (target === null) return [];
    const targets = typeof target === 'string' ? [target] : Object.values(target);
    if (!key.includes('*')) return [{ specifier: specifierOf(key), files: targets }];
    const names = new Set(
      targets.flatMap((pattern) => files.map((file) => starsIn(pattern, `./${file}`) ?? [])).flat(),
    );
    return [...names]
      .map((name) => ({ key: key.replace('*', name), files: targets.map((pattern) => pattern.replace('*', name)) }))
      .filter((entry) => !isClosed(entry.key))
      .map((entry) => ({ specifier: specifierOf(entry.key), files: entry.files }));
  });
}

const specifierOf = (key: string) => key.replace('.', 'verification-upgrade');

/** What the star of a pattern stands for in a text; nothing where the text does not match. */
function starsIn(pattern: string, text: string): string | undefined {
  const [start = '', end = ''] = pattern.split('*');
  if (!pattern.includes('*')) return pattern === text ? '' : undefined;
  const matches = text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
  return matches ? text.slice(start.length, text.length - end.length) : undefined;
}
