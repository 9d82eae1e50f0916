import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { HttpError } from './answers.js';
import { TooLargeError } from './body.js';
import type { Call } from './call.js';

const HOST = /^([\w.-]{1,253}|\[[\da-f:.]{2,45}\])(:\d{1,5})?$/i;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** A request of HTTP/1.1 or HTTP/2, and what Express and Cloud Functions add to it. */
export type Incoming = (IncomingMessage | Http2ServerRequest) & {
  readonly originalUrl?: string;
  /** The body's bytes, kept by a parser. */
  readonly rawBody?: unknown;
};

export type Outgoing = ServerResponse | Http2ServerResponse;

/** Why a request is no call, for `Backend.reject`. */
interface Rejection {
  readonly status: number;
  readonly why: string;
}

/** The target as it was sent: Express shortens `url` below the mount point of a router. */
export const targetOf = ({ originalUrl, url = '' }: Incoming): string => originalUrl ?? url;

/** Reads headers as `Headers.get()` does: several of a name are joined by commas. Names are in lower case. */
export const headerReader =
  ({ headers }: Pick<IncomingMessage, 'headers'>) =>
  (name: string): string | null => {
    const value = headers[name];
    return typeof value === 'string' ? value : (value?.join(', ') ?? null);
  };

/** A request of Node's as the routes see it. What only some of them need is made when they ask for it. */
export function toCall(incoming: Incoming, outgoing: Outgoing, pathname: string): Call | Rejection {
  const { method = 'GET', headers, socket } = incoming;
  const authority = headers[':authority'];
  const { host = typeof authority === 'string' ? authority : '' } = headers;
  if (!METHODS.has(method)) return { status: 405, why: 'method' };
  const origin = `${'encrypted' in socket ? 'https' : 'http'}://${host}`;
  if (!HOST.test(host) || !URL.canParse(origin)) return { status: 400, why: 'unreadable host' };
  const onGone = (callback: () => void) => {
    const onClose = () => {
      if (!outgoing.writableFinished) callback();
    };
    if (outgoing.destroyed) queueMicrotask(onClose);
    outgoing.once('close', onClose);
    return () => outgoing.off('close', onClose);
  };
  return {
    method,
    pathname,
    origin,
    onGone,
    header: headerReader(incoming),
    isBodyRead: incoming.readableDidRead,
    readBody: (most) => readBody(incoming, most),
    toRequest() {
      const left = new AbortController();
      onGone(() => left.abort());
      return toRequest(incoming, origin, left.signal);
    },
  };
}

/** @throws {HttpError} 400: Node lets headers through that a `Request` does not take */
function toRequest(incoming: Incoming, origin: string, signal: AbortSignal): Request {
  const { method = 'GET', rawHeaders } = incoming;
  try {
    const headers = new Headers();
    rawHeaders.forEach((name, index) => {
      // HTTP/2 has the method, the path and the host among the headers.
      if (index % 2 === 0 && !name.startsWith(':')) headers.append(name, rawHeaders[index + 1] ?? '');
    });
    // Its path has been compared as text, so it cannot be an address of its own.
    return new Request(new URL(targetOf(incoming), origin), { method, headers, signal });
  } catch {
    throw new HttpError('unreadable request', 400, {});
  }
}

async function readBody(incoming: Incoming, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const { rawBody } = incoming;
  if (rawBody instanceof Uint8Array) {
    if (rawBody.length > most) throw new TooLargeError();
    return new Uint8Array(rawBody);
  }
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = incoming.headers;
  const isEmpty = incoming.httpVersionMajor < 2 && length === '0' && encoding === undefined;
  if (incoming.method === 'GET' || incoming.method === 'HEAD' || isEmpty) return new Uint8Array();
  if (incoming.readableDidRead)
    throw new HttpError('the body was read before: put this before its parser', 500, { message: 'Misconfigured.' });
  if (Number(length) > most) throw new TooLargeError();
  const chunks: Uint8Array[] = [];
  let size = 0;
  // The connection stays open, so that a 413 can still be sent.
  const all: AsyncIterable<unknown> = incoming.iterator({ destroyOnReturn: false });
  for await (const chunk of all) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.length;
    if (size > most) throw new TooLargeError();
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
