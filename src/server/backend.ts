import { answer, answerJson, apiError, HttpError, retryIn, takeBody, type Answer } from './answers.js';
import { Api } from './api.js';
import { callOf, toResponse, type Call } from './call.js';
import { TimeoutError, withDeadline } from './deadline.js';
import { digest } from './digest.js';
import { forward, isUsable } from './forward.js';
import { checkHost, checkMethod, checkOrigin } from './guard.js';
import { callSafely, outcomeOf, type LogEntry, type RequestInfo, type Route } from './log.js';
import { nodeTransport } from './node-transport.js';
import { checkOptions, originOf, type BackendOptions, type Limit, type User, type UserRoute } from './options.js';
import { Partner } from './partner.js';
import { livenessPath, routeOf } from './routes.js';
import { SharedState } from './shared.js';
import { fetchTransport } from './transport.js';
import { Webhook } from './webhook.js';

/** Answers a request. Never rejects. */
export type Handler = (request: Request) => Promise<Response>;

/** A handler for each route, and what a server needs around them. None needs `this`, so each may be passed on alone. */
export interface Backend extends Readonly<Record<Route, Handler>> {
  /** All routes by their paths; 404 for any other. `export default backend` is a Worker, and a server for `deno serve`. */
  readonly fetch: Handler;
  /** For listeners: what `fetch` does, without a `Request` and a `Response`. */
  readonly answer: (call: Call) => Promise<Answer>;
  /** Whether `fetch` has a route for this path, as it was sent: not decoded, and without the query. */
  readonly handles: (pathname: string) => boolean;
  /**
   * For listeners: the answer to a request that cannot be read, with a line in the log.
   * @param why a few fixed words for the log
   */
  readonly reject: (status: number, why: string) => Answer;
  /**
   * Logs the partner in now, so that a wrong password is seen at the start.
   * @throws {PartnerError} with a line to print
   */
  readonly signIn: () => Promise<void>;
  /**
   * Refuses new requests with 503. Resolves when those under way have ended, and closes the store.
   * @param grace milliseconds to wait at most, default 15,000
   */
  readonly close: (grace?: number) => Promise<void>;
}

/** Bytes that a page's request may bring. None are needed: they are read and dropped. */
const MOST = 10_000;

const LIMITS: Readonly<Record<UserRoute, Limit>> = {
  upgrade: { requests: 20, seconds: 60 },
  status: { requests: 30, seconds: 60 },
  levels: { requests: 30, seconds: 60 },
  liveness: { requests: 30, seconds: 60 },
};

type Result = Pick<LogEntry, 'codes' | 'repeated'> & { readonly answer: Answer; readonly error?: HttpError };
type Work = (call: Call, info: RequestInfo) => Promise<Result>;

