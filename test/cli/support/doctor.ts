import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Report {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const { bin } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly bin: Readonly<Record<string, string>>;
};
const program = bin['verification-upgrade'] ?? '';

/** Runs the built command, as `npx verification-upgrade doctor` does. */
export async function doctor(...args: readonly string[]): Promise<Report> {
  const child = spawn(process.execPath, [program, 'doctor', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const read = async (stream: AsyncIterable<Buffer>) => {
    let text = '';
    for await (const chunk of stream) text += chunk.toString();
    return text;
  };
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err, code] = await Promise.all([read(child.stdout), read(child.stderr), ended]);
  return { code, out, err };
}

export interface Found {
  readonly level: string;
  readonly about: string;
  readonly message: string;
  readonly line?: string;
}

/** What `--json` says. */
export async function findings(...args: readonly string[]): Promise<readonly Found[]> {
  const { out } = await doctor(...args, '--json');
  return (JSON.parse(out) as { readonly findings: readonly Found[] }).findings;
}

/** Errors, warnings and what could not be read: `frame-src: -> the line`. */
export const complaints = (found: readonly Found[]): readonly string[] =>
  found
    .filter(({ level }) => /^(error|warning|unreadable)$/.test(level))
    .map(({ level, about, line }) => `${level} ${about}${line === undefined ? '' : ` -> ${line}`}`);
