import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import type { SeenRequest } from '../../../demo/emulator/index.js';
import { startEmulators } from '../../../demo/emulator/index.js';
import { listen } from '../../../demo/emulator/listen.js';
import { emulatorHandler } from '../../../demo/emulator/plugin.js';

/** A folder of pages below a path. */
export interface Mount {
  readonly folder: string;
  /** Sent with each page. `SUMSUB` becomes the origin of the provider's frame. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A partner's web server with the built pages, and the emulators beside it. */
export interface Host {
  readonly origin: string;
  /** The same server as another site, whose pages can frame those of the first one. */
  readonly otherSite: string;
  /** What the API has seen of a run. */
  requests(run: string): Promise<readonly SeenRequest[]>;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

/** Where the host gets a page from: of its own, or of a server that runs behind it. */
type Source = (url: URL, request: IncomingMessage) => Promise<Found | undefined>;

interface Found {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Buffer;
}

/**
 * @param mounts by the first part of their path, such as `react`
 * @param behind origin of a framework's own server, for all other paths
 */
export async function startHost(mounts: Readonly<Record<string, Mount>>, behind?: string): Promise<Host> {
  const emulators = await startEmulators();
  const emulate = emulatorHandler(emulators);
  const sources: readonly Source[] = [sendToken, sendOwn, fromMounts(mounts), ...(behind ? [fromServer(behind)] : [])];
  const server = await listen((request, response) => {
    emulate(request, response, () => void send(request, response, sources, emulators.sumsub));
  });
  const origin = `http://localhost:${server.port}`;
  return {
    origin,
    otherSite: `http://127.0.0.1:${server.port}`,
    async requests(run) {
      const response = await fetch(`${origin}/_emulator/requests?run=${run}`);
      return (await response.json()) as readonly SeenRequest[];
    },
    async close() {
      await Promise.all([server.close(), emulators.close()]);
    },
  };
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  sources: readonly Source[],
  sumsub: string,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  let found: Found | undefined;
  for (const source of sources) found ??= await source(url, request).catch(() => undefined);
  if (!found) return void response.writeHead(404).end();
  const { status, headers, content } = found;
  const entries = Object.entries(headers).map(([name, value]) => [name, value.replaceAll('SUMSUB', sumsub)] as const);
  response.writeHead(status, Object.fromEntries(entries));
  const isPage = headers['content-type']?.startsWith('text/html');
  response.end(isPage ? fill(content.toString(), sumsub, url.searchParams) : content);
}

const typed = (type: string, content: Buffer | string): Found => ({
  status: 200,
  headers: { 'content-type': `${type}; charset=utf-8` },
  content: Buffer.from(content),
});

/** The session of the account pages: the user's token, and another one where that has expired. */
const sendToken: Source = async ({ pathname, searchParams }) => {
  const token = `customer-token-${searchParams.get('renew') === 'true' ? 1 : 0}`;
  return Promise.resolve(pathname === '/session/token' ? typed('text/plain', token) : undefined);
};

const own: Readonly<Record<string, string>> = {
  '/host/recorder.js': 'test/pages-fixtures/recorder.js',
  '/host/emulated-frame.js': 'test/frameworks/apps/emulated-frame.js',
};
const sendOwn: Source = async ({ pathname }) => {
  const file = own[pathname];
  return file === undefined ? undefined : typed('text/javascript', await readFile(file));
};

const fromMounts =
  (mounts: Readonly<Record<string, Mount>>): Source =>
  async ({ pathname }) => {
    const [, name = '', ...rest] = pathname.split('/');
    const mount = Object.hasOwn(mounts, name) ? mounts[name] : undefined;
    const file = rest.join('/') || 'index.html';
    const type = types[path.extname(file)];
    if (!mount || !type) return undefined;
    const found = typed(type, await readFile(path.join(mount.folder, file)));
    return type === 'text/html' ? { ...found, headers: { ...found.headers, ...mount.headers } } : found;
  };

/** What belongs to one connection, or to a body that is not passed on as it came. */
const ofConnection = /^(host|connection|content-length|content-encoding|transfer-encoding|accept-encoding|keep-alive)$/;
const withoutConnection = (headers: Iterable<readonly [string, unknown]>) =>
  Object.fromEntries(
    [...headers].filter(([name]) => !ofConnection.test(name)).map(([name, value]) => [name, String(value)]),
  );

const fromServer =
  (origin: string): Source =>
  async ({ pathname, search }, { method = 'GET', headers }) => {
    const init = { method, redirect: 'manual', headers: withoutConnection(Object.entries(headers)) } as const;
    const answer = await fetch(origin + pathname + search, init);
    return {
      status: answer.status,
      headers: withoutConnection(answer.headers),
      content: Buffer.from(await answer.arrayBuffer()),
    };
  };

/** The page learns where the emulated frame is, as `SUMSUB` too, and writes down what it sees. `FRAMED` and `ALLOW` come from the query. */
const fill = (html: string, sumsub: string, query: URLSearchParams) =>
  html
    .replace('<html', `<html data-sumsub="${sumsub}"`)
    .replace('<head>', '<head><script src="/host/recorder.js"></script><script src="/host/emulated-frame.js"></script>')
    .replace('SUMSUB', sumsub)
    .replace('FRAMED', query.get('framed')?.replaceAll('&', '&amp;') ?? '')
    .replace('ALLOW', query.get('allow') ?? '');
