/** What integrators have reported of other servers: docs/faults.md, "Reported by others". */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { connect, createServer as createServer2, type ClientHttp2Session } from 'node:http2';
import { connect as connectTo, type AddressInfo, type Server } from 'node:net';
import { describe, it } from 'node:test';
import express, { type Express } from 'express';
import { Hono } from 'hono';
import { createBackend, type BackendOptions } from '../../src/server/index.js';
import { serve, serverOptions, toNodeListener } from '../../src/server/node.js';
import { withStubs } from '../support/backend.js';
import { startStubApi } from '../support/stub-api.js';

const UPGRADE = '/api/v2/user/upgrade';
const WEBHOOK = '/webhooks/btcdirect';
const SECRET = 'the secret of the webhooks';
const OWN = { 'sec-fetch-site': 'same-origin', 'user-authorization': 'Bearer user-token' };
const EVENT = '{"id": 1}';
const SIGNED = { 'x-signature': createHmac('sha256', SECRET).update(EVENT).digest('hex') };

interface Reported {
  readonly backend: ReturnType<typeof createBackend>;
  readonly events: unknown[];
}

/** A backend with a stubbed API behind it. */
const withBackend =
  (use: (reported: Reported) => Promise<void>, options: Partial<BackendOptions> = {}) =>
  async (): Promise<void> => {
    const api = await startStubApi();
    const events: unknown[] = [];
    const backend = createBackend({
      api: api.origin,
      username: 'partner',
      password: 'the password of the partner',
      webhook: { secret: SECRET, onEvent: (event) => void events.push(event) },
      ...options,
    });
    try {
      await use({ backend, events });
    } finally {
      await backend.close(1_000);
      await api.close();
    }
  };

async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

type Asked = readonly [method: string, path: string, headers?: Readonly<Record<string, string>>, body?: string];

/** By hand: `fetch` writes some of these headers itself. */
function send(port: number, [method, path, headers, body]: Asked): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    asked.on('error', reject).end(body);
  });
}

