import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { complaintsAbout, type CodeFile } from '../support/snippets/code.js';
import { complaintsAboutCss } from '../support/snippets/css.js';
import { FOLLOWED, followedFiles } from '../support/snippets/followed.js';
import { readMarkup } from '../support/snippets/html.js';
import { complaintsAboutHeaders, complaintsAboutPlaces, complaintsAboutShell } from '../support/snippets/lines.js';
import { documents, placeOf, snippetsIn, type Snippet } from '../support/snippets/snippet.js';
import { readVocabulary } from '../support/snippets/vocabulary.js';

const vocabulary = readVocabulary();
const followed = [...followedFiles().values()];
const snippets = documents.flatMap(snippetsIn);

/** A test of its own runs it: as the file that is quoted, or as what a newcomer does. */
const isTested = ({ source, file, code }: Snippet) =>
  source !== undefined || (file === FOLLOWED && followed.some((content) => code.endsWith(content)));

/** What is wrong with a block of each language; those of code are compiled, all at once. */
const complaintsIn: Readonly<Record<string, (code: string) => readonly string[]>> = {
  html: (code) => readMarkup(code, vocabulary).complaints,
  css: (code) => complaintsAboutCss(code, vocabulary),
  json: complaintsAboutJson,
  sh: complaintsAboutShell,
  http: complaintsAboutHeaders,
  text: complaintsAboutPlaces,
  console: () => [], // What a command prints: test/cli/documents.test.ts compares it.
};
const isCode = ({ language }: Snippet) => ['ts', 'tsx', 'js'].includes(language);

describe('a block of code in the documentation', () => {
  it('is quoted as it stands in the file that is linked above it', () => {
    // How deep it is indented there is of no concern.
    const flat = (text: string) => text.replaceAll(/^ +/gm, '');
    const quotes = snippets.filter(({ source }) => source !== undefined);
    const wrong = quotes.filter(({ source = '', code }) => !flat(readFileSync(source, 'utf8')).includes(flat(code)));
    assert.deepEqual(wrong.map(placeOf), []);
    assert.ok(quotes.length > 15);
  });

  it('is a quotation in the guides to frameworks: that code is run', () => {
    const own = snippets.filter(({ file, language }) => file.startsWith('docs/frameworks/') && language !== 'sh');
    assert.deepEqual(own.filter(({ source }) => source === undefined).map(placeOf), []);
  });

  it('is in a language that is checked, unless another test runs it', () => {
    const unchecked = snippets
      .filter((snippet) => !isTested(snippet) && !isCode(snippet))
      .filter(({ language }) => !Object.hasOwn(complaintsIn, language));
    assert.deepEqual(
      unchecked.map((snippet) => `${placeOf(snippet)}: "${snippet.language}"`),
      [],
    );
  });

  it('is well-formed, and uses only what there is', () => {
    const complaints = snippets
      .filter((snippet) => snippet.source === undefined)
      .flatMap((snippet) => {
        const found = complaintsIn[snippet.language]?.(snippet.code) ?? [];
        return found.map((complaint) => `${placeOf(snippet)}: ${complaint}`);
      });
    assert.deepEqual(complaints, []);
  });

  it('compiles against the package as it is built', () => {
    assert.deepEqual(complaintsAbout(snippets.filter((snippet) => !isTested(snippet)).flatMap(toCode)), []);
  });
});

/** A block that begins with its name in a comment is a file that others on the page may import. */
function toCode(snippet: Snippet): CodeFile[] {
  const { file: folder, line, language, code } = snippet;
  const place = placeOf(snippet);
  if (language === 'html') {
    const { scripts } = readMarkup(code, vocabulary);
    return scripts.map((script, index) => ({ place, folder, name: `${line}-${index}.js`, code: script }));
  }
  const [, name = `${line}.${language}`] = /^\/\/ ([\w-]+\.\w+)\n/.exec(code) ?? [];
  return isCode(snippet) ? [{ place, folder, name, code }] : [];
}

function complaintsAboutJson(code: string): string[] {
  try {
    JSON.parse(code);
    return [];
  } catch (error) {
    return [String(error)];
  }
}
