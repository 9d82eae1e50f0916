/** `npm run lint`: reads the prose of the Markdown files, as the ESLint rule reads that of the modules. */
import { readdirSync, readFileSync } from 'node:fs';
import { complaints } from './lint/prose.js';

const files = [
  ...readdirSync('.'),
  ...['docs', '.changeset'].flatMap((folder) =>
    readdirSync(folder, { encoding: 'utf8', recursive: true }).map((file) => `${folder}/${file}`),
  ),
].filter((file) => file.endsWith('.md'));

const lines = files.flatMap((file) => {
  let isCode = false;
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (line.startsWith('```')) isCode = !isCode;
      return isCode ? [] : complaints(line).map((complaint) => `${file}:${index + 1} ${complaint}`);
    });
});

for (const line of lines) console.error(line);
if (lines.length > 0) process.exitCode = 1;
