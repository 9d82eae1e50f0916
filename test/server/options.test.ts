import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { createBackend, readEnvironment } from '../../src/server/index.js';

const set = {
  BTCDIRECT_API: 'https://api-sandbox.btcdirect.eu',
  BTCDIRECT_USERNAME: 'name',
  BTCDIRECT_PASSWORD: 'word',
};

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
});

describe('the back end’s handlers', () => {
  it('hash alike with and without Node', async () => {
    const { digest, toBase64Url } = await import('../../src/server/digest.js');
    const web = await crypto.subtle.digest('SHA-256', new TextEncoder().encode('ä user'));
    assert.equal(await digest('ä user'), toBase64Url(new Uint8Array(web)));
  });

  it('know nothing of Node, so that they run wherever there are requests and responses', async () => {
    const files = (await readdir('src/server')).filter((name) => name.endsWith('.ts'));
    const ofNode = ['node.ts', 'node-call.ts', 'node-transport.ts', 'redis.ts', 'digest.ts'];
    const portable = files.filter((name) => !ofNode.includes(name));
    assert.ok(portable.length > 8);
    for (const name of portable) {
      const source = await readFile(`src/server/${name}`, 'utf8');
      assert.doesNotMatch(
        source,
        /from '(?!\.\/)|from '\.\/(node|node-call|redis)\.js'|\b(process|Buffer)\.\w|\brequire\(/,
        name,
      );
    }
  });
});
