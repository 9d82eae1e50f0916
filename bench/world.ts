import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { makeToken } from '../demo/emulator/token.js';
import { Link, type Conditions } from './link.js';

type Request = IncomingMessage | Http2ServerRequest;
type Response = ServerResponse | Http2ServerResponse;

/** Milliseconds that the API takes for its answer. */
export const serverTime = 150;

/** When the servers got the requests of one run, in milliseconds since 1970. */
export interface Arrivals {
  readonly post: Promise<number>;
  /** The request for the provider's frame. */
  readonly frame: Promise<number>;
}

/** The page's server and the provider's, behind one line. */
export interface World {
  /** Origin of the pages and of the API. */
  readonly page: string;
  /** Origin of the provider's frame, on another site. */
  readonly frame: string;
  /** The next POST, and the next request for a frame. */
  nextArrivals(): Arrivals;
  close(): void;
}

/** The text behind each path. */
export type Site = ReadonlyMap<string, string>;

/** For HTTPS. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** Hash of the public key, by which a browser can be told to trust it. */
  readonly fingerprint: string;
}

const frameHtml = readFileSync(new URL('frame.html', import.meta.url), 'utf8');

/** A certificate for one run; undefined if this machine has no OpenSSL. */
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

function send(response: Response, type: string, body: string): void {
  const bytes = gzipSync(body, { level: 9 });
  const headers = { 'content-encoding': 'gzip', 'content-length': bytes.length };
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, ...headers }).end(bytes);
}

/** The same answer for all pages: each finds in it what it needs. */
function answer(frame: string): string {
  const token = makeToken({ url: frame });
  return JSON.stringify({
    currentLevel: 'hero',
    nextLevel: 'satoshi',
    upgrade: { provider: 'sumsub', status: 'open', access_token: token },
    verification_url: `${frame}/websdk/websdk.html?_=id_${btoa(token)}`,
  });
}

async function listen(secure: Certificate | undefined, handle: (request: Request, response: Response) => void) {
  const server = secure
    ? createSecureServer({ ...secure, allowHTTP1: true }, handle)
    : createServer({ keepAliveTimeout: 60_000 }, handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

/** @param certificate for HTTPS with HTTP/2; without one it is HTTP/1.1 */
export async function startWorld(site: Site, conditions: Conditions, certificate?: Certificate): Promise<World> {
  const link = new Link(conditions);
  const arrived = { post: (_at: number): void => undefined, frame: (_at: number): void => undefined };
  const now = () => performance.timeOrigin + performance.now();

  const pages = await listen(certificate, (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://page');
    const body = site.get(pathname);
    if (request.method === 'POST') {
      arrived.post(now());
      const time = Number(searchParams.get('time') ?? serverTime);
      setTimeout(() => send(response, 'application/json', answer(frame)), time);
    } else if (body === undefined) response.writeHead(404).end();
    else if (pathname.endsWith('.html')) send(response, 'text/html', body.replaceAll('https://api.sumsub.com', frame));
    else send(response, 'text/javascript', body);
  });
  const frames = await listen(certificate, (request, response) => {
    // A frame that only opens the connection has no query.
    if (request.url?.includes('?')) arrived.frame(now());
    if (request.url === '/favicon.ico') response.writeHead(404).end();
    else send(response, 'text/html', frameHtml);
  });

  const scheme = certificate ? 'https' : 'http';
  const frame = `${scheme}://localhost:${String(await link.attach(frames.port))}`;
  return {
    page: `${scheme}://127.0.0.1:${String(await link.attach(pages.port))}`,
    frame,
    nextArrivals: () => ({
      post: new Promise((resolve) => (arrived.post = resolve)),
      frame: new Promise((resolve) => (arrived.frame = resolve)),
    }),
    close: () => [link, pages, frames].forEach((part) => part.close()),
  };
}
