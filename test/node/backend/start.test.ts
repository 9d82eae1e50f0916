import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { createBackend, readEnvironment } from '../../../demo/backend/index.js';
import { createApi } from '../../../demo/emulator/api.js';
import { listen } from '../../../demo/emulator/listen.js';
import { CREDENTIALS } from '../../../demo/emulator/partner.js';

const set = {
  BTCDIRECT_API: 'https://api-sandbox.btcdirect.eu',
  BTCDIRECT_USERNAME: 'name',
  BTCDIRECT_PASSWORD: 'word',
};

/** Starts the server of its own as somebody would, and reads what it says. */
function start(environment: Record<string, string>): Promise<{ code: number; stderr: string }> {
  return new Promise((resolve) => {
    const env = { PATH: process.env['PATH'], ...environment };
    execFile(process.execPath, ['--import', 'tsx', 'demo/backend/start.ts'], { env }, (error, _stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stderr });
    });
  });
}

describe('the back end’s settings', () => {
  it('say in one line which of them are missing', () => {
    assert.throws(() => readEnvironment({}), {
      message: 'Not set: BTCDIRECT_API, BTCDIRECT_USERNAME, BTCDIRECT_PASSWORD.',
    });
    assert.throws(() => readEnvironment({ ...set, BTCDIRECT_PASSWORD: '' }), {
      message: 'Not set: BTCDIRECT_PASSWORD.',
    });
  });

  it('let no password travel in the open', () => {
    for (const api of [
      'http://api.btcdirect.eu',
      'api.btcdirect.eu',
      'ftp://localhost',
      'http://localhost.evil.example',
    ]) {
      assert.throws(() => readEnvironment({ ...set, BTCDIRECT_API: api }), { name: 'ConfigurationError' }, api);
      assert.throws(() => createBackend({ api, username: 'name', password: 'word' }), { name: 'ConfigurationError' });
    }
    assert.equal(readEnvironment({ ...set, BTCDIRECT_API: 'http://localhost:4010/' }).api, 'http://localhost:4010');
  });

  it('are one line on the terminal when they are missing or refused', async () => {
    const handle = createApi({ isGuarded: true });
    const api = await listen((request, response) => void handle(request, response));
    const environment = { BTCDIRECT_API: `http://localhost:${api.port}`, BTCDIRECT_USERNAME: CREDENTIALS.username };
    const [missing, refused] = await Promise.all([
      start(environment),
      start({ ...environment, BTCDIRECT_PASSWORD: 'wrong' }),
    ]);
    await api.close();
    assert.deepEqual(missing, { code: 1, stderr: 'Not set: BTCDIRECT_PASSWORD.\n' });
    assert.deepEqual(refused, {
      code: 1,
      stderr: "BTC Direct refuses the partner's username or password (401 ER038).\n",
    });
  });
});

describe('the back end’s handlers', () => {
  it('know nothing of Node, so that they run wherever there are requests and responses', async () => {
    const files = (await readdir('demo/backend')).filter((name) => name.endsWith('.ts'));
    const portable = files.filter((name) => !['node.ts', 'start.ts'].includes(name));
    assert.ok(portable.length > 8);
    for (const name of portable) {
      const source = await readFile(`demo/backend/${name}`, 'utf8');
      assert.doesNotMatch(
        source,
        /from '(?!\.\/)|from '\.\/(node|start)\.ts'|\b(process|Buffer)\.\w|\brequire\(/,
        name,
      );
    }
  });
});