async function statusAt(listener: RequestListener, asked: Asked): Promise<number> {
  const server = createServer(listener);
  try {
    return (await send(await portOf(server), asked)).status;
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

describe('a monitor that sends HEAD', () => {
  it(
    'learns whether the server is well',
    withBackend(async ({ backend }) => {
      const listener = toNodeListener(backend);
      assert.equal(await statusAt(listener, ['HEAD', '/health']), 200);
      assert.equal((await backend.fetch(new Request('http://site/health', { method: 'HEAD' }))).status, 200);
      await backend.close(10);
      assert.equal(await statusAt(listener, ['HEAD', '/health']), 503);
      assert.equal(await statusAt(listener, ['POST', '/health']), 405);
    }),
  );
});

describe('a load balancer', () => {
  it(
    'keeps its connections for longer than the minute after which it drops them itself',
    withBackend(async ({ backend }) => {
      const served = await serve(backend, { port: 0, host: '127.0.0.1' });
      const socket = connectTo(served.port, '127.0.0.1');
      socket.write('GET /health HTTP/1.1\r\nhost: site\r\n\r\n');
      const [head] = (await once(socket, 'data')) as [Buffer];
      const [, seconds] = /^keep-alive: timeout=(\d+)/im.exec(head.toString()) ?? [];
      assert.ok(Number(seconds) > 60, head.toString());
      assert.ok(serverOptions.keepAliveTimeout > 60_000);
      socket.destroy();
      await served.close(10);
    }),
  );
});

describe('a proxy that names the port, or the root, in the host', () => {
  for (const host of ['www.example.com:443', 'www.example.com:80', 'WWW.Example.com', 'www.example.com.']) {
    it(
      `(${host}) asks for the same host`,
      withBackend(
        async ({ backend }) => {
          assert.equal(await statusAt(toNodeListener(backend), ['POST', UPGRADE, { ...OWN, host }]), 200);
        },
        { hosts: ['www.example.com'] },
      ),
    );
  }
  for (const host of [
    'www.example.com:8443',
    'www.example.com:4430',
    'evil.example:443',
    'www.example.com.evil.example',
  ])
    it(
      `(${host}) asks for another one`,
      withBackend(
        async ({ backend }) => {
          assert.equal(await statusAt(toNodeListener(backend), ['POST', UPGRADE, { ...OWN, host }]), 421);
        },
        { hosts: ['www.example.com'] },
      ),
    );
});

describe('a body that was read before', () => {
  const json = { 'content-type': 'application/json' };
  const parsers: Readonly<Record<string, (app: Express) => void>> = {
    'express.json()': (app) => app.use(express.json()),
    'express.text()': (app) => app.use(express.text({ type: '*/*' })),
  };
  for (const [name, use] of Object.entries(parsers)) {
    it(
      `(${name}) does not keep a user from an upgrade, who sends nothing that is needed`,
      withBackend(async ({ backend }) => {
        const app = express();
        use(app);
        app.use(toNodeListener(backend));
        const status = await statusAt(app, ['POST', UPGRADE, { ...OWN, ...json, 'content-length': '2' }, '{}']);
        assert.equal(status, 200);
      }),
    );

    it(
      `(${name}) is a fault of the server if it is signed`,
      withBackend(async ({ backend, events }) => {
        const app = express();
        use(app);
        app.use(toNodeListener(backend));
        const headers = { ...SIGNED, ...json, 'content-length': `${EVENT.length}` };
        assert.equal(await statusAt(app, ['POST', WEBHOOK, headers, EVENT]), 500);
        assert.deepEqual(events, []);
      }),
    );
  }

  it(
    'is taken as it came where the platform has kept it (Cloud Functions)',
    withBackend(async ({ backend, events }) => {
      const app = express();
      app.use(
        express.json({
          verify: (incoming, _outgoing, bytes) => void Object.assign(incoming, { rawBody: bytes }),
        }),
      );
      app.use(toNodeListener(backend));
      const headers = { ...SIGNED, ...json, 'content-length': `${EVENT.length}` };
      assert.equal(await statusAt(app, ['POST', WEBHOOK, headers, EVENT]), 204);
      assert.deepEqual(events, [{ id: 1 }]);
      const forged = { ...headers, 'x-signature': '0'.repeat(64) };
      assert.equal(await statusAt(app, ['POST', WEBHOOK, forged, EVENT]), 401);
      const long = JSON.stringify(['x'.repeat(99_999)]);
      const size = { ...json, ...SIGNED, 'content-length': `${long.length}` };
      assert.equal(await statusAt(app, ['POST', WEBHOOK, size, long]), 413);
    }),
  );

  it(
    'by Hono does not keep a user from an upgrade, either',
    withBackend(async ({ backend }) => {
      const app = new Hono();
      app.use(async (context, next) => {
        await context.req.text();
        return next();
      });
      app.all('*', (context) => backend.fetch(context.req.raw));
      const asked = { method: 'POST', headers: { ...OWN, ...json }, body: '{}' };
      assert.equal((await app.request(`http://site${UPGRADE}`, asked)).status, 200);
    }),
  );
});

describe('a client that speaks HTTP/2', () => {
  async function ask(session: ClientHttp2Session, [method, path, headers, body]: Asked): Promise<number> {
    const stream = session.request({ ':method': method, ':path': path, ...headers });
    if (body) stream.end(body);
    else stream.end();
    const [answer] = (await once(stream, 'response')) as [IncomingHttpHeaders & { ':status': number }];
    stream.resume();
    await once(stream, 'close');
    return answer[':status'];
  }
  const cases: readonly (readonly [name: string, asked: Asked, status: number])[] = [
    ['asks for an upgrade', ['POST', UPGRADE, OWN], 200],
    ['asks for the health', ['GET', '/health'], 200],
    ['brings a webhook', ['POST', WEBHOOK, SIGNED, EVENT], 204],
    ['brings a forged one', ['POST', WEBHOOK, { 'x-signature': '0'.repeat(64) }, EVENT], 401],
    ['asks for another host', ['POST', UPGRADE, { ...OWN, ':authority': 'evil.example' }], 421],
    ['asks for another path', ['GET', '/nothing'], 404],
  ];
  const user = (asked: Request) => ({ token: (asked.headers.get('user-authorization') ?? '').slice(7) });
  for (const [name, asked, status] of cases) {
    it(
      name,
      withBackend(
        async ({ backend }) => {
          const server = createServer2(toNodeListener(backend));
          const session = connect(`http://127.0.0.1:${await portOf(server)}`);
          const headers = { ':authority': 'www.example.com', ...asked[2] };
          assert.equal(await ask(session, [asked[0], asked[1], headers, asked[3] ?? '']), status);
          session.destroy();
          server.close();
        },
        { user, hosts: ['www.example.com'] },
      ),
    );
  }
});

describe('a rate limit of the API whose Retry-After is', () => {
  const values: Readonly<Record<string, string | null>> = {
    '1.5': '2',
    '60, 60': '60',
    '7': '7',
    '0': '1',
    '-5': null,
    soon: null,
    'Fri, 31 Dec 1999 23:59:59 GMT': '1',
  };
  for (const [value, expected] of Object.entries(values)) {
    it(
      `"${value}" is passed on as ${String(expected)}`,
      withStubs(async ({ api, ask }) => {
        api.user = { status: 429, headers: { 'retry-after': value } };
        const answer = await ask();
        assert.equal(answer.headers.get('retry-after'), expected);
      }),
    );
  }
});
