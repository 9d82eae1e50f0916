import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pagesOf, writeTexts } from '../../scripts/docs/assistants.js';
import { documents } from '../support/snippets/snippet.js';

/** Links that stay on the site, code aside. */
const linksIn = (text: string) =>
  [...text.replace(/^ *```[^]*?^ *```$/gm, '').matchAll(/\]\((\/[^)#\s]*)[^)]*\)/g)].map(([, link = '']) => link);

describe('the documentation for assistants', () => {
  let folder: string;
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'texts-'));
    writeTexts(folder);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('has every page', () => {
    assert.deepEqual([...pagesOf()].sort(), [...documents].sort());
  });

  it('has a Markdown file for each page, whose links lead to others', () => {
    const dead: string[] = [];
    const pages = documents.map((file) => file.replace(/^(docs\/(.*\/)?)README\.md$/, '$1index.md'));
    for (const page of pages)
      for (const link of linksIn(read(page)))
        if (link.endsWith('.md') && !existsSync(path.join(folder, link))) dead.push(`${page}: ${link}`);
    assert.deepEqual(dead, []);
  });

  it('has a table of contents with a title, a summary and links that lead somewhere', () => {
    const text = read('llms.txt');
    assert.match(text, /^# verification-upgrade\n\n> \S.*\n\n/);
    const links = linksIn(text);
    assert.ok(links.length > 25);
    assert.deepEqual(
      links.filter((link) => /\.(md|txt)$/.test(link) && !existsSync(path.join(folder, link))),
      [],
    );
    const lines = text.split('\n').slice(5);
    assert.deepEqual(
      lines.filter((line) => line !== '' && !/^(## |- \[)/.test(line)),
      [],
    );
  });

  it('has all of it in one file', () => {
    const text = read('llms-full.txt');
    for (const file of documents) assert.ok(text.includes(readFileSync(file, 'utf8').split('\n', 1)[0] ?? ''), file);
  });
});
