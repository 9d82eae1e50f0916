import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { startEmulators } from '../../demo/emulator/index.js';
import type { Emulators, SeenRequest } from '../../demo/emulator/index.js';
import { emulatorHandler } from '../../demo/emulator/plugin.js';
import type { Reply } from './upgrade.js';

/** A page with the built script and one element, as a partner would ship it. */
export interface PageSetup {
  /** Response headers, such as a policy. `SELF` and `SUMSUB` become the origins of the page and of the frame. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Replies to successive POSTs; the last one repeats. */
  readonly replies: readonly Reply[];
  readonly attributes?: string;
  /** The script tag of the page; default the module. */
  readonly script?: string;
  /** Whether the page says where the provider is; default true. Else it is the token that does. */
  readonly hasOwnHost?: boolean;
}

/** An answer that offers an upgrade by Sumsub, whose frame plays `play`. */
export const offer = (play: string): Reply => ({
  body: {
    currentLevel: 'hero',
    nextLevel: 'satoshi',
    upgrade: { access_token: `{{token:${play}}}`, status: 'open', provider: 'sumsub' },
  },
});

/** A web server of a test's own, with the emulators beside it. */
export interface Site {
  readonly origin: string;
  readonly sumsub: string;
  /** Requests for these paths are not answered: the connection breaks. */
  broken: RegExp | undefined;
  /** Requests for these paths get no answer, and their connection stays open. */
  held: RegExp | undefined;
  /** Scripts on their way to a page, as a proxy in between would change them. */
  alter: ((path: string, script: string) => string) | undefined;
  /** Headers of scripts, such as those that let another origin's pages load them. */
  scriptHeaders: Readonly<Record<string, string>>;
  /** Every path and query that was asked for here, in its order. */
  readonly asked: readonly string[];
  /** @returns the address of a new page, and the requests to its endpoint so far */
  page(setup: PageSetup): { readonly url: string; readonly requests: () => Promise<readonly SeenRequest[]> };
  close(): Promise<void>;
}

const folders: Readonly<Record<string, string>> = { '/cdn/': 'dist/cdn', '/fixtures/': 'test/pages-fixtures' };

export async function startSite(): Promise<Site> {
  const emulators = await startEmulators();
  const pages = new Map<string, { readonly headers: Readonly<Record<string, string>>; readonly html: string }>();
  /** What the emulator is really asked, by the address on the page: a script in that would be for all to read. */
  const endpoints = new Map<string, string>();
  const asked: string[] = [];
  const emulate = emulatorHandler(emulators);

  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    asked.push(url);
    if (site.broken?.test(url)) return void request.socket.destroy();
    if (site.held?.test(url)) return;
    const page = pages.get(url);
    request.url = endpoints.get(url) ?? url;
    if (page) response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers }).end(page.html);
    else emulate(request, response, () => void sendFile(request, response, site));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${String((server.address() as AddressInfo).port)}`;

  const site: Site = {
    origin,
    sumsub: emulators.sumsub,
    broken: undefined,
    held: undefined,
    alter: undefined,
    scriptHeaders: {},
    asked,
    page(setup) {
      const run = randomUUID();
      const fill = (text: string) => text.replaceAll('SELF', origin).replaceAll('SUMSUB', emulators.sumsub);
      const headers = Object.entries(setup.headers ?? {}).map(([name, value]) => [name, fill(value)] as const);
      const endpoint = `/api/v2/user/upgrade?page=${run}`;
      const query = new URLSearchParams({ run, replies: JSON.stringify(setup.replies) });
      endpoints.set(endpoint, `/api/v2/user/upgrade?${query}`);
      pages.set(`/${run}`, { headers: Object.fromEntries(headers), html: htmlOf(setup, endpoint, emulators) });
      const requests = async () => {
        const response = await fetch(`${origin}/_emulator/requests?run=${run}`);
        return (await response.json()) as readonly SeenRequest[];
      };
      return { url: `${origin}/${run}`, requests };
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await emulators.close();
    },
  };
  return site;
}

/** Not a line of script or style in it: it has to live under any policy. */
const module = '<script type="module" src="/cdn/verification-upgrade.js"></script>';

function htmlOf(
  { attributes = '', script = module, hasOwnHost = true }: PageSetup,
  endpoint: string,
  { sumsub }: Emulators,
): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>A page</title>
    <link rel="icon" href="data:,">
    <script src="/fixtures/recorder.js"></script>
    ${script}
  </head>
  <body data-sumsub="${hasOwnHost ? sumsub : ''}"><verification-upgrade endpoint="${endpoint}" ${attributes}></verification-upgrade></body>
</html>`;
}

/** Whatever lies between the folder's name and the file's is none of its business: the files are there under any path. */
async function sendFile(request: IncomingMessage, response: ServerResponse, site: Site): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const [prefix, folder] = Object.entries(folders).find(([start]) => pathname.startsWith(start)) ?? ['', undefined];
  const file = folder && path.join(folder, path.basename(pathname.slice(prefix.length)));
  const script = file?.endsWith('.js') ? await readFile(file, 'utf8').catch(() => undefined) : undefined;
  if (script === undefined) return void response.writeHead(404).end();
  response
    .writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', ...site.scriptHeaders })
    .end(site.alter?.(pathname, script) ?? script);
}
