import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import en from '../../src/locales/en.js';
import { isKnown, UpgradeError } from '../../src/upgrade/error.js';

const read = (file: string) => readFileSync(file, 'utf8');
const pages = readdirSync('docs', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md'))
  .map((file) => path.join('docs', file))
  .sort();

/** As GitHub makes an anchor of a heading. */
const slug = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const withoutCode = (text: string) => text.replace(/^```[^]*?^```/gm, '');
const headingsIn = (file: string) => [...withoutCode(read(file)).matchAll(/^#+ (.*)$/gm)].map(([, text = '']) => text);

describe('the documentation', () => {
  it('has no relative link that leads nowhere', () => {
    const dead: string[] = [];
    for (const file of ['README.md', ...pages]) {
      for (const [, link = ''] of withoutCode(read(file)).matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^[a-z]+:/.test(link)) continue;
        const [name = '', anchor] = link.split('#');
        const target = name === '' ? file : path.join(path.dirname(file), name);
        const leads =
          existsSync(target) &&
          (anchor === undefined || (statSync(target).isFile() && headingsIn(target).map(slug).includes(anchor)));
        if (!leads) dead.push(`${file}: ${link}`);
      }
    }
    assert.deepEqual(dead, []);
  });

  it('quotes code as it stands in the file that is linked above it', () => {
    const indentation = /^ +/gm;
    for (const file of pages) {
      const quoting = /\]\(([^)]+)\):\n\n```\w+\n([^]*?)```/g;
      const quotes = [...read(file).matchAll(quoting)];
      for (const [, link = '', code = ''] of quotes) {
        const source = read(path.join(path.dirname(file), link));
        assert.ok(
          source.replace(indentation, '').includes(code.replace(indentation, '')),
          `${file} quotes what is not in ${link}:\n${code}`,
        );
      }
      // A guide has no code of its own that nobody runs.
      if (!file.startsWith(path.join('docs', 'frameworks'))) continue;
      const blocks = [...read(file).matchAll(/^```(?!sh)\w+$/gm)];
      assert.equal(quotes.length, blocks.length, `${file} has code that is no quotation.`);
      assert.ok(quotes.length > 0, `${file} shows no code.`);
    }
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
  const named = [...union.matchAll(/'([a-z-]+)'/g)].map(([, code = '']) => code).filter(isKnown);
  const codes = [...numbered, ...named];

  it('has an entry for every code', () => {
    assert.ok(numbered.length > 20 && named.length > 10);
    assert.deepEqual(
      [...codes, 'ER708', 'ER999'].filter((code) => !entries.has(code)),
      [],
    );
  });

  it('has none for a code that there is not', () => {
    const strange = [...entries.keys()].filter((title) => !title.startsWith('Any other') && !isKnown(title));
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
