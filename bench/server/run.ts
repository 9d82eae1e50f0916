/**
 * `npm run bench:server`: the server half beside a bare forwarder, in the same run and in turns, with 1, 2 and 4 processes on one
 * Redis, and its memory with many users: about five minutes. `-- --seconds=3 --rounds=6 --users=1000000` are the defaults; `--write`
 * puts the table into results.md.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { format, resolveConfig } from 'prettier';
import { createBackend } from '../../src/server/index.js';
import { startRedis } from '../../test/support/redis.js';
import type { Call } from '../../src/server/call.js';
import type { Kind } from './child.js';
import { load, type Load } from './load.js';

const option = (name: string, usual: number) =>
  Number(process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1] ?? usual);
const SECONDS = option('seconds', 3);
const USERS = option('users', 1_000_000);
const CONNECTIONS = option('connections', 32);
const ROUNDS = option('rounds', 6);

interface Child {
  readonly port: number;
  readonly process: ChildProcess;
}

async function start(kind: Kind, api = '', env: Record<string, string> = {}): Promise<Child> {
  const options = { env: { ...process.env, ...env }, execArgv: ['--import', 'tsx'] };
  const child = fork('bench/server/child.ts', [kind, api], options);
  const [{ port }] = (await once(child, 'message')) as [{ readonly port: number }];
  return { port, process: child };
}

/** Milliseconds of CPU that the processes have used so far. */
async function cpuOf(children: readonly Child[]): Promise<number> {
  const used = await Promise.all(
    children.map(async ({ process: child }) => {
      child.send('usage');
      const [{ cpu }] = (await once(child, 'message')) as [{ readonly cpu: number }];
      return cpu;
    }),
  );
  return used.reduce((sum, cpu) => sum + cpu, 0);
}

