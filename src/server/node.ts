import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex, Writable } from 'node:stream';
import type { Answer } from './answers.js';
import type { Backend } from './backend.js';
import { targetOf, toCall, type Incoming, type Outgoing } from './node-call.js';
import { ConfigurationError } from './options.js';

/** Takes a request that is none of the backend's. */
export type Otherwise<In = IncomingMessage, Out = ServerResponse> = (incoming: In, outgoing: Out) => unknown;

/**
 * A listener for `node:http` and `node:http2`, and a middleware for Express: with a `next`, that is called for what is none of the
 * backend's.
 */
export type NodeListener<In = IncomingMessage, Out = ServerResponse> = (
  incoming: In,
  outgoing: Out,
  next?: (error?: unknown) => void,
) => void;

/** @param otherwise for requests to other paths, in place of a 404 */
export function toNodeListener<In extends Incoming = IncomingMessage, Out extends Outgoing = ServerResponse>(
  backend: Backend,
  otherwise?: Otherwise<In, Out>,
): NodeListener<In, Out> {
  return (incoming, outgoing, next) => {
    // Without a listener, a write to a connection that has just broken would end the process.
    const stream: Writable = outgoing;
    stream.on('error', () => stream.destroy());
    const pathname = pathOf(incoming);
    if (next && !(pathname !== undefined && backend.handles(pathname))) return next();
    const handOver = otherwise && (() => otherwise(incoming, outgoing));
    respond(backend, incoming, outgoing, pathname, handOver).catch(() => outgoing.destroy());
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
  incoming: Incoming,
  outgoing: Outgoing,
  pathname: string | undefined,
  handOver: (() => unknown) | undefined,
): Promise<void> {
  if (pathname === undefined) {
    send(backend.reject(400, 'unreadable target'), incoming, outgoing);
    return;
  }
  if (!backend.handles(pathname)) {
    try {
      if (handOver) await handOver();
      else send(backend.reject(404, 'no such route'), incoming, outgoing);
    } catch {
      send(backend.reject(500, 'otherwise() failed'), incoming, outgoing);
    }
    return;
  }
  const call = toCall(incoming, outgoing, pathname);
  send('status' in call ? backend.reject(call.status, call.why) : await backend.answer(call), incoming, outgoing);
}

/** The path of a request, not decoded; undefined if its target is none. */
function pathOf(incoming: Incoming): string | undefined {
  const target = targetOf(incoming);
  return target.startsWith('/') ? target.split('?', 1)[0] : undefined;
}

function send({ status, headers, body }: Answer, incoming: Incoming, outgoing: Outgoing): void {
  if (outgoing.headersSent) return void outgoing.destroy();
  // One string for the head and the body is written in one piece. In Latin-1 each letter is a byte.
  const bytes = Buffer.from(body);
  outgoing.writeHead(status, {
    ...headers,
    ...(bytes.length > 0 && { 'content-length': bytes.length }),
    // What the client has not sent yet is not waited for.
    ...(!incoming.complete && incoming.httpVersionMajor < 2 && { connection: 'close' }),
  });
  outgoing.end(bytes.toString('latin1'), 'latin1');
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
  // Longer than the minute after which most load balancers drop an idle connection. If this server closes one first, they answer 502.
  keepAliveTimeout: 75_000,
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
  const latest = new WeakMap<Duplex, ServerResponse>();
  server.prependListener('request', ({ socket }: IncomingMessage, outgoing: ServerResponse) => {
    latest.set(socket, outgoing);
  });
  const refuse = (socket: Duplex, status: number, why: string) => {
    socket.on('error', () => socket.destroy());
    backend.reject(status, why);
    // In the middle of an answer, another one would be taken for its rest.
    const isBusy = latest.get(socket)?.writableFinished === false;
    if (isBusy || !socket.writable) socket.destroy();
    else
      socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
  };
  server.on('clientError', ({ code = '' }: NodeJS.ErrnoException, socket) => {
    // Browsers open connections ahead of their requests, and do not use each of them: that is no request.
    if (code === 'ECONNRESET' || ('bytesRead' in socket && socket.bytesRead === 0)) socket.destroy();
    else refuse(socket, STATUSES[code] ?? 400, 'unreadable request');
  });
  server.on('connect', (_incoming, socket) => refuse(socket, 405, 'method'));
  server.on('checkExpectation', (_incoming, outgoing) => {
    backend.reject(417, 'expectation');
    outgoing.writeHead(417, { connection: 'close' }).end();
  });
}
