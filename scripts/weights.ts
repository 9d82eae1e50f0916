/**
 * Says what each part of the published scripts weighs: a table in the README, and more in `bench/weights.md`. To be run
 * from a fresh build.
 *
 * Compressed bytes belong to no single module, as each profits from what came before it. So every module gets the share of
 * the file that its own minified code, compressed alone, has among all.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { gzipSync } from 'node:zlib';
import { toPrettyMarkdown } from './markdown.js';

const folder = 'dist/cdn/';
const target = 'bench/weights.md';
const readme = 'README.md';
/** The table lies between these. */
const place = /(?<=<!-- weights -->\n)[^]*(?=<!-- \/weights -->)/;

const gzip = (text: string): number => gzipSync(text, { level: 9 }).length;

/** A module as people know it: a file of ours, or the package it came in. */
function nameOf(source: string | undefined): string {
  if (!source || /rolldown|\0/.test(source)) return '(joints of the bundle)';
  const [, packageName] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source) ?? [];
  if (packageName) return /^(lit|lit-html|lit-element|@lit\/.*)$/.test(packageName) ? 'Lit' : packageName;
  return source.replace(/^.*?src\//, '').replace(/\?.*$/, '');
}

/** The minified code of each module in a file, by its source map. */
function codeByModule(code: string, map: SourceMapPayload): Map<string, string> {
  const sources = new SourceMap(map);
  const modules = new Map<string, string>();
  code.split('\n').forEach((line, row) => {
    for (let column = 0; column < line.length; column++) {
      const entry = sources.findEntry(row, column);
      const name = nameOf('originalSource' in entry ? entry.originalSource : undefined);
      modules.set(name, (modules.get(name) ?? '') + (line[column] ?? ''));
    }
  });
  return modules;
}

interface Part {
  readonly name: string;
  readonly raw: number;
  readonly share: number;
}

function partsOf(file: string): readonly Part[] {
  const code = readFileSync(folder + file, 'utf8').replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '');
  const map = JSON.parse(readFileSync(`${folder}${file}.map`, 'utf8')) as SourceMapPayload;
  // 20 bytes are what gzip needs for nothing at all.
  const alone = [...codeByModule(code, map)].map(([name, text]) => ({ name, raw: text.length, size: gzip(text) - 20 }));
  const sum = alone.reduce((total, { size }) => total + size, 0);
  const whole = gzip(code);
  return alone
    .map(({ name, raw, size }) => ({ name, raw, share: Math.round((size / sum) * whole) }))
    .toSorted((a, b) => b.share - a.share);
}

const number = (value: number) => value.toLocaleString('en');
const row = (...cells: (string | number)[]) =>
  `| ${cells.map((cell) => (typeof cell === 'number' ? number(cell) : cell)).join(' | ')} |`;

const withoutHash = (file: string) => file.replace(/-[\w-]{6}\.js$/, '.js');
const built = readdirSync(folder).filter((file) => file.endsWith('.js'));
const find = (name: string) => {
  const file = built.find((candidate) => withoutHash(candidate) === name);
  if (!file) throw new Error(`There is no ${folder}${name}. Run: npm run build`);
  return file;
};
const weight = (name: string) => gzip(readFileSync(folder + find(name), 'utf8'));

const entry = 'verification-upgrade.js';
const classic = 'verification-upgrade.classic.js';
const onTheWay = [entry, 'attempt.js', 'stage.js', 'sumsub.js'];
const others = built.map(withoutHash).filter((name) => ![...onTheWay, classic].includes(name));

const table = (name: string) => [
  `## ${name}`,
  '',
  row('part', 'minified', 'share of the compressed file'),
  row('---', '--:', '--:'),
  ...partsOf(find(name)).map(({ name: part, raw, share }) => row(part, raw, share)),
  '',
];

const files = [
  row('file', 'bytes', 'when it is loaded'),
  row('---', '--:', '---'),
  row(entry, weight(entry), 'at once, and all that the POST waits for'),
  row('attempt', weight('attempt.js'), 'beside the POST'),
  row('stage', weight('stage.js'), 'beside the POST: the views, in English, and Lit'),
  row('sumsub', weight('sumsub.js'), 'beside the POST, if it is the default provider; else when the server names it'),
  row(
    '**until the SDK starts**',
    onTheWay.reduce((total, name) => total + weight(name), 0),
    '',
  ),
  ...others.map((name) => row(name.replace(/\.js$/, ''), weight(name), 'only where it is needed')),
  row(classic, weight(classic), 'in place of all of these: one script with Sumsub and every language inside'),
  '',
];
const report = [
  '# What each part weighs',
  '',
  'Bytes, minified, `gzip -9`. Made by `npm run weights` from the build in `dist/cdn/`.',
  '',
  ...files,
  'No single module owns compressed bytes. Below, each has the share of its file that its own code, compressed alone, has',
  'among all.',
  '',
  ...[...onTheWay, classic].flatMap(table),
];
writeFileSync(target, await toPrettyMarkdown(report.join('\n')));
const text = readFileSync(readme, 'utf8');
writeFileSync(readme, await toPrettyMarkdown(text.replace(place, `\n${files.join('\n')}\n`)));
console.log(files.join('\n'));