interface Row extends Load {
  readonly kind: Kind;
  readonly processes: number;
  /** Milliseconds by request. */
  readonly cpu: number;
  /** Of the forwarder's in the same round. */
  readonly rateRatio: number;
  readonly p99Ratio: number;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function compare(api: string, processes: number, env: Record<string, string>): Promise<Row[]> {
  const kinds: readonly Kind[] = ['forwarder', 'server', 'server with fetch', 'server with undici'];
  const children = new Map<Kind, Child[]>();
  for (const kind of kinds) {
    const settings = kind === 'forwarder' || processes === 1 ? {} : env;
    children.set(kind, await Promise.all(Array.from({ length: processes }, () => start(kind, api, settings))));
  }
  const rows: Row[] = [];
  let base: Load | undefined;
  for (let round = 0; round <= ROUNDS; round++) {
    for (const kind of kinds) {
      const own = children.get(kind) ?? [];
      const before = await cpuOf(own);
      const result = await load(
        own.map(({ port }) => port),
        CONNECTIONS,
        round === 0 ? 1_500 : SECONDS * 1_000,
      );
      if (kind === 'forwarder') base = result;
      const cpu = ((await cpuOf(own)) - before) / result.requests;
      // The first round warms up.
      const { rate, p99 } = base ?? result;
      const ratios = { rateRatio: result.rate / rate, p99Ratio: result.p99 / p99 };
      if (round > 0) rows.push({ ...result, ...ratios, kind, processes, cpu });
    }
  }
  for (const child of [...children.values()].flat()) child.process.kill();
  return kinds.map((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    const mid = (key: 'rate' | 'p50' | 'p99' | 'cpu' | 'rateRatio' | 'p99Ratio') => median(own.map((row) => row[key]));
    const sum = (key: 'requests' | 'errors') => own.reduce((total, row) => total + row[key], 0);
    const ratios = { rateRatio: mid('rateRatio'), p99Ratio: mid('p99Ratio') };
    const medians = { rate: mid('rate'), p50: mid('p50'), p99: mid('p99'), cpu: mid('cpu'), ...ratios };
    return { kind, processes, ...medians, requests: sum('requests'), errors: sum('errors') };
  });
}

/** Heap in MB after each fifth of so many different users. */
async function memory(): Promise<readonly number[]> {
  const collect = (globalThis as { readonly gc?: () => void }).gc;
  const body = '{"currentLevel":"hero"}';
  const answers = (url: unknown) =>
    Promise.resolve(new Response(String(url).endsWith('authenticate') ? '{"token":"token-of-the-partner"}' : body));
  const backend = createBackend({
    api: 'http://localhost:1',
    username: 'a',
    password: 'a long password',
    fetch: answers,
  });
  const heap: number[] = [];
  for (let user = 0; user < USERS; user++) {
    await backend.answer(callOf(`Bearer user-${user}`));
    if ((user + 1) % (USERS / 5) === 0) {
      collect?.();
      heap.push(process.memoryUsage().heapUsed / 2 ** 20);
    }
  }
  return heap;
}

/** What a listener has of a request for an upgrade. */
const callOf = (authorization: string): Call => ({
  method: 'POST',
  pathname: '/api/v2/user/upgrade',
  origin: 'http://site',
  header: (name) => ({ 'sec-fetch-site': 'same-origin', 'user-authorization': authorization })[name] ?? null,
  isBodyRead: false,
  readBody: () => Promise.resolve(new Uint8Array()),
  onGone: () => () => undefined,
  toRequest: () => new Request('http://site'),
});

const begin = performance.now();
const api = await start('api');
const redis = await startRedis();
const env = { REDIS_URL: redis.url, STORE_KEY: Buffer.alloc(32, 7).toString('base64') };
const rows: Row[] = [];
for (const processes of [1, 2, 4]) rows.push(...(await compare(`http://127.0.0.1:${api.port}`, processes, env)));
await redis.stop();
api.process.kill();
const heap = await memory();

const cell = (row: Row): string => {
  const { processes, kind, rate, p50, p99, cpu, rateRatio, p99Ratio, errors } = row;
  const ratios = [rateRatio.toFixed(2), p99Ratio.toFixed(2)];
  const numbers = [rate.toFixed(0), p50.toFixed(1), p99.toFixed(1), cpu.toFixed(2), ...ratios, String(errors)];
  return `| ${[String(processes), kind, ...numbers].join(' | ')} |`;
};
const table = [
  '| processes | what | requests/s | p50 ms | p99 ms | CPU ms per request | of the forwarder’s rate | of its p99 | errors |',
  '| --: | --- | --: | --: | --: | --: | --: | --: | --: |',
  ...rows.map(cell),
].join('\n');
const ratioOf = (kind: Kind, processes: number) =>
  rows.find((row) => row.kind === kind && row.processes === processes)?.rateRatio ?? 0;
const pool = [1, 2, 4].map((processes) =>
  (ratioOf('server with undici', processes) / ratioOf('server with fetch', processes)).toFixed(2),
);
const round = (values: readonly number[]) => values.map((value) => value.toFixed(1)).join(', ');
const minutes = ((performance.now() - begin) / 60_000).toFixed(1);
const report = `# The server half under load

Made by \`npm run bench:server -- --write\` in ${minutes} minutes. Node ${process.version}, ${availableParallelism()} cores, which the load, the emulated API, Redis and the
servers share. Load of the machine in the last 1, 5 and 15 minutes: ${round(loadavg())}; above the number of cores, other programs were competing.
Compare within this table only.

The forwarder is the least that a server must do: one \`fetch\` with the partner's token for one request. It has no limits, checks,
time-outs or log. With 2 and 4 processes the server has a Redis, which it asks once for each request. All of them took turns in ${ROUNDS} rounds
of ${SECONDS} s with ${CONNECTIONS} connections. Each number is the median of the rounds; the ratios are to the forwarder in the same round. The goal is a rate of
at least 0.80 and a p99 of at most 1.50.

${table}

The server asks the API with Node's HTTP client. With \`fetch\` it is given Node's own \`fetch\`, with undici one on a pooled dispatcher of the
package \`undici\` (64 connections), which has ${pool[0]}, ${pool[1]} and ${pool[2]} times the rate of Node's own, with 1, 2 and 4 processes.

Memory with ${USERS.toLocaleString('en')} different users in one process, after each fifth of them: ${round(heap)} MB of heap after a garbage collection.

One login for 500 requests at once, and exactly the allowed number of requests through the limit with 4 processes, are tests:
\`test/server/processes.test.ts\`.
`;
console.log(report);
if (process.argv.includes('--write')) {
  const file = 'bench/server/results.md';
  const style = await resolveConfig(file);
  writeFileSync(file, await format(report, { ...style, filepath: file }));
}
