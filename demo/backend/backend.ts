import { answer, complaint, Refusal } from './answers.ts';
import { Api } from './api.ts';
import { readBody, TooLargeError } from './body.ts';
import { forward } from './forward.ts';
import { checkMethod, checkOrigin } from './guard.ts';
import { Limiter } from './limiter.ts';
import type { LogEntry } from './log.ts';
import { ConfigurationError, originOf, type BackendOptions, type User } from './options.ts';
import { PartnerToken } from './partner.ts';
import { Webhook } from './webhook.ts';

type Handler = (request: Request) => Promise<Response>;

/** The handlers. None needs `this`, so each may be handed on alone. */
export interface Backend {
  /** `POST`, for the element's `endpoint`. */
  readonly upgrade: Handler;
  /** `GET`, for the element's `status-endpoint`. */
  readonly status: Handler;
  /** `POST`, for BTC Direct's webhooks. */
  readonly webhook: Handler;
  /** All of them by path; 404 for any other. `export default backend` is a Worker, and a server for `deno serve`. */
  readonly fetch: Handler;
  /**
   * Logs the partner in now, so that a wrong password is seen at the start.
   * @throws {PartnerError} with a line to print
   */
  readonly signIn: () => Promise<void>;
}

/** Bytes that a page's request may bring. It needs none; they are read and left. */
const MOST = 10_000;

const ROUTES: Readonly<Record<string, 'upgrade' | 'status' | 'webhook'>> = {
  '/api/v2/user/upgrade': 'upgrade',
  '/api/v2/user/upgrade-status': 'status',
  '/webhooks/btcdirect': 'webhook',
};

/** @throws {ConfigurationError} */
export function createBackend(options: BackendOptions): Backend {
  const { username, password, limits = {}, timeout = 12_000, loginTimeout = 8_000 } = options;
  const { log = () => undefined, now = Date.now, user = userOfHeader } = options;
  if (!username || !password) throw new ConfigurationError("The partner's username and password are needed.");
  const api = new Api(originOf(options.api), options.fetch ?? globalThis.fetch);
  const partner = new PartnerToken({ api, username, password, timeout: loginTimeout, now, log });
  const webhook = options.webhook && new Webhook(options.webhook, now);
  const limiters = {
    upgrade: new Limiter(limits.upgrade ?? { requests: 20, seconds: 60 }, now),
    status: new Limiter(limits.status ?? { requests: 30, seconds: 60 }, now),
  };

  /** Every request ends here: with an answer, and with a line in the log. */
  const handle =
    (
      what: 'upgrade' | 'status' | 'webhook',
      work: (request: Request) => Promise<Partial<LogEntry> & { response: Response }>,
    ) =>
    async (request: Request): Promise<Response> => {
      const since = now();
      const { response, ...more } = await work(request).catch((error: unknown) => {
        const refusal = error instanceof Refusal ? error : new Refusal('a fault of this server', 500, {});
        return { response: refusal.toResponse(), why: refusal.message };
      });
      log({ what, status: response.status, milliseconds: now() - since, ...more });
      return response;
    };

  const errand = (what: 'upgrade' | 'status', method: 'GET' | 'POST', path: string) =>
    handle(what, async (request) => {
      checkMethod(request, method);
      checkOrigin(request, options.origin);
      await drain(request);
      const customer = await user(request);
      if (!customer) throw notSignedIn();
      limiters[what].count(idOf(customer));
      const signal = AbortSignal.any([request.signal, AbortSignal.timeout(timeout)]);
      const headers = options.headers?.(request) ?? {};
      return forward(api, partner, { method, path, user: customer, headers, signal });
    });

  const handlers = {
    upgrade: errand('upgrade', 'POST', '/api/v2/user/upgrade'),
    status: errand('status', 'GET', options.statusPath ?? '/api/v2/user/verification-status'),
    webhook: handle('webhook', async (request) => {
      checkMethod(request, 'POST');
      if (!webhook) throw new Refusal('no webhook secret', 404, { message: 'There is no webhook here.' });
      return { response: await webhook.take(request) };
    }),
  };
  return {
    ...handlers,
    fetch: (request) => {
      const { pathname } = new URL(request.url);
      const route = Object.hasOwn(ROUTES, pathname) ? ROUTES[pathname] : undefined;
      return route ? handlers[route](request) : Promise.resolve(answer(404, ''));
    },
    signIn: async () => {
      await partner.get();
    },
  };
}

function userOfHeader({ headers }: Request): User | undefined {
  const [, token] = /^Bearer ([\x21-\x7e]+)$/i.exec(headers.get('user-authorization') ?? '') ?? [];
  return token ? { token } : undefined;
}

const idOf = (user: User): string => user.id ?? ('token' in user ? user.token : user.identifier);

/** What the API would say, without a way there. */
const notSignedIn = () =>
  new Refusal(
    'nobody is signed in',
    401,
    complaint('ER700', 'User authorization token not found.', 'Provide a user authorization token.'),
  );

async function drain(request: Request): Promise<void> {
  await readBody(request, MOST).catch((error: unknown) => {
    throw error instanceof TooLargeError
      ? new Refusal('too large', 413, { message: 'This is too much.' })
      : new Refusal('broken off', 400, { message: 'The body ends too early.' });
  });
}
