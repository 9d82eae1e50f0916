import { providerHosts } from '../providers/hosts.js';
import { UnreachableError } from './ask.js';
import { examine, type Examination } from './doctor.js';
import type { Finding } from './finding.js';
import { readOptions, UsageError, usage, type DoctorOptions } from './options.js';
import { headersFor, printers } from './print.js';

/** Where the command writes. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** @returns the exit code: 0 without errors, 1 with errors, 2 if something could not be checked or was not understood */
export async function run(args: readonly string[], { out, err }: Terminal): Promise<number> {
  const [command, ...rest] = args;
  const terminal: Terminal = { out: (text) => out(printable(text)), err: (text) => err(printable(text)) };
  try {
    if (command === undefined || rest.includes('--help') || /^(-h|(--)?help)$/.test(command)) {
      terminal.out(usage);
      return command === undefined ? 2 : 0;
    }
    if (command !== 'doctor') throw new UsageError(`There is no command "${command}".`);
    return await doctor(readOptions(rest), terminal);
  } catch (error) {
    if (error instanceof UnreachableError && args.includes('--json')) {
      terminal.out(JSON.stringify({ error: error.message }, undefined, 2));
      return 2;
    }
    if (!(error instanceof UnreachableError) && !(error instanceof UsageError)) throw error;
    terminal.err(error instanceof UsageError ? `${error.message}\n\n${usage}` : error.message);
    return 2;
  }
}

async function doctor(options: DoctorOptions, { out }: Terminal): Promise<number> {
  const { page, print, json } = options;
  const examination = page && (await examine({ ...options, page }));
  if (print) {
    out(printers[print](examination ? headersOf(examination) : headersWithout(options)));
    return 0;
  }
  if (!examination) return 2;
  const { findings } = examination;
  out(json ? toJson(examination) : toText(examination));
  if (findings.some(({ level }) => level === 'unreadable')) return 2;
  return findings.some(({ level }) => level === 'error') ? 1 : 0;
}

const headersOf = ({ page, provider, endpoints, scripts, policies }: Examination) =>
  headersFor(providerHosts[provider], page, endpoints, scripts, policies[0]);

/** For a page that is not there yet. */
function headersWithout({ endpoint = '/api/v2/user/upgrade', provider = 'sumsub', scripts }: DoctorOptions) {
  const page = new URL('https://the-page.invalid/');
  if (!URL.canParse(endpoint, page)) throw new UsageError(`"${endpoint}" is no address.`);
  return headersFor(providerHosts[provider], page, [new URL(endpoint, page)], scripts);
}

function toJson({ page, provider, findings }: Examination): string {
  return JSON.stringify({ page: page.href, provider, findings }, undefined, 2);
}

function toText({ page, provider, findings }: Examination): string {
  const lines = findings.flatMap(({ level, about, message, line }) => [
    `${level.padEnd(11)}${about}: ${message}`,
    ...(line === undefined ? [] : [`${' '.repeat(11)}-> ${line}`]),
  ]);
  return [`${page.href} with ${provider}`, '', ...lines, '', summaryOf(findings)].join('\n');
}

function summaryOf(findings: readonly Finding[]): string {
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
  const unread = count('unreadable');
  const parts = [counted(count('error'), 'error'), counted(count('warning'), 'warning')];
  return [...parts, ...(unread > 0 ? [`${unread} could not be checked`] : [])].join(', ');
}

/** What a page sends is quoted, and it must not steer the terminal. */
const printable = (text: string): string => text.replaceAll(/[^\P{Cc}\n]/gu, '\uFFFD');

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
