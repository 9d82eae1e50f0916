/**
 * Run with `--expose-gc`: time limits must hold although memory is collected all the time. In Node 20, `AbortSignal.timeout()`
 * inside `AbortSignal.any()` does not.
 */
import { createBackend } from '../../../src/server/index.js';
import { serve } from '../../../src/server/node.js';
import { exchange, statusOf } from '../../support/raw.js';
import { granted, silence, startStubApi } from '../../support/stub-api.js';

const collect = (globalThis as { readonly gc?: () => void }).gc;
if (!collect) throw new Error('Run it with --expose-gc.');
const collecting = setInterval(collect, 50);

const api = await startStubApi();
const limits = { upgrade: { requests: 1_000_000, seconds: 60 } };
const options = { api: api.origin, username: 'partner', password: 'password', timeout: 700, limits };
const headers = { 'sec-fetch-site': 'same-origin', 'user-authorization': 'Bearer user-token' };
const request = () => new Request('http://site/api/v2/user/upgrade', { method: 'POST', headers });

async function statuses(backend: ReturnType<typeof createBackend>): Promise<number[]> {
  const responses = await Promise.all(Array.from({ length: 50 }, () => backend.fetch(request())));
  return [...new Set(responses.map(({ status }) => status))];
}

const result: Record<string, unknown> = {};
api.user = silence;
result['API hangs'] = await statuses(createBackend(options));
result['user() hangs'] = await statuses(createBackend({ ...options, user: () => new Promise(() => undefined) }));
api.login = silence;
// Only here: while memory is collected on a busy machine, even a login that succeeds may take long.
result['login hangs'] = await statuses(createBackend({ ...options, loginTimeout: 400 }));
api.login = granted;

// A connection that says nothing, and one whose body comes by the drop.
const served = await serve(createBackend(options), { port: 0, host: '127.0.0.1' });
const start = performance.now();
const head = `POST /webhooks/btcdirect HTTP/1.1\r\nhost: x\r\n`;
const silent = exchange(served.port, head).then((answer) => [statusOf(answer), performance.now() - start]);
const slow = exchange(served.port, `${head}x-signature: ${'a'.repeat(64)}\r\ncontent-length: 9\r\n\r\nx`).then(
  (answer) => [statusOf(answer), performance.now() - start],
);
result['silent'] = await silent;
result['slow'] = await slow;

clearInterval(collecting);

// Users whom anyone can invent, each with a token of 4 kB.
api.user = { body: '{}' };
const many = createBackend(options);
const heap = () => {
  collect();
  return process.memoryUsage().heapUsed;
};
const invent = async (from: number, to: number) => {
  for (let index = from; index < to; index++) {
    const token = `${index}-${'t'.repeat(4_000)}`;
    const all = { ...headers, 'user-authorization': `Bearer ${token}` };
    await many.fetch(new Request('http://site/api/v2/user/upgrade', { method: 'POST', headers: all }));
  }
};
await invent(0, 500);
api.asked.length = 0;
const before = heap();
await invent(500, 2_000);
api.asked.length = 0;
result['bytes by user'] = Math.round((heap() - before) / 1_500);

await served.close(100);
await api.close();
console.log(JSON.stringify(result));
