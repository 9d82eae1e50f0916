import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { makeToken } from '../demo/emulator/token.js';
import type { Conditions } from './link.js';
import { Link } from './link.js';

type Request = IncomingMessage | Http2ServerRequest;
type Response = ServerResponse | Http2ServerResponse;

/** Milliseconds that the server thinks about a POST. */
export const serverTime = 150;

/** What a run needs to know of the world around the browser. */
export interface World {
  readonly conditions: Conditions;
  /** Origin of the pages and of the API. */
  readonly page: string;
  /** Origin of the provider's frame, on another site. */
  readonly frame: string;
  readonly link: Link;
  /** Resolves with the wall-clock time at which the next request for the provider's frame has arrived there. */
  nextFrame(): Promise<FrameRequest>;
  close(): void;
}

export interface FrameRequest {
  /** Milliseconds since 1970, as `performance.timeOrigin + performance.now()` counts them. */
  readonly at: number;
  /** Bytes that had come down by then. */
  readonly bytes: number;
}

/** Text of each address of a site. */
export type Site = ReadonlyMap<string, string>;

const types: Readonly<Record<string, string>> = { js: 'text/javascript', html: 'text/html' };
const frameHtml = readFileSync(new URL('frame.html', import.meta.url), 'utf8');

function send(response: Response, type: string, body: string): void {
  const bytes = gzipSync(body, { level: 9 });
  response.writeHead(200, {
    'content-type': `${type}; charset=utf-8`,
    'content-encoding': 'gzip',
    'content-length': bytes.length,
  });
  response.end(bytes);
}

/** Pages and scripts, and one API for all of them: each page finds in its answer what it needs. */
function servePage(site: Site, frame: () => string, request: Request, response: Response): void {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://page');
  if (request.method === 'POST') {
    const token = makeToken({ url: frame() });
    const address = `${frame()}/websdk/websdk.html?_=id_${btoa(token)}`;
    const answer = {
      currentLevel: 'hero',
      nextLevel: 'satoshi',
      upgrade: { provider: 'sumsub', status: 'open', access_token: token },
      verification_url: address,
    };
    setTimeout(
      () => send(response, 'application/json', JSON.stringify(answer)),
      Number(searchParams.get('time') ?? serverTime),
    );
    return;
  }
  const body = site.get(pathname);
  if (body === undefined) response.writeHead(404).end();
  else send(response, types[pathname.split('.').at(-1) ?? ''] ?? 'text/plain', body);
}

/** What HTTPS takes. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** Hash of the public key, by which a browser can be told to trust it. */
  readonly fingerprint: string;
}

/** A certificate for one run; nothing where this machine has no OpenSSL. */
export function selfSigned(): Certificate | undefined {
  const request =
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost -keyout - -out -';
  try {
    const pem = execFileSync('openssl', request.split(' '), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const publicKey = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' });
    return { key: pem, cert: pem, fingerprint: createHash('sha256').update(publicKey).digest('base64') };
  } catch {
    return undefined;
  }
}

async function listen(secure: Certificate | undefined, handle: (request: Request, response: Response) => void) {
  const server = secure
    ? createSecureServer({ ...secure, allowHTTP1: true }, handle)
    : createServer({ keepAliveTimeout: 60_000 }, handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

/**
 * Starts the page's server and the provider's, each behind its own proxy on one line.
 *
 * @param certificate for HTTPS with HTTP/2, as on the web of today; without one it is plain HTTP/1.1
 */
export async function startWorld(site: Site, conditions: Conditions, certificate?: Certificate): Promise<World> {
  const scheme = certificate ? 'https' : 'http';
  const link = new Link(conditions);
  let frame = '';
  let arrived: (request: FrameRequest) => void = () => undefined;
  const pages = await listen(certificate, (request, response) => servePage(site, () => frame, request, response));
  const frames = await listen(certificate, (request, response) => {
    const at = performance.timeOrigin + performance.now();
    // A frame that only warms the connection up has no query.
    if (request.url?.includes('?')) arrived({ at, bytes: link.bytesDown - before });
    if (request.url === '/favicon.ico') response.writeHead(404).end();
    else send(response, 'text/html', frameHtml);
  });
  let before = 0;
  frame = `${scheme}://localhost:${String(await link.attach(frames.port))}`;
  const page = `${scheme}://127.0.0.1:${String(await link.attach(pages.port))}`;
  return {
    conditions,
    page,
    frame,
    link,
    nextFrame: () => {
      before = link.bytesDown;
      return new Promise((resolve) => (arrived = resolve));
    },
    close: () => [link, pages, frames].forEach((part) => part.close()),
  };
}
