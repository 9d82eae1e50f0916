/** One process of the bench: the API, a forwarder, or the server half. It says its port, and what it has used when it is asked. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApi } from '../../demo/emulator/api.js';
import { CREDENTIALS } from '../../demo/emulator/partner.js';
import { createBackend } from '../../src/server/index.js';
import { toNodeListener } from '../../src/server/node.js';
import { redisFromEnvironment } from '../../src/server/redis.js';

export type Kind = 'api' | 'forwarder' | 'server' | 'server with fetch' | 'server with undici';

const [kind = '', api = ''] = process.argv.slice(2);

/** What is the least that a server has to do: one request for one request, with the partner's token. */
async function forwarder(): Promise<RequestListener> {
  const login = await fetch(`${api}/api/v1/authenticate`, { method: 'POST', body: JSON.stringify(CREDENTIALS) });
  const { token } = (await login.json()) as { readonly token: string };
  return (request, response) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'user-authorization': String(request.headers['user-authorization']),
      accept: 'application/json',
    };
    fetch(api + String(request.url), { method: 'POST', headers })
      .then(async (answer) => {
        const body = Buffer.from(await answer.arrayBuffer());
        response.writeHead(answer.status, { 'content-type': String(answer.headers.get('content-type')) }).end(body);
      })
      .catch(() => response.writeHead(502).end());
  };
}

async function server(): Promise<RequestListener> {
  const store = redisFromEnvironment(process.env);
  const backend = createBackend({
    api,
    ...CREDENTIALS,
    limits: { upgrade: { requests: 1_000_000_000, seconds: 60 } },
    ...(store && { store }),
    ...(kind === 'server with fetch' && { fetch: globalThis.fetch }),
    ...(kind === 'server with undici' && { fetch: await pooled() }),
  });
  return toNodeListener(backend);
}

/** Loaded for that kind alone: the package takes the place of the dispatcher of Node's own `fetch`. */
async function pooled(): Promise<typeof fetch> {
  const { Agent, fetch: pooledFetch } = await import('undici');
  const dispatcher = new Agent({ connections: 64, pipelining: 1 });
  return ((url: string, init: object) => pooledFetch(url, { ...init, dispatcher })) as unknown as typeof fetch;
}

function emulator(): RequestListener {
  const handle = createApi({ isGuarded: true });
  return (request, response) => void handle(request, response);
}

const listener = kind === 'api' ? emulator() : kind === 'forwarder' ? await forwarder() : await server();
const listening = createServer(listener).listen(0, '127.0.0.1', () => {
  process.send?.({ port: (listening.address() as AddressInfo).port });
});
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: (user + system) / 1_000, rss: process.memoryUsage().rss });
});
