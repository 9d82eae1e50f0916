/**
 * `npm run bench:server`: the server half beside a bare forwarder, in the same run and in turns, with 1, 2 and 4 processes on one
 * Redis, and its memory with many users. `-- --seconds=10 --users=1000000` are the defaults; `--write` puts the table into results.md.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { createBackend } from '../../src/server/index.js';
import { startRedis } from '../../test/support/redis.js';
import type { Kind } from './child.js';
import { load, type Load } from './load.js';

const option = (name: string, usual: number) =>
  Number(process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1] ?? usual);
const SECONDS = option('seconds', 10);
const USERS = option('users', 1_000_000);
const CONNECTIONS = option('connections', 32);
const ROUNDS = option('rounds', 3);

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
  readonly cpu: number;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function compare(api: string, processes: number, env: Record<string, string>): Promise<Row[]> {
  const kinds: readonly Kind[] = ['forwarder', 'server', 'server with undici'];
  const children = new Map<Kind, Child[]>();
  for (const kind of kinds) {
    const settings = kind === 'forwarder' || processes === 1 ? {} : env;
    children.set(kind, await Promise.all(Array.from({ length: processes }, () => start(kind, api, settings))));
  }
  const rows: Row[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    for (const kind of kinds) {
      const own = children.get(kind) ?? [];
      const before = await cpuOf(own);
      const result = await load(
        own.map(({ port }) => port),
        CONNECTIONS,
        round === 0 ? 2_000 : SECONDS * 1_000,
      );
      const cpu = ((await cpuOf(own)) - before) / result.requests;
      // The first round warms up.
      if (round > 0) rows.push({ ...result, kind, processes, cpu });
    }
  }
  for (const child of [...children.values()].flat()) child.process.kill();
  return kinds.map((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    const mid = (key: 'rate' | 'p50' | 'p99' | 'cpu') => median(own.map((row) => row[key]));
    const sum = (key: 'requests' | 'errors') => own.reduce((total, row) => total + row[key], 0);
    const medians = { rate: mid('rate'), p50: mid('p50'), p99: mid('p99'), cpu: mid('cpu') };
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
    const headers = { 'sec-fetch-site': 'same-origin', 'user-authorization': `Bearer user-${user}` };
    await backend.fetch(new Request('http://site/api/v2/user/upgrade', { method: 'POST', headers }));
    if ((user + 1) % (USERS / 5) === 0) {
      collect?.();
      heap.push(process.memoryUsage().heapUsed / 2 ** 20);
    }
  }
  return heap;
}

const api = await start('api');
const redis = await startRedis();
const env = { REDIS_URL: redis.url, STORE_KEY: Buffer.alloc(32, 7).toString('base64') };
const rows: Row[] = [];
for (const processes of [1, 2, 4]) rows.push(...(await compare(`http://127.0.0.1:${api.port}`, processes, env)));
await redis.stop();
api.process.kill();
const heap = await memory();

const cell = (row: Row): string => {
  const base = rows.find(({ kind, processes }) => kind === 'forwarder' && processes === row.processes) ?? row;
  const { processes, kind, rate, p50, p99, cpu, errors } = row;
  const ratios = [(rate / base.rate).toFixed(2), (p99 / base.p99).toFixed(2)];
  const numbers = [rate.toFixed(0), p50.toFixed(1), p99.toFixed(1), cpu.toFixed(2), ...ratios, String(errors)];
  return `| ${[String(processes), kind, ...numbers].join(' | ')} |`;
};
const table = [
  '| processes | what | requests/s | p50 ms | p99 ms | CPU ms per request | of the forwarder’s rate | of its p99 | errors |',
  '| --: | --- | --: | --: | --: | --: | --: | --: | --: |',
  ...rows.map(cell),
].join('\n');
const report = `${table}

Memory with ${USERS.toLocaleString('en')} different users, after each fifth: ${heap.map((mb) => mb.toFixed(1)).join(', ')} MB of heap.

${ROUNDS} rounds of ${SECONDS} s each in turns, medians; ${CONNECTIONS} connections; Node ${process.version}, ${availableParallelism()} cores, load ${loadavg()
  .map((value) => value.toFixed(1))
  .join(', ')}.
`;
console.log(report);
if (process.argv.includes('--write'))
  writeFileSync('bench/server/results.md', `# The server half under load\n\n${report}`);
