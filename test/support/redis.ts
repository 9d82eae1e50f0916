import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Need } from './engines/engine.js';
import { findProgram } from './engines/programs.js';
import { provide } from './engines/provide.js';

const find = () => findProgram(['redis-server', 'valkey-server']);
const needed: Need = { title: 'Redis', packages: ['redis-server'], isInstalled: () => find() !== undefined };

/**
 * The Redis server of this machine. If there is none, it is installed, as root on Debian.
 * @throws {MissingProgram} that says what to type
 */
export function redisServer(): string {
  provide([needed]);
  return find() ?? '';
}

/** A Redis server of the test's own. */
export interface Redis {
  readonly url: string;
  /** Starts it again, empty, on the same port. */
  start(): Promise<void>;
  /** Ends it, and all that it holds. */
  stop(): Promise<void>;
  /** Keeps its connections open, and answers nothing. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
}

/** Starts a Redis on a free port, for this machine alone, that writes no file. */
export async function startRedis(): Promise<Redis> {
  const program = redisServer();
  const port = await freePort();
  let child: ChildProcess | undefined;
  const start = async () => {
    const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', '/'];
    const started = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    child = started;
    let said = '';
    started.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    while (!/Ready to accept connections/i.test(said)) {
      if (started.exitCode !== null) throw new Error(`Redis did not start: ${said}`);
      await Promise.race([once(started.stdout, 'data'), once(started, 'exit')]);
    }
  };
  const signal = (name: NodeJS.Signals) => {
    child?.kill(name);
    return Promise.resolve();
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    async stop() {
      if (child?.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
