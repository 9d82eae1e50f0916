import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import type { Vendor } from './vendors.js';

export interface Comparison {
  readonly provider: string;
  readonly version: string;
  /** The version that the tests run with; none if the package is not installed. */
  readonly installed: string | undefined;
  /** Words of the newest version that the installed one lacks, and the other way round. */
  readonly added: readonly string[];
  readonly gone: readonly string[];
  /** Words that neither the adapter nor the list of ignored ones knows. */
  readonly unread: readonly string[];
}

/**
 * @param newest folder of the newest package, unpacked
 * @throws {Error} if the types hold no word at all: they are built in another way now
 */
export function compare(vendor: Vendor, newest: string, installed = path.join('node_modules', vendor.npm)): Comparison {
  const words = wordsIn(newest, vendor);
  if (words.length === 0) throw new Error(`The types of ${vendor.npm} hold none of the words that are looked for.`);
  const known = existsSync(installed) ? wordsIn(installed, vendor) : undefined;
  const isRead = readerOf(vendor.provider);
  return {
    provider: vendor.provider,
    version: versionOf(newest),
    installed: known && versionOf(installed),
    added: known ? words.filter((word) => !known.includes(word)) : [],
    gone: known?.filter((word) => !words.includes(word)) ?? [],
    unread: words.filter((word) => !isRead(word) && !vendor.ignored.test(word)),
  };
}

const versionOf = (folder: string): string =>
  (JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { readonly version: string }).version;

function wordsIn(folder: string, { word, block }: Vendor): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.d\.m?ts$/.test(file) && !file.split(path.sep).includes('node_modules'))
    .sort();
  const texts = files.map((file) => readFileSync(path.join(folder, file), 'utf8'));
  const parts = block ? texts.flatMap((text) => block.exec(text)?.[0] ?? []) : texts;
  return [...new Set(parts.flatMap((text) => [...text.matchAll(word)].map(([, found = '']) => found)))].sort();
}

/** Whether an adapter names a word: in a string, in an expression that matches it, or as a name of its own. */
function readerOf(provider: string): (word: string) => boolean {
  const names = new Set<string>();
  const patterns: RegExp[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isIdentifier(node)) names.add(node.text);
    if (ts.isRegularExpressionLiteral(node)) {
      const [, source = '', flags = ''] = /^\/(.*)\/(\w*)$/s.exec(node.text) ?? [];
      patterns.push(new RegExp(source, flags.replace('g', '')));
    }
    ts.forEachChild(node, visit);
  };
  for (const file of sourcesOf(provider))
    visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest));
  // An expression that takes any word, to check its form, reads none.
  return (word) => names.has(word) || patterns.some((pattern) => pattern.test(word) && !pattern.test(decoyOf(word)));
}

/** A word of the same form that no SDK sends: `idCheck.onReady` becomes `idCheck.zzZzzzz`. */
const decoyOf = (word: string): string =>
  word.replace(/[\w-]+$/, (last) => last.replaceAll(/[a-z]/g, 'z').replaceAll(/[A-Z]/g, 'Z'));

function sourcesOf(provider: string): string[] {
  const folder = `src/providers/${provider}`;
  const more = existsSync(folder) ? readdirSync(folder).map((file) => path.join(folder, file)) : [];
  return [`${folder}.ts`, ...more];
}

/** What is to be looked at, a line each; none if all is as it was. */
export function toLines({ provider, version, installed, ...lists }: Comparison): string[] {
  const heading = `${provider} ${version}${installed === undefined ? '' : ` (tested with ${installed})`}`;
  const lines = Object.entries(lists)
    .filter(([, words]) => words.length > 0)
    .map(([kind, words]) => `  ${kind}: ${words.join(', ')}`);
  return lines.length > 0 ? [heading, ...lines] : [];
}
