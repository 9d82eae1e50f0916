import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const atRoot = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'AGENTS.md'];
const elsewhere = ['bench/results.md', 'bench/server/results.md'];

/** Every page of the documentation. */
export const documents: readonly string[] = [
  ...atRoot,
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.join('docs', file))
    .sort(),
  ...elsewhere,
];

/** A fenced block of code. */
export interface Snippet {
  readonly file: string;
  readonly line: number;
  readonly language: string;
  readonly code: string;
  /** The file that is linked at the end of the text above: it is quoted. */
  readonly source: string | undefined;
}

export const placeOf = ({ file, line }: Snippet): string => `${file}:${line}`;

export function snippetsIn(file: string): Snippet[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^( *)```(.*)\n([^]*?)^ *```$/gm)].map(
    ({ 1: indentation = '', 2: language = '', 3: code = '', index }) => {
      const above = text.slice(0, index);
      const [, link] = /\]\(([^)]+)\):\n\n$/.exec(above) ?? [];
      return {
        file,
        line: above.split('\n').length,
        language,
        code: code.replaceAll(new RegExp(`^${indentation}`, 'gm'), ''),
        source: link && path.join(path.dirname(file), link),
      };
    },
  );
}
