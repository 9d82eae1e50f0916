import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { base, run } from './run.js';

/** A project as a framework's own starter lays it out, with its own package.json. */
export interface Project {
  readonly name: string;
  /** Below `test/frameworks/projects`. */
  readonly folder: string;
  readonly commands: readonly (readonly string[])[];
  /** Starts the built server, which reads its port from `PORT`. */
  readonly start: readonly string[];
}

const quiet = { ASTRO_TELEMETRY_DISABLED: '1', NEXT_TELEMETRY_DISABLED: '1', NUXT_TELEMETRY_DISABLED: '1', CI: '1' };

const folderOf = ({ folder }: Project) => path.join(base, 'projects', folder);

/** Checks and builds it with its own tools. */
export async function buildProject(project: Project): Promise<void> {
  const cwd = folderOf(project);
  await Promise.all(
    ['.next', '.output', '.svelte-kit/output', 'build', 'dist'].map((output) =>
      rm(path.join(cwd, output), { recursive: true, force: true }),
    ),
  );
  for (const command of project.commands) await run(command, cwd, environmentOf(cwd));
}

/** A project's server. */
export interface RunningProject {
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * @param env what the server learns about BTC Direct
 * @throws {Error} if it does not answer within half a minute, with what it has written
 */
export async function startProject(project: Project, env: NodeJS.ProcessEnv): Promise<RunningProject> {
  const cwd = folderOf(project);
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const [command = '', ...args] = project.start;
  const { NODE_TEST_CONTEXT: _, NODE_OPTIONS: _options, ...inherited } = process.env;
  const child = spawn(command, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...inherited,
      ...environmentOf(cwd),
      NODE_ENV: 'production',
      HOST: 'localhost',
      PORT: `${port}`,
      ORIGIN: origin,
      ...env,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const end = Date.now() + 30_000;
  while (
    !(await fetch(origin).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null || Date.now() > end) {
      await stop(child);
      throw new Error(`${project.name} does not answer:\n${output}`);
    }
    await sleep(100);
  }
  return { origin, close: () => stop(child) };
}

const environmentOf = (cwd: string) => ({
  ...quiet,
  PATH: [path.join(cwd, 'node_modules/.bin'), process.env['PATH']].join(path.delimiter),
});

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill();
  await exit;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
