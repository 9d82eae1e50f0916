import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { startRedis, type Redis } from '../support/redis.js';
import { startServerProcess, type ServerProcess } from '../support/server-process.js';
import { startStubApi, type StubApi } from '../support/stub-api.js';

const SECRET = 'the secret of the webhooks';

describe('four processes on one Redis', () => {
  let redis: Redis;
  let api: StubApi;
  let processes: readonly ServerProcess[] = [];

  before(async () => {
    [redis, api] = await Promise.all([startRedis(), startStubApi()]);
    const environment = {
      BTCDIRECT_API: api.origin,
      BTCDIRECT_USERNAME: 'partner',
      BTCDIRECT_PASSWORD: 'the password of the partner',
      BTCDIRECT_WEBHOOK_SECRET: SECRET,
      REDIS_URL: redis.url,
      STORE_KEY: Buffer.alloc(32, 7).toString('base64'),
    };
    processes = await Promise.all(Array.from({ length: 4 }, () => startServerProcess(environment)));
  });
  after(async () => {
    await Promise.all(processes.map((one) => one.end('SIGTERM')));
    await Promise.all([redis.stop(), api.close()]);
  });

  const at = (index: number) => processes[index % processes.length]?.url ?? '';
  const ask = async (index: number, token: string) => {
    const headers = { 'sec-fetch-site': 'same-origin', 'user-authorization': `Bearer ${token}` };
    return (await fetch(`${at(index)}/api/v2/user/upgrade`, { method: 'POST', headers })).status;
  };
  const deliver = async (index: number, body: string) => {
    const headers = { 'x-signature': createHmac('sha256', SECRET).update(body).digest('hex') };
    return (await fetch(`${at(index)}/webhooks/btcdirect`, { method: 'POST', headers, body })).status;
  };

  it('log in once, at their start and for 500 requests at once', async () => {
    const statuses = await Promise.all(Array.from({ length: 500 }, (_, index) => ask(index, `user-${index}`)));
    assert.deepEqual([...new Set(statuses)], [200]);
    assert.deepEqual(api.counts, { login: 1, refresh: 0, user: 500 });
  });

  it('let exactly the allowed number through the limit', async () => {
    const statuses = await Promise.all(Array.from({ length: 200 }, (_, index) => ask(index, 'one-user')));
    assert.equal(statuses.filter((status) => status === 200).length, 20);
    assert.equal(statuses.filter((status) => status === 429).length, 180);
  });

  it('handle a webhook once', async () => {
    const statuses = await Promise.all(Array.from({ length: 40 }, (_, index) => deliver(index, '{"event":1}')));
    assert.ok(
      statuses.every((status) => status === 204 || status === 503),
      statuses.join(),
    );
    for (const [index] of processes.entries()) assert.equal(await deliver(index, '{"event":1}'), 204);
    const events = processes.flatMap(({ lines }) => lines().filter((line) => line.startsWith('event ')));
    assert.deepEqual(events, ['event {"event":1}']);
  });
});
