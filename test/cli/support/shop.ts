import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** What is different from a shop in which everything is right. */
export interface ShopSetup {
  /** Headers of the page; null takes one away. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly html?: string;
  /** Answers in place of the usual ones, by path. */
  readonly answers?: Readonly<Record<string, Answer>>;
  /** Headers of every script. */
  readonly scripts?: Readonly<Record<string, string>>;
}

export interface Shop {
  readonly origin: string;
  readonly port: number;
  /** `POST /api/v2/user/upgrade`, ... in the order of arrival. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** The headers that README.md gives. */
export const rightHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "script-src 'self'; connect-src 'self'; frame-src https://*.sumsub.com; frame-ancestors 'self'",
  'permissions-policy':
    'camera=(self "https://api.sumsub.com" "https://in.sumsub.com"), microphone=(self "https://api.sumsub.com" "https://in.sumsub.com")',
};

export const pageWith = (body: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><title>Account</title>${head}</head><body>${body}</body></html>`;

export const tag = '<script type="module" src="/cdn/verification-upgrade.js"></script>';
const page = pageWith('<verification-upgrade></verification-upgrade>', tag);

const refusal = JSON.stringify({
  errors: { ER700: { code: 'ER700', message: 'No user token.', solution: 'Send one.' } },
});
const html = { 'content-type': 'text/html' };
export const json = { 'content-type': 'application/json', 'cache-control': 'no-store' };

/** A shop on this machine with the built script, as a partner would serve it. */
export async function startShop(setup: ShopSetup = {}, certificate?: { key: string; cert: string }): Promise<Shop> {
  const asked: string[] = [];
  const listener: RequestListener = (request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    void answerTo(request, setup).then(({ status = 200, headers = {}, body = '' }) => {
      response.writeHead(status, headers).end(body);
    });
  };
  const server: Server = certificate ? createTlsServer(certificate, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `${certificate ? 'https' : 'http'}://localhost:${port}`;
  return {
    origin,
    port,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answerTo({ url = '/' }: IncomingMessage, setup: ShopSetup): Promise<Answer> {
  const { pathname } = new URL(url, 'http://shop');
  const own = setup.answers?.[pathname];
  if (own) return own;
  if (pathname === '/account') {
    const headers: Readonly<Record<string, string | null>> = { ...html, ...rightHeaders, ...setup.headers };
    const kept = Object.entries(headers).filter((header): header is [string, string] => header[1] !== null);
    return { headers: Object.fromEntries(kept), body: setup.html ?? page };
  }
  if (pathname === '/api/v2/user/upgrade') return { status: 401, headers: json, body: refusal };
  return sendFile(pathname, setup);
}

async function sendFile(pathname: string, { scripts = {} }: ShopSetup): Promise<Answer> {
  if (!pathname.startsWith('/cdn/')) return { status: 404 };
  const name = path.basename(pathname);
  const body = await readFile(path.join('dist/cdn', name)).catch(() => undefined);
  if (!body) return { status: 404 };
  const isChunk = /-[\w-]{6}\.js$/.test(name);
  const caching = isChunk ? 'public, max-age=31536000, immutable' : 'no-cache';
  const type = name.endsWith('.js') ? 'text/javascript; charset=utf-8' : 'application/json';
  return { headers: { 'content-type': type, 'cache-control': caching, ...scripts }, body };
}
