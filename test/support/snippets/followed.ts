import { readFileSync } from 'node:fs';

/** A test does what this page says, with the files that it has its reader write: `test/pages/getting-started.test.ts`. */
export const FOLLOWED = 'docs/getting-started.md';

/** Those files by their names, which stand in the line before, or in their first line. */
export function followedFiles(): ReadonlyMap<string, string> {
  const text = readFileSync(FOLLOWED, 'utf8');
  const named = text.matchAll(/^`([\w.-]+)`[^\n]*(?:\n[^\n]+)*:\n\n```\w+\n(.*?)^```/gms);
  const commented = text.matchAll(/^```ts\n\/\/ (\S+)\n(.*?)^```/gms);
  return new Map([...named, ...commented].map(([, name = '', content = '']) => [name, content]));
}
