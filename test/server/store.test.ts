import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createClient } from 'redis';
import { MemoryStore, type Store } from '../../src/server/index.js';
import { createRedisStore, redisFromEnvironment } from '../../src/server/redis.js';
import { startRedis, type Redis } from '../support/redis.js';

export const KEY = Buffer.alloc(32, 7).toString('base64');

/** What every store does, of whatever kind. */
function behavesAsStore(open: () => Store): void {
  let store: Store;
  let name = 0;
  const key = () => `key:${name++}`;
  before(() => {
    store = open();
  });
  after(() => store.close?.());

  it('keeps a value until its time is over', async () => {
    const own = key();
    assert.equal(await store.read(own), undefined);
    await store.write(own, 'ä value', 60_000);
    assert.equal(await store.read(own), 'ä value');
    await store.write(own, 'another', 1);
    while ((await store.read(own)) !== undefined) await new Promise(setImmediate);
  });

  it('gives a claim to one, who may extend it', async () => {
    const own = key();
    const claims = await Promise.all(['a', 'b', 'c'].map((owner) => store.claim(own, owner, 60_000)));
    assert.deepEqual([...claims].sort(), ['taken', 'taken', 'yours']);
    const owner = ['a', 'b', 'c'][claims.indexOf('yours')] ?? '';
    assert.equal(await store.claim(own, owner, 60_000), 'yours');
    await store.release(own, 'another owner');
    assert.equal(await store.claim(own, 'd', 60_000), 'taken');
    await store.release(own, owner);
    assert.equal(await store.claim(own, 'd', 60_000), 'yours');
  });

  it('ends a claim by itself', async () => {
    const own = key();
    assert.equal(await store.claim(own, 'a', 1), 'yours');
    while ((await store.claim(own, 'b', 60_000)) !== 'yours') await new Promise(setImmediate);
  });

  it('knows what is done, even for the one who did it', async () => {
    const own = key();
    await store.claim(own, 'a', 60_000);
    await store.settle(own, 60_000);
    assert.deepEqual([await store.claim(own, 'a', 1), await store.claim(own, 'b', 1)], ['done', 'done']);
    await store.release(own, 'a');
    assert.equal(await store.claim(own, 'b', 1), 'done');
  });

  it('counts up to the limit, and says how long it takes', async () => {
    const own = key();
    const limit = { requests: 3, seconds: 60 };
    const waits = await Promise.all(Array.from({ length: 10 }, () => store.count(own, limit)));
    assert.equal(waits.filter((wait) => wait === 0).length, 3);
    for (const wait of waits.filter((wait) => wait > 0)) assert.ok(wait > 55_000 && wait <= 60_000, String(wait));
    assert.equal(await store.count(key(), limit), 0);
    assert.ok((await store.count(key(), { requests: 0, seconds: 60 })) > 0);
  });

  it('begins to count anew when the time is over', async () => {
    const own = key();
    const limit = { requests: 1, seconds: 0.05 };
    assert.equal(await store.count(own, limit), 0);
    while ((await store.count(own, limit)) > 0) await new Promise(setImmediate);
    assert.ok((await store.count(own, limit)) > 0);
  });
}

describe('the store in memory', () => {
  behavesAsStore(() => new MemoryStore());

  it('lets no one out of a limit because of a million others', async () => {
    const store = new MemoryStore(() => 1_000);
    const limit = { requests: 2, seconds: 60 };
    await store.count('limited', limit);
    await store.count('limited', limit);
    for (let index = 0; index < 200_000; index++) await store.count(`invented:${index}`, limit);
    assert.ok((await store.count('limited', limit)) > 0);
  });
});

describe('the store in Redis', () => {
  let redis: Redis;
  before(async () => {
    redis = await startRedis();
  });
  after(() => redis.stop());

  behavesAsStore(() => createRedisStore({ url: redis.url, key: KEY }));

  it('holds no secret that can be read, nor one that was moved to another key', async () => {
    const store = createRedisStore({ url: redis.url, key: KEY, prefix: 'app:' });
    const client = createClient({ url: redis.url });
    await client.connect();
    await store.write('partner:token', 'the token of the partner', 60_000);
    const stored = await client.get('app:partner:token');
    assert.ok(stored && !stored.includes('partner') && !Buffer.from(stored, 'base64').includes('partner'));
    await store.write('partner:token', 'the token of the partner', 60_000);
    assert.notEqual(await client.get('app:partner:token'), stored);
    await client.set('app:other', stored);
    assert.equal(await store.read('other'), undefined);
    await client.set('app:partner:token', 'written by a stranger');
    assert.equal(await store.read('partner:token'), undefined);
    const otherKey = createRedisStore({ url: redis.url, key: Buffer.alloc(32, 8).toString('base64'), prefix: 'app:' });
    await client.set('app:partner:token', stored);
    assert.equal(await otherKey.read('partner:token'), undefined);
    assert.equal(await store.read('partner:token'), 'the token of the partner');
    for (const end of [store, otherKey]) await end.close?.();
    await client.close();
  });

  it('leaves no key without an end', async () => {
    const client = createClient({ url: redis.url });
    await client.connect();
    const keys = await client.keys('verification-upgrade:*');
    assert.ok(keys.length > 3);
    for (const key of keys) assert.ok((await client.pTTL(key)) > 0, key);
    await client.close();
  });

  it('is read from the environment, and says what is wrong with it', () => {
    assert.equal(redisFromEnvironment({}), undefined);
    for (const wrong of [{ STORE_KEY: '' }, { STORE_KEY: 'c2hvcnQ=' }, { STORE_KEY: KEY, REDIS_URL: 'localhost' }])
      assert.throws(() => redisFromEnvironment({ REDIS_URL: redis.url, ...wrong }), { name: 'ConfigurationError' });
  });
});
