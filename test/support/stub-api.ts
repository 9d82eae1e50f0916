import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** One answer, or a listener that gives it. */
export type Stubbed =
  | RequestListener
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown };

/** BTC Direct's API as a few lines, for answers that the emulator does not give. Everything may be changed at any time. */
export interface StubApi {
  readonly origin: string;
  login: Stubbed;
  refresh: Stubbed;
  /** All other requests. */
  user: Stubbed;
  readonly counts: { login: number; refresh: number; user: number };
  /** Requests about users, the newest last. */
  readonly asked: IncomingMessage[];
  /** Stops listening, and breaks all connections. */
  close(): Promise<void>;
}

/** A new token pair each time. */
export const tokens = (): { readonly token: string; readonly refreshToken: string } => ({
  token: `token-${randomUUID()}`,
  refreshToken: `refresh-${randomUUID()}`,
});

/** An answer of the API's kind. */
export const refusal = (...codes: readonly string[]): Stubbed => ({
  status: 400,
  body: { errors: Object.fromEntries(codes.map((code) => [code, { code, message: code, solution: code }])) },
});

/** Grants every login with a new pair of tokens. */
export const granted: RequestListener = (_request, response) => {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(tokens()));
};

/** Never answers. */
export const silence: RequestListener = () => undefined;

export async function startStubApi(): Promise<StubApi> {
  const counts = { login: 0, refresh: 0, user: 0 };
  const sockets = new Set<Socket>();
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://api');
    const what = { '/api/v1/authenticate': 'login', '/api/v1/refresh': 'refresh' }[pathname] ?? 'user';
    if (what !== 'login' && what !== 'refresh' && what !== 'user') return;
    counts[what]++;
    if (what === 'user') asked.push(request);
    const stubbed = api[what];
    request.resume();
    if (typeof stubbed === 'function') return stubbed(request, response);
    const { status = 200, headers = {}, body = '' } = stubbed;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const api: StubApi = {
    origin: `http://127.0.0.1:${port}`,
    login: granted,
    refresh: granted,
    user: {
      body: { currentLevel: 'hero', nextLevel: 'satoshi', upgrade: { access_token: 'sdk', provider: 'sumsub' } },
    },
    counts,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
  return api;
}
