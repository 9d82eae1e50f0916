import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { text } from 'node:stream/consumers';
import { startRedis, type Redis } from '../support/redis.js';
import { startServerProcess, type ServerProcess } from '../support/server-process.js';
import { granted, startStubApi, type StubApi } from '../support/stub-api.js';

const SECRET = 'the secret of the webhooks';

const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise(setImmediate);
};

describe('a process that is killed', () => {
  let redis: Redis;
  let api: StubApi;
  let doomed: ServerProcess;
  let other: ServerProcess;
  /** Events that were handed on. */
  const events: string[] = [];
  /** Whether they are answered. */
  let isTaking = false;
  const receiver = createServer((request, response) => {
    void text(request).then((body) => {
      events.push(body);
      if (isTaking) response.end();
    });
  });

  before(async () => {
    [redis, api] = await Promise.all([startRedis(), startStubApi()]);
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  });
  after(async () => {
    receiver.closeAllConnections();
    receiver.close();
    await Promise.all([redis.stop(), api.close()]);
  });
  beforeEach(async () => {
    const environment = {
      BTCDIRECT_API: api.origin,
      BTCDIRECT_USERNAME: 'partner',
      BTCDIRECT_PASSWORD: 'the password of the partner',
      BTCDIRECT_WEBHOOK_SECRET: SECRET,
      REDIS_URL: redis.url,
      STORE_KEY: Buffer.alloc(32, 7).toString('base64'),
      EVENTS: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`,
    };
    const start = () => startServerProcess(environment, 'handing-on');
    [doomed, other] = await Promise.all([start(), start()]);
    events.length = 0;
    isTaking = false;
  });
  afterEach(async () => {
    await Promise.all([doomed.end('SIGKILL'), other.end('SIGTERM')]);
  });

  const ask = (server: ServerProcess, user: string) => {
    const headers = { 'sec-fetch-site': 'same-origin', 'user-authorization': `Bearer ${user}` };
    return fetch(`${server.url}/api/v2/user/upgrade`, { method: 'POST', headers });
  };
  const deliver = (server: ServerProcess, body: string) => {
    const headers = { 'x-signature': createHmac('sha256', SECRET).update(body).digest('hex') };
    return fetch(`${server.url}/webhooks/btcdirect`, { method: 'POST', headers, body });
  };

  it('while it logs in costs the others seconds', async () => {
    let logins = 0;
    api.login = () => {
      logins++;
    };
    const lost = assert.rejects(ask(doomed, 'first'));
    await until(() => logins === 1);
    // The others wait for the one that has the lock.
    const waits = ask(other, 'second');
    await doomed.end('SIGKILL');
    await lost;
    const start = performance.now();
    api.login = granted;
    assert.equal((await waits).status, 200);
    assert.ok(performance.now() - start < 10_000, String(performance.now() - start));
    assert.equal(logins, 1);
    assert.equal(api.counts.login, 2);
  });

  it('while it handles a webhook leaves it to another one', async () => {
    const body = '{"event":"user_verified"}';
    const lost = assert.rejects(deliver(doomed, body));
    await until(() => events.length === 1);
    assert.equal((await deliver(other, body)).status, 503);
    await doomed.end('SIGKILL');
    await lost;
    const start = performance.now();
    isTaking = true;
    let status = 503;
    while (status === 503) ({ status } = await deliver(other, body));
    assert.equal(status, 204);
    assert.ok(performance.now() - start < 10_000, String(performance.now() - start));
    assert.equal((await deliver(other, body)).status, 204);
    assert.deepEqual(events, [body, body]);
  });
});
