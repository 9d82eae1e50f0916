import path from 'node:path';
import * as program from '../../support/program.js';

/** Where the frameworks' tools are installed. */
export const base = path.resolve('test/frameworks');

/** Runs a program in a folder, with the frameworks' own tools on its path. */
export const run = (command: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<string> => {
  const PATH = [path.join(base, 'node_modules/.bin'), process.env['PATH']].join(path.delimiter);
  return program.run(command, cwd, { PATH, ...env });
};
