import { parseArgs } from 'node:util';
import { providerHosts, type KnownProvider } from '../providers/hosts.js';
import { printers, type PrintFormat } from './print.js';

/** What was asked for cannot be done. The message is a sentence for the terminal. */
export class UsageError extends Error {}

export interface DoctorOptions {
  /** Undefined with `print` alone. */
  readonly page: URL | undefined;
  /** Default: that of the page's tag, else `/api/v2/user/upgrade`. */
  readonly endpoint: string | undefined;
  readonly scripts: readonly URL[];
  readonly provider: KnownProvider | undefined;
  /** Sent with the page's request only. */
  readonly headers: Readonly<Record<string, string>>;
  readonly json: boolean;
  readonly print: PrintFormat | undefined;
}

const providers = Object.keys(providerHosts).filter((name): name is KnownProvider => name in providerHosts);
const formats = Object.keys(printers).filter((name): name is PrintFormat => name in printers);

export const usage = `Usage: verification-upgrade doctor <url> [options]
       verification-upgrade doctor --print <server> [options]

Checks the headers of a page with <verification-upgrade>, its script and its endpoint from outside.
Nothing but the addresses that you give, and scripts on their origins, is asked.

  --provider <name>   ${providers.join(', ')}
                      (default: the tag's default-provider, else sumsub)
  --endpoint <url>    default: the tag's, else /api/v2/user/upgrade; one on another origin is
                      asked only if it is given here
  --script <url>      the element's script, if it is on another origin
  --header <line>     sent with the page's request, e.g. "Cookie: session=1"
  --json              the findings as JSON
  --print <server>    writes the headers, for ${formats.join(', ')}

Exit code: 0 without errors, 1 with errors, 2 if something could not be checked.`;

/** @throws {UsageError} */
export function readOptions(args: readonly string[]): DoctorOptions {
  const { values, positionals } = parse(args);
  const [address, ...more] = positionals;
  if (more.length > 0)
    throw new UsageError(`Only one address can be checked at a time, not "${more.join(' ')}" as well.`);
  const print = choose('--print', values.print, formats);
  if (address === undefined && !print) throw new UsageError('The address of a page is missing.');
  return {
    page: address === undefined ? undefined : toUrl(address),
    endpoint: values.endpoint,
    scripts: (values.script ?? []).map(toUrl),
    provider: choose('--provider', values.provider, providers),
    headers: Object.fromEntries((values.header ?? []).map(toHeader)),
    json: values.json ?? false,
    print,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        provider: { type: 'string' },
        endpoint: { type: 'string' },
        script: { type: 'string', multiple: true },
        header: { type: 'string', multiple: true },
        json: { type: 'boolean' },
        print: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function choose<Name extends string>(
  option: string,
  value: string | undefined,
  names: readonly Name[],
): Name | undefined {
  if (value === undefined) return undefined;
  const found = names.find((name) => name === value);
  if (found) return found;
  throw new UsageError(`${option} knows ${names.join(', ')}, and not "${value}".`);
}

function toUrl(address: string): URL {
  if (URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)) return new URL(address);
  throw new UsageError(`"${address}" is no address. One begins with https://.`);
}

function toHeader(line: string): [string, string] {
  const [, name, value] = /^([\w-]+):\s*([\x20-\x7e]*)$/.exec(line) ?? [];
  if (name === undefined || value === undefined) throw new UsageError(`"${line}" is no header. One is "Name: value".`);
  return [name, value];
}
