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

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** @param mounts by the first part of their path, such as `react` */
export async function startHost(mounts: Readonly<Record<string, Mount>>): Promise<Host> {
  const emulators = await startEmulators();
  const emulate = emulatorHandler(emulators);
  const server = await listen((request, response) => {
    emulate(request, response, () => void sendFile(request, response, mounts, emulators.sumsub));
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

async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  mounts: Readonly<Record<string, Mount>>,
  sumsub: string,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const [, name = '', ...rest] = url.pathname.split('/');
  const mount = Object.hasOwn(mounts, name) ? mounts[name] : undefined;
  const file = rest.join('/') || 'index.html';
  const type = types[path.extname(file)];
  const content = mount && type && (await readFile(path.join(mount.folder, file), 'utf8').catch(() => undefined));
  if (!content) return void response.writeHead(404).end();
  const isPage = type === 'text/html';
  const headers = isPage ? Object.entries(mount.headers ?? {}) : [];
  response.writeHead(200, {
    'content-type': `${type}; charset=utf-8`,
    ...Object.fromEntries(headers.map(([header, value]) => [header, value.replaceAll('SUMSUB', sumsub)])),
  });
  response.end(isPage ? fill(content, sumsub, url.searchParams) : content);
}

/** The page learns where the emulated frame is, as `SUMSUB` too, and writes down what it sees. `FRAMED` and `ALLOW` come from the query. */
const fill = (html: string, sumsub: string, query: URLSearchParams) =>
  html
    .replace('<html', `<html data-sumsub="${sumsub}"`)
    .replace('<head>', '<head><script src="/recorder/recorder.js"></script>')
    .replace('SUMSUB', sumsub)
    .replace('FRAMED', query.get('framed')?.replaceAll('&', '&amp;') ?? '')
    .replace('ALLOW', query.get('allow') ?? '');
