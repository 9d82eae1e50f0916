import { createClient, defineScript, type CommandParser } from 'redis';
import { TimeoutError, withPatience } from './deadline.js';
import { fromBase64, toBase64Url } from './digest.js';
import type { Environment } from './environment.js';
import { ConfigurationError, type Limit } from './options.js';
import type { Claim, Store } from './store.js';

export interface RedisStoreOptions {
  /** `redis://…`, or `rediss://…` for TLS. */
  readonly url: string;
  /** Encrypts the partner's tokens: 32 random bytes in base64 (`openssl rand -base64 32`), the same for all processes. */
  readonly key: string;
  /** Begins every key in Redis. Default `verification-upgrade:`. */
  readonly prefix?: string;
}

/**
 * The settings of the store from the environment: `REDIS_URL` and `STORE_KEY`.
 * @returns undefined without a `REDIS_URL`
 * @throws {ConfigurationError} if the key is missing or no key
 */
export function redisFromEnvironment({ REDIS_URL: url, STORE_KEY: key = '' }: Environment): Store | undefined {
  return url ? createRedisStore({ url, key }) : undefined;
}

/** A script on one key. It is sent by its hash, and as a whole only if the server does not know it yet. */
const onKey = (script: string) =>
  defineScript({
    SCRIPT: script,
    NUMBER_OF_KEYS: 1,
    parseCommand(parser: CommandParser, key: string, ...args: readonly string[]) {
      parser.pushKey(key);
      parser.push(...args);
    },
    transformReply: (reply: unknown) => reply,
  });

const scripts = {
  /** Claims a key for `ARGV[1]`, for `ARGV[2]` milliseconds, unless another one has it. Returns who has it. */
  claim: onKey(`
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] then return owner end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return ARGV[1]`),

  /** Deletes a key, if it is still claimed by `ARGV[1]`. */
  release: onKey(`if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`),

  /** Counts up to `ARGV[1]` in `ARGV[2]` milliseconds from the first. Returns 0, or the milliseconds until the count begins anew. */
  count: onKey(`
local count = tonumber(redis.call('GET', KEYS[1]) or '0')
if count >= tonumber(ARGV[1]) then
  local wait = redis.call('PTTL', KEYS[1])
  return wait > 0 and wait or tonumber(ARGV[2])
end
redis.call('INCR', KEYS[1])
if count == 0 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 0`),
};

/** Milliseconds in which Redis must answer. */
const PATIENCE = 1_000;

/** What stands in a claim whose work is done. */
const DONE = 'done';

/**
 * A store for several processes, in Redis 6.2 or later, or Valkey. It connects with the first use, and again whenever the connection
 * is lost.
 * @throws {ConfigurationError} if the key or the URL is none
 */
export function createRedisStore({ url, key, prefix = 'verification-upgrade:' }: RedisStoreOptions): Store {
  const cipher = createCipher(key);
  let client = clientFor(url);
  let connecting: Promise<unknown> | undefined;

  const run = async <T>(command: (redis: Client) => Promise<T>): Promise<T> => {
    const used = client;
    try {
      return await withPatience(PATIENCE, connectAndRun(used, command));
    } catch (error) {
      // Without an answer, the connection may be dead and not know it. One that refuses may not lead to the primary any more: a new
      // one asks where that is.
      if (used === client && (used.isReady || error instanceof TimeoutError)) {
        client = clientFor(url);
        connecting = undefined;
        if (used.isOpen) used.destroy();
      }
      throw error;
    }
  };
  /** Rejects at once while there is no connection: the backend goes on without the store. */
  const connectAndRun = async <T>(used: Client, command: (redis: Client) => Promise<T>): Promise<T> => {
    connecting ??= used.connect().catch(() => {
      connecting = undefined;
    });
    if (!used.isReady) await connecting;
    return command(used);
  };

  return {
    async read(name) {
      const value = await run((redis) => redis.get(prefix + name));
      return value === null ? undefined : cipher.decrypt(value, name);
    },
    async write(name, value, ttl) {
      const sealed = await cipher.encrypt(value, name);
      await run((redis) => redis.set(prefix + name, sealed, { PX: Number(milliseconds(ttl)) }));
    },
    async claim(name, owner, ttl): Promise<Claim> {
      const holder = await run((redis) => redis.claim(prefix + name, owner, milliseconds(ttl)));
      return holder === owner ? 'yours' : holder === DONE ? 'done' : 'taken';
    },
    async settle(name, ttl) {
      await run((redis) => redis.set(prefix + name, DONE, { PX: Number(milliseconds(ttl)) }));
    },
    async release(name, owner) {
      await run((redis) => redis.release(prefix + name, owner));
    },
    async count(name, { requests, seconds }: Limit) {
      return Number(await run((redis) => redis.count(prefix + name, String(requests), milliseconds(seconds * 1_000))));
    },
    async close() {
      if (client.isOpen) await client.close();
    },
  };
}

const milliseconds = (ttl: number): string => String(Math.max(1, Math.ceil(ttl)));

type Client = ReturnType<typeof clientFor>;

function clientFor(url: string) {
  if (!URL.canParse(url) || !/^rediss?:/.test(url))
    throw new ConfigurationError('The address of Redis must be a URL that begins with redis:// or rediss://.');
  const reconnectStrategy = (tries: number) => Math.min(100 * 2 ** Math.min(tries, 10), 1_000);
  // A command that waited for the connection would keep its user waiting.
  const client = createClient({
    url,
    scripts,
    disableOfflineQueue: true,
    socket: { reconnectStrategy, connectTimeout: 1_000 },
  });
  // Each command that fails is seen where it was called.
  client.on('error', () => undefined);
  return client;
}

/** AES-GCM with a new random vector each time. The name of the value is authenticated, so that values cannot be exchanged. */
function createCipher(key: string) {
  const bytes = fromBase64(key);
  if (bytes?.length !== 32)
    throw new ConfigurationError('The key of the store must be 32 bytes in base64: openssl rand -base64 32.');
  const imported = crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
  imported.catch(() => undefined);
  const encoder = new TextEncoder();
  return {
    async encrypt(value: string, name: string): Promise<string> {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const params = { name: 'AES-GCM', iv, additionalData: encoder.encode(name) };
      const sealed = await crypto.subtle.encrypt(params, await imported, encoder.encode(value));
      return `${toBase64Url(iv)}.${toBase64Url(new Uint8Array(sealed))}`;
    },
    /** @returns undefined if this was not written with this key */
    async decrypt(value: string, name: string): Promise<string | undefined> {
      const [iv, sealed] = value.split('.').map(fromBase64);
      if (!iv || !sealed) return undefined;
      try {
        const params = { name: 'AES-GCM', iv, additionalData: encoder.encode(name) };
        return new TextDecoder().decode(await crypto.subtle.decrypt(params, await imported, sealed));
      } catch {
        return undefined;
      }
    },
  };
}
