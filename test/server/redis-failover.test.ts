import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { createClient } from 'redis';
import { createRedisStore } from '../../src/server/redis.js';
import type { Store } from '../../src/server/store.js';
import { startRedis, type Redis } from '../support/redis.js';

const key = Buffer.alloc(32, 7).toString('base64');

/** Where a name in the DNS leads to: a place that can change, and connections that can die without a word. */
class Place {
  readonly #server: Server;
  readonly #lines = new Set<{ isDead: boolean; end: () => void }>();
  connections = 0;
  target = '';

  constructor() {
    this.#server = createServer((near) => {
      this.connections++;
      const far = connect(Number(new URL(this.target).port), '127.0.0.1');
      const line = {
        isDead: false,
        end() {
          near.destroy();
          far.destroy();
        },
      };
      this.#lines.add(line);
      for (const [from, to] of [[near, far] as const, [far, near] as const]) {
        from.on('data', (bytes) => line.isDead || to.write(bytes));
        from.on('error', () => undefined);
        from.on('close', () => line.isDead || to.destroy());
      }
    });
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `redis://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** As if a cable had been cut: no side learns of it. */
  cut(): void {
    for (const line of this.#lines) line.isDead = true;
  }

  close(): void {
    for (const line of this.#lines) line.end();
    this.#server.close();
  }
}

describe('a store in Redis whose', () => {
  let servers: readonly Redis[] = [];
  let place: Place;
  let store: Store;

  before(async () => {
    servers = await Promise.all([startRedis(), startRedis()]);
  });
  after(() => Promise.all(servers.map((server) => server.stop())));
  beforeEach(async () => {
    place = new Place();
    place.target = servers[0]?.url ?? '';
    store = createRedisStore({ url: await place.listen(), key });
    assert.equal(await store.claim('before', 'one', 60_000), 'yours');
  });
  afterEach(async () => {
    await store.close?.();
    place.close();
  });

  it('primary becomes a replica finds the new one', async () => {
    const [former, next] = servers.map(({ url }) => url);
    const admin = createClient({ url: former ?? '' });
    await admin.connect();
    await admin.sendCommand(['REPLICAOF', '127.0.0.1', new URL(next ?? '').port]);
    try {
      place.target = next ?? '';
      await assert.rejects(store.claim('after', 'one', 60_000), /READONLY/);
      assert.equal(await store.claim('after', 'one', 60_000), 'yours');
      await store.write('value', 'secret', 60_000);
      assert.equal(await store.read('value'), 'secret');
      assert.equal(place.connections, 2);
    } finally {
      await admin.sendCommand(['REPLICAOF', 'NO', 'ONE']);
      admin.destroy();
    }
  });

  it('connection dies without a word connects again', async () => {
    place.cut();
    await Promise.all([
      assert.rejects(store.claim('lost', 'one', 60_000), /timeout/),
      assert.rejects(store.read('value'), /timeout|Disconnects/),
    ]);
    assert.equal(await store.claim('found', 'one', 60_000), 'yours');
    assert.equal(place.connections, 2);
  });

  it('connection is used by many keeps it', async () => {
    const claims = await Promise.all(
      Array.from({ length: 200 }, (_, index) => store.claim(`many-${index}`, 'one', 60_000)),
    );
    assert.deepEqual([...new Set(claims)], ['yours']);
    assert.equal(place.connections, 1);
  });
});
