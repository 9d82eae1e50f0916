import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A server, usually the sample of the documentation, in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  /** Lines that it has written. */
  readonly lines: () => readonly string[];
  /** Waits until it has written something that matches. */
  readonly says: (pattern: RegExp) => Promise<void>;
  readonly end: (signal: NodeJS.Signals) => Promise<void>;
}

/**
 * @param environment its settings; the port is a free one
 * @param program a file in test/server/programs
 */
export async function startServerProcess(
  environment: Readonly<Record<string, string>>,
  program = 'server',
): Promise<ServerProcess> {
  const args = ['--import', 'tsx', `test/server/programs/${program}.ts`];
  const { NODE_TEST_CONTEXT: _, ...inherited } = process.env;
  const env = { ...inherited, PORT: '0', ...environment };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const says = async (pattern: RegExp) => {
    while (!pattern.test(said)) await untilItSpeaks(child, said);
  };
  await says(/http:\S+\n/);
  return {
    url: /http:\S+/.exec(said)?.[0] ?? '',
    lines: () => said.split('\n'),
    says,
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill(signal);
      await exit;
    },
  };
}

async function untilItSpeaks(child: ChildProcess, said: string): Promise<void> {
  if (child.exitCode !== null || !child.stdout) throw new Error(`The server has ended: ${said}`);
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
}