/** @throws {ConfigurationError} */
export function createBackend(options: BackendOptions): Backend {
  checkOptions(options);
  const { username, password, timeout = 12_000, loginTimeout = 8_000, user } = options;
  const { log, now = Date.now } = options;
  const origin = options.origin && new URL(options.origin).origin;
  const hosts = options.hosts && new Set(options.hosts.map((host) => host.toLowerCase()));
  const transport = options.fetch
    ? fetchTransport(options.fetch)
    : (nodeTransport() ?? fetchTransport(globalThis.fetch));
  const api = new Api(originOf(options.api), transport);
  const shared = new SharedState(options.store, now, log);
  const partner = new Partner({ api, username, password, timeout: loginTimeout, now, log }, shared);
  const webhook = options.webhook && new Webhook(options.webhook, shared);
  const limits = { ...LIMITS, ...options.limits };
  let underWay = 0;
  /** Resolves when nothing is under way; undefined until the backend is being closed. */
  let idle: Promise<void> | undefined;
  let onIdle: (() => void) | undefined;

  /** Every request ends here: with an answer, a line in the log and a call of the hook. */
  const finish = async (route: Route, call: Call, work: Work): Promise<Answer> => {
    underWay++;
    const start = performance.now();
    const info: RequestInfo = { route, method: call.method, ...traceOf(call) };
    callSafely(options.onRequest, info);
    const result: Result = await work(call, info).catch((thrown: unknown) => {
      const error = toHttpError(thrown);
      return { error, answer: error.toAnswer() };
    });
    const { error, answer, codes = [], repeated = false } = result;
    const { status } = answer;
    const milliseconds = Math.round(performance.now() - start);
    callSafely(log, { what: route, status, milliseconds, codes, repeated, ...(error && { why: error.message }) });
    callSafely(options.onResponse, info, { status, milliseconds, codes, outcome: outcomeOf(error?.status) });
    if (--underWay === 0) onIdle?.();
    return answer;
  };

  const ofUser =
    (route: UserRoute, method: 'GET' | 'POST', pathOf: (call: Call) => string): Work =>
    async (call, { traceparent, tracestate }) => {
      checkMethod(call, method);
      checkHost(call, hosts);
      checkOrigin(call, origin);
      const path = pathOf(call);
      const work = async (signal: AbortSignal) => {
        // It holds nothing that is needed: it may have been read before.
        if (!call.isBodyRead) await takeBody(call, MOST);
        const asking = user ? await own('user()', () => user(call.toRequest())) : userOfHeader(call);
        if (!asking || !isUsable(asking)) throw notSignedIn();
        await checkLimit(route, asking);
        const headers = [...(await furtherHeaders(call))];
        if (traceparent) headers.push(['traceparent', traceparent]);
        if (tracestate) headers.push(['tracestate', tracestate]);
        return forward(api, partner, { method, path, user: asking, headers, signal }, now);
      };
      return withDeadline(timeout, work, (callback) => call.onGone(callback));
    };

  const { headers } = options;
  const furtherHeaders = (call: Call): Iterable<[string, string]> | Promise<Iterable<[string, string]>> =>
    headers ? own('headers()', async () => new Headers(await headers(call.toRequest()))) : [];

  const checkLimit = async (route: UserRoute, asking: User) => {
    const id = asking.id ?? ('token' in asking ? asking.token : asking.identifier);
    const wait = await shared.count(`limit:${route}:${await digest(id)}`, limits[route]);
    if (wait > 0) throw new HttpError('rate limit', 429, { message: 'Too many requests.' }, retryIn(wait / 1_000));
  };

  const works: Readonly<Record<Route, Work>> = {
    upgrade: ofUser('upgrade', 'POST', () => '/api/v2/user/upgrade'),
    status: ofUser('status', 'GET', () => options.statusPath ?? '/api/v2/user/verification-status'),
    levels: ofUser('levels', 'GET', () => '/api/v1/user/levels'),
    liveness: ofUser('liveness', 'GET', livenessPath),
    webhook: async (call) => {
      checkMethod(call, 'POST');
      if (!webhook) throw new HttpError('no webhook secret', 404, { message: 'There is no webhook here.' });
      return { answer: await webhook.take(call) };
    },
    health: async (call) => {
      checkMethod(call, 'GET', 'HEAD');
      await Promise.resolve();
      const body = { status: idle ? 'closing' : 'ok', store: shared.condition, token: partner.condition };
      return { answer: answerJson(idle ? 503 : 200, body) };
    },
  };

  const answerAt = (route: Route, call: Call) =>
    finish(route, call, idle && route !== 'health' ? refuse : works[route]);

  const handler =
    (route: Route): Handler =>
    async (request) =>
      toResponse(await answerAt(route, callOf(request)));

  const answerCall = (call: Call): Promise<Answer> => {
    const route = routeOf(call.pathname);
    return route ? answerAt(route, call) : Promise.resolve(reject(404, 'no such route'));
  };

  const reject = (status: number, why: string): Answer => {
    callSafely(log, { what: 'request', status, why, milliseconds: 0 });
    return answer(status, '');
  };

  return {
    upgrade: handler('upgrade'),
    status: handler('status'),
    levels: handler('levels'),
    liveness: handler('liveness'),
    webhook: handler('webhook'),
    health: handler('health'),
    reject,
    answer: answerCall,
    handles: (pathname) => routeOf(pathname) !== undefined,
    fetch: async (request) => toResponse(await answerCall(callOf(request))),
    signIn: async () => {
      await partner.get();
    },
    close: async (grace = 15_000) => {
      idle ??= new Promise((resolve) => {
        if (underWay === 0) resolve();
        else onIdle = resolve;
      });
      await withDeadline(grace, () => idle).catch(() => undefined);
      await shared.close();
    },
  };
}

const refuse: Work = () =>
  Promise.reject(
    new HttpError('closing', 503, { message: 'The server is closing.' }, { ...retryIn(1), connection: 'close' }),
  );

/** Calls a function of the page's own, and says which one it was if it fails. */
async function own<T>(name: string, call: () => T | Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw error instanceof HttpError ? error : new HttpError(`${name} failed`, 500, {});
  }
}

function userOfHeader(call: Call): User | undefined {
  const [, token] = /^Bearer ([\x21-\x7e]{1,4096})$/i.exec(call.header('user-authorization') ?? '') ?? [];
  return token ? { token } : undefined;
}

/** The W3C trace context of a request. */
function traceOf(call: Call): Pick<RequestInfo, 'traceparent' | 'tracestate'> {
  const traceparent = call.header('traceparent');
  if (traceparent === null || !/^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/.test(traceparent)) return {};
  const tracestate = call.header('tracestate') ?? '';
  return { traceparent, ...(/^[\x20-\x7e]{1,512}$/.test(tracestate) && { tracestate }) };
}

function toHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  if (error instanceof TimeoutError)
    return new HttpError('timeout', 504, { message: 'The verification service takes too long.' });
  const isGone = error instanceof DOMException && error.name === 'AbortError';
  return isGone ? new HttpError('the page has gone', 499, {}) : new HttpError('an error in this server', 500, {});
}

function notSignedIn(): HttpError {
  const [message, solution] = ['User authorization token not found.', 'Provide a user authorization token.'];
  return new HttpError('not signed in', 401, apiError('ER700', message, solution));
}
