import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Backend } from './backend.js';
import { ConfigurationError } from './options.js';

/** Takes a request that is none of the backend's. */
export type Otherwise = (incoming: IncomingMessage, outgoing: ServerResponse) => unknown;

/** A listener for `node:http`, and a middleware for Express: with a `next`, that is called for what is none of the backend's. */
export type NodeListener = (
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  next?: (error?: unknown) => void,
) => void;

/** @param otherwise for requests to other paths, in place of a 404 */
export function toNodeListener(backend: Backend, otherwise?: Otherwise): NodeListener {
  return (incoming, outgoing, next) => {
    // Without a listener, a write to a connection that has just broken would end the process.
    outgoing.on('error', () => outgoing.destroy());
    const pathname = pathOf(incoming);
    if (next && !(pathname !== undefined && backend.handles(pathname))) return next();
    respond(backend, incoming, outgoing, pathname, otherwise).catch(() => outgoing.destroy());
  };
}

/** An `onRequest` hook for Fastify, which takes the backend's requests before their bodies are parsed. */
export function toFastifyHook(backend: Backend) {
  const listener = toNodeListener(backend);
  return (
    request: { readonly raw: IncomingMessage },
    reply: { readonly raw: ServerResponse; hijack(): unknown },
    done: () => void,
  ): void => {
    const pathname = pathOf(request.raw);
    if (pathname === undefined || !backend.handles(pathname)) return done();
    reply.hijack();
    listener(request.raw, reply.raw);
  };
}

/** Nothing that comes over the network may throw out of a listener: that would end the process. */
async function respond(
  backend: Backend,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  pathname: string | undefined,
  otherwise: Otherwise | undefined,
): Promise<void> {
  if (pathname === undefined) return send(backend.reject(400, 'unreadable target'), incoming, outgoing);
  if (!backend.handles(pathname)) {
    if (!otherwise) return send(backend.reject(404, 'no such route'), incoming, outgoing);
    try {
      await otherwise(incoming, outgoing);
    } catch {
      await send(backend.reject(500, 'otherwise() failed'), incoming, outgoing);
    }
    return;
  }
  const request = toRequest(incoming, outgoing);
  await send(
    'status' in request ? backend.reject(request.status, request.why) : await backend.fetch(request),
    incoming,
    outgoing,
  );
}

/** The target as it was sent: Express shortens `url` below the mount point of a router. */
const targetOf = ({ originalUrl, url = '' }: IncomingMessage & { readonly originalUrl?: string }): string =>
  originalUrl ?? url;

/** The path in it, not decoded; undefined if the target is none. */
function pathOf(incoming: IncomingMessage): string | undefined {
  const target = targetOf(incoming);
  return target.startsWith('/') ? target.split('?', 1)[0] : undefined;
}

const HOST = /^([\w.-]{1,253}|\[[\da-f:.]{2,45}\])(:\d{1,5})?$/i;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

interface Rejection {
  readonly status: number;
  readonly why: string;
}

function toRequest(incoming: IncomingMessage, outgoing: ServerResponse): Request | Rejection {
  const { method = 'GET', rawHeaders } = incoming;
  const { host = '', 'content-length': length = '0', 'transfer-encoding': encoding } = incoming.headers;
  if (!METHODS.has(method)) return { status: 405, why: 'method' };
  if (!HOST.test(host)) return { status: 400, why: 'unreadable host' };
  const hasBody = method !== 'GET' && method !== 'HEAD' && (length !== '0' || encoding !== undefined);
  if (hasBody && incoming.readableDidRead)
    return { status: 500, why: 'the body was read before: put this before its parser' };
  try {
    const headers = new Headers();
    rawHeaders.forEach((name, index) => {
      if (index % 2 === 0) headers.append(name, rawHeaders[index + 1] ?? '');
    });
    const left = new AbortController();
    outgoing.once('close', () => {
      if (!outgoing.writableFinished) left.abort();
    });
    const scheme = 'encrypted' in incoming.socket ? 'https' : 'http';
    // `handles` has compared the path as text, so it cannot be an address of its own.
    const url = new URL(targetOf(incoming), `${scheme}://${host}`);
    const init: RequestInit & { readonly duplex: 'half' } = { method, headers, signal: left.signal, duplex: 'half' };
    return new Request(url, hasBody ? { ...init, body: streamOf(incoming) } : init);
  } catch {
    return { status: 400, why: 'unreadable request' };
  }
}

