import { existsSync, readFileSync } from 'node:fs';

const { scripts, bin } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
};

const ofNpm = new Set(['install', 'init', 'pack', 'pkg', 'ci', 'version', 'publish']);
const ofTheShell = new Set(['git', 'node', 'cd', 'mkdir', 'cp', 'curl']);

/** Commands that there are not: scripts of npm above all. */
export function complaintsAboutShell(text: string): string[] {
  const lines = text.split('\n').map((line) => line.replace(/(^|\s)#.*$/, '').trim());
  const commands = lines.flatMap((line) => line.split(/&&|\|\|?|;/)).map((command) => command.trim());
  return commands.filter((command) => command !== '' && !exists(command)).map((command) => `there is no "${command}"`);
}

function exists(command: string): boolean {
  const [program = '', first = '', second = ''] = command.split(/\s+/);
  if (program === 'npx') return Object.hasOwn(bin, first) || existsSync(`node_modules/.bin/${first}`);
  if (program !== 'npm') return ofTheShell.has(program) || existsSync(program);
  const script = first === 'run' ? second : first;
  return (first !== 'run' && ofNpm.has(first)) || Object.hasOwn(scripts, script);
}

const ofHeaders: Readonly<Record<string, { readonly between: RegExp; readonly each: RegExp }>> = {
  'Content-Security-Policy': {
    between: /;\s*/,
    each: /^((default|script|connect|frame|style|img|font)-src( \S+)+|base-uri 'none'|frame-ancestors 'self'|require-trusted-types-for 'script'|trusted-types( \S+)+)$/,
  },
  'Permissions-Policy': {
    between: /,\s*/,
    each: /^(camera|microphone|geolocation|payment)=\((self|"https:[^"]+"| )*\)$/,
  },
};

/** Headers of a response that no browser would understand. */
export function complaintsAboutHeaders(text: string): string[] {
  return text
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [name = '', value = ''] = line.split(/:\s+(.*)/);
      const header = Object.hasOwn(ofHeaders, name) ? ofHeaders[name] : undefined;
      if (!header) return [`"${name}" is no header that is known here`];
      const strange = value.split(header.between).filter((part) => !header.each.test(part));
      return strange.map((part) => `${name} has no "${part}"`);
    });
}

/** A list of places with a word to each: the places have to be there. */
export const complaintsAboutPlaces = (text: string): string[] =>
  text
    .trim()
    .split('\n')
    .filter(() => !/[─│►]/.test(text)) // A diagram has no list of places.
    .map((line) => line.split(/\s/, 1)[0] ?? '')
    .filter((place) => !existsSync(place))
    .map((place) => `there is no ${place}`);
