import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { createBackend, toLine, type Backend, type BackendOptions } from '../../src/server/index.js';
import { createRedisStore } from '../../src/server/redis.js';
import { startRedis, type Redis } from '../support/redis.js';
import { startStubApi, type StubApi } from '../support/stub-api.js';

const SECRET = 'the secret of the webhooks';
const key = Buffer.alloc(32, 7).toString('base64');

const upgrade = (token: string) =>
  new Request('http://site/api/v2/user/upgrade', {
    method: 'POST',
    headers: { 'sec-fetch-site': 'same-origin', 'user-authorization': `Bearer ${token}` },
  });

const webhook = (body: string) =>
  new Request('http://site/webhooks/btcdirect', {
    method: 'POST',
    headers: { 'x-signature': createHmac('sha256', SECRET).update(body).digest('hex') },
    body,
  });

describe('two backends on one Redis', () => {
  let redis: Redis;
  let api: StubApi;
  const events: string[] = [];
  const log: string[] = [];
  let backends: readonly Backend[] = [];
  let first: Backend;
  let second: Backend;
  let users = 0;

  const make = (
    options: Partial<BackendOptions> = {},
    onEvent = (event: unknown) => void events.push(JSON.stringify(event)),
  ) =>
    createBackend({
      api: api.origin,
      username: 'partner',
      password: 'the password of the partner',
      store: createRedisStore({ url: redis.url, key }),
      // 500 requests at once may take a busy machine longer than a page would wait.
      timeout: 60_000,
      webhook: { secret: SECRET, onEvent, timeout: 400 },
      log: (entry) => log.push(toLine(entry).replace(/ \d+ ms$/, '')),
      ...options,
    });
  const statusOf = async (answer: Promise<Response>) => (await answer).status;
  const ask = (backend: Backend, token = `user-${users++}`) => statusOf(backend.fetch(upgrade(token)));
  const deliver = (backend: Backend, body: string) => statusOf(backend.fetch(webhook(body)));

  before(async () => {
    redis = await startRedis();
  });
  after(() => redis.stop());
  beforeEach(async () => {
    await redis.stop();
    await redis.start();
    api = await startStubApi();
    [events.length, log.length] = [0, 0];
    backends = [first, second] = [make(), make()];
  });
  afterEach(async () => {
    await redis.thaw();
    await Promise.all(backends.map((backend) => backend.close(1_000)));
    await api.close();
  });

  it('log in once for 500 requests at once, and renew once', async () => {
    const crowd = () => Promise.all(Array.from({ length: 500 }, (_, index) => ask(index % 2 ? first : second)));
    assert.deepEqual([...new Set(await crowd())], [200]);
    assert.deepEqual(api.counts, { login: 1, refresh: 0, user: 500 });
    const [last] = api.asked.slice(-1);
    const expired = last?.headers.authorization;
    api.user = (request, response) => {
      const isGood = request.headers.authorization !== expired;
      response.writeHead(isGood ? 200 : 400).end(isGood ? '{}' : '{"errors":{"ER801":{}}}');
    };
    assert.deepEqual([...new Set(await crowd())], [200]);
    assert.deepEqual([api.counts.login, api.counts.refresh], [1, 1]);
  });

  it('let exactly the allowed number of a user’s requests through', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 60 }, (_, index) => ask(index % 2 ? first : second, 'one')),
    );
    assert.equal(statuses.filter((status) => status === 200).length, 20);
    assert.equal(statuses.filter((status) => status === 429).length, 40);
  });

  it('handle a webhook once, also if both get it at the same time', async () => {
    const statuses = await Promise.all([first, second, first, second].map((backend) => deliver(backend, '{"id":1}')));
    assert.ok(
      statuses.every((status) => status === 204 || status === 503),
      statuses.join(),
    );
    assert.ok(statuses.includes(204));
    assert.deepEqual([await deliver(first, '{"id":1}'), await deliver(second, '{"id":1}')], [204, 204]);
    assert.deepEqual(events, ['{"id":1}']);
  });

  it('handle a webhook again if the one that had it has failed or never ends', async () => {
    let calls = 0;
    const broken = make({}, () => {
      if (calls++ === 0) throw new Error('The database is down.');
      return new Promise<never>(() => undefined) as never;
    });
    backends = [...backends, broken];
    assert.equal(await deliver(broken, '{"id":2}'), 500);
    assert.equal(await deliver(first, '{"id":2}'), 204);
    const lost = deliver(broken, '{"id":3}');
    while (calls < 2) await new Promise(setImmediate);
    assert.equal(await deliver(first, '{"id":3}'), 503);
    assert.equal(await lost, 500);
    let status = 503;
    while (status === 503) status = await deliver(first, '{"id":3}');
    assert.equal(status, 204);
    assert.deepEqual(events, ['{"id":2}', '{"id":3}']);
  });

  for (const [name, away, back] of [
    ['is stopped', () => redis.stop(), () => redis.start()],
    ['answers nothing', () => redis.freeze(), () => redis.thaw()],
  ] as const) {
    it(`go on with upgrades while it ${name}, refuse webhooks, and recover by themselves`, async () => {
      assert.equal(await ask(first), 200);
      assert.equal(await deliver(first, '{"id":4}'), 204);
      await away();
      assert.deepEqual([await ask(first), await ask(first), await ask(second)], [200, 200, 200]);
      assert.ok(log.includes('store (the store is away: this process goes on with its own memory)'));
      assert.equal(log.filter((line) => line.startsWith('store')).length, 2);
      // Each counts for itself.
      for (let count = 0; count < 20; count++) assert.equal(await ask(first, 'greedy'), 200);
      assert.equal(await ask(first, 'greedy'), 429);
      const refused = await first.fetch(webhook('{"id":5}'));
      assert.deepEqual([refused.status, refused.headers.get('retry-after')], [503, '5']);
      assert.equal(
        ((await (await first.fetch(new Request('http://site/health'))).json()) as { store: string }).store,
        'away',
      );
      assert.deepEqual(events, ['{"id":4}']);

      await back();
      let status = 503;
      while (status === 503) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        status = await deliver(first, '{"id":5}');
      }
      assert.equal(status, 204);
      assert.ok(log.includes('store (the store is back)'));
      while ((await deliver(second, '{"id":5}')) === 503) await new Promise((resolve) => setTimeout(resolve, 50));
      assert.deepEqual(events, ['{"id":4}', '{"id":5}']);
      assert.equal(await ask(second), 200);
    });
  }

  it('start without it', async () => {
    await redis.stop();
    const late = make();
    backends = [...backends, late];
    assert.equal(await ask(late), 200);
    assert.equal(await deliver(late, '{"id":6}'), 503);
    await redis.start();
    while ((await deliver(late, '{"id":6}')) === 503) await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual(events, ['{"id":6}']);
  });

  it('renew within seconds after the one that renewed has died', async () => {
    const dead = createRedisStore({ url: redis.url, key });
    assert.equal(await dead.claim('partner:lock', 'a process that died', 4_000), 'yours');
    const start = performance.now();
    assert.deepEqual(await Promise.all([ask(first), ask(second)]), [200, 200]);
    assert.ok(performance.now() - start < 6_000);
    assert.equal(api.counts.login, 1);
    await dead.close?.();
  });

  it('share what a refused password means', async () => {
    api.login = { status: 401 };
    assert.deepEqual([await ask(first), await ask(second), await ask(first)], [502, 502, 502]);
    assert.equal(api.counts.login, 1);
  });
});