/** Unlike `Readable.toWeb()`, it leaves the connection open when it is cancelled, so that a 413 can still be sent. */
function streamOf(incoming: IncomingMessage): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks = incoming.iterator({ destroyOnReturn: false });
  return new ReadableStream({
    async pull(controller) {
      const chunk: IteratorResult<unknown> = await chunks.next();
      if (chunk.value instanceof Uint8Array) controller.enqueue(new Uint8Array(chunk.value));
      if (chunk.done) controller.close();
    },
    async cancel() {
      await chunks.return?.();
    },
  });
}

async function send(response: Response, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  if (outgoing.headersSent) return void outgoing.destroy();
  for (const [name, value] of response.headers) outgoing.setHeader(name, value);
  // What the client has not sent yet is not waited for.
  if (!incoming.complete) outgoing.setHeader('connection', 'close');
  outgoing.statusCode = response.status;
  outgoing.end(body);
}

export interface ServeOptions {
  /** Default 3000; 0 takes a free one. */
  readonly port?: number;
  /** Address to listen at. Default: all of this machine. */
  readonly host?: string;
  /** For requests to other paths, in place of a 404. */
  readonly otherwise?: Otherwise;
}

/** A server that listens. */
export interface Served {
  readonly port: number;
  /**
   * Answers new requests with 503, waits for those under way, and then ends.
   * @param grace milliseconds to wait at most, default 15,000
   */
  readonly close: (grace?: number) => Promise<void>;
}

/**
 * Serves a backend on a port, with time limits: five seconds for the headers of a request, ten for all of it.
 * @throws {ConfigurationError} if the port is in use
 */
export async function serve(backend: Backend, { port = 3000, host, otherwise }: ServeOptions = {}): Promise<Served> {
  const server = createServer(serverOptions, toNodeListener(backend, otherwise));
  answerUnreadable(server, backend);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new ConfigurationError(`Port ${port} is in use.`) : error);
    });
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: async (grace = 15_000) => {
      const end = setTimeout(() => server.closeAllConnections(), grace);
      await backend.close(grace);
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeIdleConnections();
      });
      clearTimeout(end);
    },
  };
}

/** Options for `createServer()` of your own: five seconds for the headers of a request, ten for all of it. */
export const serverOptions = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  // How often Node looks for connections that are too slow. Its default would make 30 seconds of both.
  connectionsCheckingInterval: 1_000,
  // A request without one is refused by us, with a line in the log.
  requireHostHeader: false,
};

const STATUSES: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
};

/** What is no request gets a status and a line in the log, too. */
function answerUnreadable(server: Server, backend: Backend): void {
  const busy = new WeakSet<object>();
  server.prependListener('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    busy.add(incoming.socket);
    outgoing.once('close', () => busy.delete(incoming.socket));
  });
  const refuse = (socket: Duplex, status: number, why: string) => {
    socket.on('error', () => socket.destroy());
    backend.reject(status, why);
    // In the middle of an answer, another one would be taken for its rest.
    if (busy.has(socket) || !socket.writable) socket.destroy();
    else
      socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
  };
  server.on('clientError', ({ code = '' }: NodeJS.ErrnoException, socket) => {
    if (code === 'ECONNRESET') socket.destroy();
    else refuse(socket, STATUSES[code] ?? 400, 'unreadable request');
  });
  server.on('connect', (_incoming, socket) => refuse(socket, 405, 'method'));
  server.on('checkExpectation', (_incoming, outgoing) => {
    backend.reject(417, 'expectation');
    outgoing.writeHead(417, { connection: 'close' }).end();
  });
}
