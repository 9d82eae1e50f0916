import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import GithubSlugger from 'github-slugger';
import { toApiPage, type Manifest } from '../../scripts/docs/api.js';
import en from '../../src/locales/en.js';
import { isErrorCode, UpgradeError } from '../../src/upgrade/error.js';
import { documents } from '../support/snippets/snippet.js';

const read = (file: string) => readFileSync(file, 'utf8');

const withoutCode = (text: string) => text.replace(/^```[^]*?^```/gm, '');
const anchorsIn = (file: string) => {
  const slugger = new GithubSlugger();
  return [...withoutCode(read(file)).matchAll(/^#+ (.*)$/gm)].map(([, text = '']) => slugger.slug(text));
};

/** What a Markdown file links to, anchors and addresses of other hosts included. */
const linksIn = (file: string) =>
  [...withoutCode(read(file)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);

describe('the documentation', () => {
  it('has no relative link that leads nowhere', () => {
    const dead: string[] = [];
    for (const file of documents) {
      for (const link of linksIn(file)) {
        if (/^[a-z]+:/.test(link)) continue;
        const [name = '', anchor] = link.split('#');
        const target = name === '' ? file : path.join(path.dirname(file), name);
        const leads =
          existsSync(target) &&
          (anchor === undefined || (statSync(target).isFile() && anchorsIn(target).includes(anchor)));
        if (!leads) dead.push(`${file}: ${link}`);
      }
    }
    assert.deepEqual(dead, []);
  });

  it('is all in the table of contents, which is the navigation of the site', () => {
    const listed = ['docs/README.md', 'docs/decisions/README.md'].flatMap((contents) => [
      contents,
      ...linksIn(contents).map((link) => path.join(path.dirname(contents), link)),
    ]);
    assert.deepEqual(
      documents.filter((file) => !listed.includes(file)),
      [],
    );
  });
});

describe('docs/api.md', () => {
  it('is what the manifest says', async () => {
    const manifest = JSON.parse(read('dist/custom-elements.json')) as Manifest;
    assert.equal(read('docs/api.md'), await toApiPage(manifest), 'docs/api.md is stale: npm run build && npm run api');
  });
});

describe('docs/errors.md', () => {
  const entries = new Map(
    read('docs/errors.md')
      .split(/^### /m)
      .slice(1)
      .map((entry) => [entry.split('\n', 1)[0] ?? '', entry]),
  );

  /** Those of the table that stand for themselves: numbers that are treated in a way of their own, and every name. */
  const numbers = (prefix: string) => Array.from({ length: 1000 }, (_, number) => `${prefix}${number}`);
  const numbered = [...numbers('ER'), ...numbers('http-')].filter((code) => new UpgradeError(code).kind !== 'server');
  const [, union = ''] = /type ErrorCode =([^;]*);/.exec(read('src/upgrade/error.ts')) ?? [];
  const named = [...union.matchAll(/'([a-z-]+)'/g)].map(([, code = '']) => code).filter(isErrorCode);
  const codes = [...numbered, ...named];

  it('has an entry for every code', () => {
    assert.ok(numbered.length > 20 && named.length > 10);
    assert.deepEqual(
      [...codes, 'ER708', 'ER999'].filter((code) => !entries.has(code)),
      [],
    );
  });

  it('has none for a code that there is not', () => {
    const strange = [...entries.keys()].filter((title) => !title.startsWith('Any other') && !isErrorCode(title));
    assert.deepEqual(strange, []);
  });

  it('says of each what it is, what is offered and what the customer reads', () => {
    const words: Readonly<Record<string, string>> = en;
    for (const code of [...codes, 'ER999']) {
      const { kind, recovery } = new UpgradeError(code);
      const heading = words[`failed.${code}.heading`] ?? words[`failed.${kind}.heading`] ?? '';
      const line = `\`${kind}\` · ${recovery.map((way) => `\`${way}\``).join(' ')} · "${heading}"`;
      assert.equal(entries.get(code)?.split('\n')[2], line, code);
    }
  });
});
