import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

/** The tables of a section, as rows of cells; without the heads. */
function rowsOf(file: string, heading: string): readonly (readonly string[])[] {
  const text = readFileSync(file, 'utf8');
  const section = text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  const cells = rows.map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return cells.filter(([first = ''], index) => !/^-+$/.test(first) && !/^-+$/.test(cells[index + 1]?.[0] ?? ''));
}

const testsIn = (text: string): readonly string[] =>
  [...text.matchAll(/`([\w./-]+\.test\.ts)`/g)].map(([, path = '']) => path);

/** SECURITY.md names tests by their paths below `test/`; of one provider, by the file alone. */
const isTest = (path: string) => ['test/', 'test/providers/', ''].some((folder) => existsSync(folder + path));

describe('SECURITY.md', () => {
  for (const heading of ['What was attacked and held', 'Limits']) {
    const rows = rowsOf('SECURITY.md', heading);

    it(`has rows under "${heading}"`, () => {
      assert.ok(rows.length > 10, String(rows.length));
    });

    for (const row of rows) {
      it(`names tests that exist: ${row[0] ?? ''}`, () => {
        const tests = testsIn(row.at(-1) ?? '');
        assert.notDeepEqual(tests, []);
        for (const path of tests) assert.ok(isTest(path), path);
      });
    }
  }

  it('names no other test that does not exist', () => {
    for (const path of testsIn(readFileSync('SECURITY.md', 'utf8'))) assert.ok(isTest(path), path);
  });

  /** Each with what the code has: a limit that changes has to change here. */
  const limits: readonly (readonly [text: string, file: string, code: string])[] = [
    ['262,144 characters', 'src/upgrade/client-reply.ts', 'MAX_BODY = 262_144'],
    ['the first 32 count', 'src/upgrade/answer.ts', 'MAX_ERRORS = 32'],
    ['1,000, then `bad-response`', 'src/upgrade/answer.ts', 'MAX_FIELDS = 1_000'],
    ['an hour', 'src/upgrade/reply.ts', 'MAX_WAIT = 3_600'],
    ['16,384 characters', 'src/upgrade/redact.ts', 'MAX_SECRET = 16_384'],
    ['300 characters', 'src/upgrade/redact.ts', 'MAX_TEXT = 300'],
    ['50 different warnings', 'src/upgrade/warn-once.ts', 'MAX_LINES = 50'],
    ['200 a second', 'src/providers/shared/message-source.ts', 'MAX_RATE = 200'],
    ['4,000 pixels', 'src/providers/shared/sdk.ts', 'MAX_FRAME_HEIGHT = 4_000'],
    ['3, then `provider-error`', 'src/upgrade/provider-session.ts', 'MAX_RELOADS = 3'],
    ['may ask for 5', 'src/providers/veriff.ts', 'MAX_RELOADS = 5'],
    ['1, then `provider-error`', 'src/upgrade/provider-session.ts', 'MAX_REMOVALS = 1'],
    ['3 a minute', 'src/upgrade/token-refresh.ts', 'MAX_REFRESHES = 3'],
  ];
  for (const [text, file, code] of limits) {
    it(`has the limit of the code: ${code}`, () => {
      assert.ok(
        rowsOf('SECURITY.md', 'Limits').some((row) => row.join().includes(text)),
        text,
      );
      assert.ok(readFileSync(file, 'utf8').includes(code), file);
    });
  }
});

describe('docs/faults.md', () => {
  const headings = [
    'Network and server',
    'Provider',
    'The page',
    'Attacks',
    'Reported by others',
    'What the console says',
  ];

  for (const heading of headings) {
    it(`names a test that exists for each fault under "${heading}"`, () => {
      const rows = rowsOf('docs/faults.md', heading);
      assert.ok(rows.length > 5, String(rows.length));
      for (const row of rows) {
        const text = row.join(' ');
        if (text.includes('`npm run ')) continue;
        const tests = testsIn(text);
        assert.notDeepEqual(tests, [], row[0]);
        for (const path of tests) assert.ok(existsSync(path), path);
      }
    });
  }

  it('has two public sources for each report', () => {
    for (const [situation, , sources = ''] of rowsOf('docs/faults.md', 'Reported by others')) {
      const links = [...sources.matchAll(/\(https:\/\/github\.com\/[\w.-]+\/[\w.-]+\/(issues|pull)\/\d+\)/g)];
      assert.ok(links.length >= 2, situation);
    }
  });
});
