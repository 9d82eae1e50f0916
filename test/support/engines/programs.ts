import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** Where macOS and Windows keep a browser: below their folders of programs, not on the `PATH`. */
export type Places = Partial<Record<NodeJS.Platform, readonly string[]>>;

/** The file of a program: on the `PATH` under one of its names, else at one of the usual places of this platform. */
export function findProgram(names: readonly string[], places: Places = {}): string | undefined {
  const onPath = (process.env['PATH'] ?? '').split(path.delimiter);
  const files = names.flatMap((name) => onPath.map((folder) => path.join(folder, name)));
  const usual = (places[process.platform] ?? []).flatMap((place) => roots().map((root) => path.join(root, place)));
  return [...files, ...usual].find(isProgram);
}

function roots(): readonly string[] {
  if (process.platform === 'darwin') return ['/Applications', path.join(homedir(), 'Applications')];
  const variables = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'];
  return variables.flatMap((name) => process.env[name] ?? []);
}

export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
