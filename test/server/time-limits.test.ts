import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createBackend } from '../../src/server/index.js';
import { serve } from '../../src/server/node.js';
import { run } from '../support/program.js';
import { exchange } from '../support/raw.js';

interface Measured {
  readonly silent: readonly [status: number, milliseconds: number];
  readonly slow: readonly [status: number, milliseconds: number];
  readonly [name: string]: unknown;
}

describe('a time limit', { concurrency: true }, () => {
  it('holds in seconds while memory is collected, and invented users cost a few bytes each', async () => {
    const command = [process.execPath, '--expose-gc', '--import', 'tsx', 'test/server/programs/collected.ts'];
    const measured = JSON.parse(await run(command, process.cwd())) as Measured;
    assert.deepEqual(measured['API hangs'], [504]);
    assert.deepEqual(measured['user() hangs'], [504]);
    assert.deepEqual(measured['login hangs'], [502]);
    assert.equal(measured.silent[0], 408);
    assert.ok(measured.silent[1] < 9_000, String(measured.silent[1]));
    assert.equal(measured.slow[0], 404);
    assert.ok(measured.slow[1] < 15_000, String(measured.slow[1]));
    assert.ok(Number(measured['bytes by user']) < 2_000, String(measured['bytes by user']));
  });

  // Browsers open connections ahead of their requests, and do not use each of them.
  it('closes a connection that was never used, without an answer and without a line in the log', async () => {
    const entries: unknown[] = [];
    const options = { api: 'http://localhost:9', username: 'partner', password: 'password' };
    const backend = createBackend({ ...options, log: (entry) => entries.push(entry) });
    const served = await serve(backend, { port: 0, host: '127.0.0.1' });
    const answer = await exchange(served.port, '').finally(() => served.close());
    assert.deepEqual({ answer, entries }, { answer: '', entries: [] });
  });
});
