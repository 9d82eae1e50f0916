import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { describe, it } from 'node:test';
import { createBackend, MemoryStore } from '../../src/server/index.js';
import { serve } from '../../src/server/node.js';
import { startServerProcess } from '../support/server-process.js';
import { startStubApi } from '../support/stub-api.js';

const headers = { 'sec-fetch-site': 'same-origin', 'user-authorization': 'Bearer user-token' };
const credentials = { username: 'partner', password: 'the password of the partner' };

/** An API whose answers wait until the test lets them go. */
function held() {
  const waiting: (() => void)[] = [];
  const listener: RequestListener = (_request, response) => void waiting.push(() => response.end('{}'));
  return { listener, waiting };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(setImmediate);
}

describe('a server that is closed', () => {
  it('ends what is under way, refuses what is new, and closes its store', async () => {
    const api = await startStubApi();
    const { listener, waiting } = held();
    api.user = listener;
    let closed = 0;
    const close = () => {
      closed++;
      return Promise.resolve();
    };
    const store = Object.assign(new MemoryStore(), { close });
    const backend = createBackend({ api: api.origin, ...credentials, store });
    const served = await serve(backend, { port: 0, host: '127.0.0.1' });
    const url = `http://127.0.0.1:${served.port}`;
    const ask = () => fetch(`${url}/api/v2/user/upgrade`, { method: 'POST', headers });
    const underWay = [ask(), ask(), ask()];
    await until(() => waiting.length === 3);

    const closing = served.close();
    const late = await ask();
    assert.deepEqual([late.status, late.headers.get('retry-after')], [503, '1']);
    const health = await fetch(`${url}/health`);
    assert.deepEqual([health.status, ((await health.json()) as { status: string }).status], [503, 'closing']);
    assert.equal(closed, 0);

    for (const answer of waiting) answer();
    assert.deepEqual(await Promise.all(underWay.map(async (response) => (await response).status)), [200, 200, 200]);
    await closing;
    assert.equal(closed, 1);
    await assert.rejects(ask());
    await api.close();
  });

  it('waits no longer than it is told to', async () => {
    const api = await startStubApi();
    const { listener, waiting } = held();
    api.user = listener;
    const backend = createBackend({ api: api.origin, ...credentials });
    const served = await serve(backend, { port: 0, host: '127.0.0.1' });
    const lost = fetch(`http://127.0.0.1:${served.port}/api/v2/user/upgrade`, { method: 'POST', headers });
    const ended = assert.rejects(lost);
    await until(() => waiting.length === 1);
    await served.close(100);
    await ended;
    await api.close();
  });

  it('says that its port is in use in one line', async () => {
    const api = await startStubApi();
    const backend = createBackend({ api: api.origin, ...credentials });
    const served = await serve(backend, { port: 0, host: '127.0.0.1' });
    await assert.rejects(serve(backend, { port: served.port, host: '127.0.0.1' }), {
      name: 'ConfigurationError',
      message: `Port ${served.port} is in use.`,
    });
    await served.close();
    await api.close();
  });

  it('loses no request when it gets a SIGTERM', async () => {
    const api = await startStubApi();
    const { listener, waiting } = held();
    api.user = listener;
    const server = await startServerProcess({
      BTCDIRECT_API: api.origin,
      BTCDIRECT_USERNAME: 'partner',
      BTCDIRECT_PASSWORD: 'password',
      BTCDIRECT_USER_TOKEN: 'user-token',
    });
    let answered = 0;
    const requests = Array.from({ length: 100 }, () =>
      fetch(`${server.url}/api/v2/user/upgrade`, { method: 'POST', headers }).then(({ status }) => {
        answered++;
        return status;
      }),
    );
    // The rest is refused by the limit.
    await until(() => waiting.length === 20 && answered === 80);
    const ended = server.end('SIGTERM');
    await server.says(/closing/);
    for (const answer of waiting) answer();
    assert.deepEqual([...new Set(await Promise.all(requests))].sort(), [200, 429]);
    await ended;
    await api.close();
  });
});
