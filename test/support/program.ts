import { spawn } from 'node:child_process';

/** For a program that is to be there without a look at the path: this project's own, in `node_modules/.bin`. */
export const tool = (name: string): string => `${process.cwd()}/node_modules/.bin/${name}`;

/**
 * Runs a program in a folder.
 * @returns what it wrote
 * @throws {Error} where it fails, with what it wrote
 */
export async function run(
  [command = '', ...args]: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  // Test runs tell their children where to report; a build has nothing to report there.
  const { NODE_TEST_CONTEXT: _, NODE_OPTIONS: _options, ...inherited } = process.env;
  const child = spawn(command, args, { cwd, env: { ...inherited, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} ended with ${String(code)}:\n${output}`);
  return output;
}
