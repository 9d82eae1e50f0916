import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import GithubSlugger from 'github-slugger';
import { toApiPage, type Manifest } from '../../scripts/docs/api.js';
import { scenarios } from '../../demo/emulator/scenarios.js';
import { attributes, propertyNames } from '../../src/element/settings.js';
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

/** The codes that need an entry: numbers that the table treats in their own way, and every name. */
const numbers = (prefix: string) => Array.from({ length: 1000 }, (_, number) => `${prefix}${number}`);
const numbered = [...numbers('ER'), ...numbers('http-')].filter((code) => new UpgradeError(code).kind !== 'server');
const [, union = ''] = /type ErrorCode =([^;]*);/.exec(read('src/upgrade/error.ts')) ?? [];
const named = [...union.matchAll(/'([a-z-]+)'/g)].map(([, code = '']) => code).filter(isErrorCode);
const codes = [...numbered, ...named];

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

describe('the file names in the documentation', () => {
  it('are those of files that exist', () => {
    const missing = documents.flatMap((file) =>
      [...read(file).matchAll(/`((?:src|test|scripts|bench|demo|docs)\/[\w./-]+\.\w+)`/g)]
        .map(([, name = '']) => name)
        .filter((name) => !existsSync(name) && !existsSync(path.join(path.dirname(file), name)))
        // A path in the reader's project, of a file that is linked.
        .filter((name) => !read(file).includes(`/${name})`))
        .map((name) => `${file}: ${name}`),
    );
    assert.deepEqual(missing, []);
  });

  it('in docs/faults.md are whole paths, and its scenarios are those of the demo', () => {
    const faults = read('docs/faults.md');
    const rows = [...faults.matchAll(/^\|.*\|$/gm)].map(([row]) => row);
    const partial = rows.flatMap((row) => [...row.matchAll(/`([\w-]+\.test\.ts)`/g)].map(([, name]) => name));
    assert.deepEqual(partial, []);
    const played = faults
      .split(/^(?=\|.*\| demo +\|$)/m)
      .slice(1)
      .flatMap((table) => table.split('\n\n', 1))
      .flatMap((table) => table.split('\n').slice(2))
      .flatMap((row) => [...(row.split('|').at(-2) ?? '').matchAll(/`([a-z0-9-]+)`/g)].map(([, name = '']) => name));
    assert.ok(played.length > 60);
    assert.deepEqual(
      played.filter((name) => !Object.hasOwn(scenarios, name)),
      [],
    );
  });
});

describe('README.md', () => {
  const readme = read('README.md');
  const section = (heading: string) => readme.split(`\n## ${heading}\n`)[1]?.split('\n## ', 1)[0] ?? '';
  const namesIn = (text: string) => [...text.matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name);

  it('has every attribute and property in its table', () => {
    const named = new Set(namesIn(section('Attributes and properties')));
    assert.deepEqual(
      [...Object.keys(attributes), ...propertyNames, 'state'].filter((name) => !named.has(name)),
      [],
    );
  });

  it('has every code in its table, with its kind and its recovery', () => {
    const rows = [...section('Errors').matchAll(/^\| (`.*?) +\| (\S+) +\| (.*) \|$/gm)];
    const table = new Map(
      rows.flatMap(([, codes = '', kind = '', recovery = '']) =>
        namesIn(
          codes.replace(
            '`ER800` to `ER806`',
            ['ER800', 'ER801', 'ER802', 'ER803', 'ER804', 'ER805', 'ER806'].map((code) => `\`${code}\``).join(' '),
          ),
        ).map(
          (code) =>
            [code, { kind: kind.replaceAll('`', ''), recovery: recovery.split(/[;:]/, 1).flatMap(namesIn) }] as const,
        ),
      ),
    );
    for (const code of [...codes, 'ER999']) {
      const { kind, recovery } = new UpgradeError(code);
      assert.deepEqual(table.get(code), { kind, recovery: [...recovery] }, code);
    }
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

  it('says of each what it is, what is offered and what the user reads', () => {
    const words: Readonly<Record<string, string>> = en;
    for (const code of [...codes, 'ER999']) {
      const { kind, recovery } = new UpgradeError(code);
      const heading = words[`failed.${code}.heading`] ?? words[`failed.${kind}.heading`] ?? '';
      const line = `\`${kind}\` · ${recovery.map((way) => `\`${way}\``).join(' ')} · "${heading}"`;
      assert.equal(entries.get(code)?.split('\n')[2], line, code);
    }
  });
});
