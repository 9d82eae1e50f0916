import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';

/** A `Request -> Response` handler as a listener for `node:http`, or a middleware of Express. */
export function toNodeListener(handle: (request: Request) => Promise<Response>) {
  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const request = toRequest(incoming, outgoing);
    if (!request) {
      outgoing.writeHead(400, { connection: 'close' }).end();
      return;
    }
    handle(request)
      .then((response) => send(response, incoming, outgoing))
      .catch(() => outgoing.destroy());
  };
}

/** @returns nothing where it is no request to a server, or names no host */
function toRequest(incoming: IncomingMessage, outgoing: ServerResponse): Request | undefined {
  const { method = 'GET', url = '', rawHeaders } = incoming;
  const scheme = 'encrypted' in incoming.socket ? 'https' : 'http';
  const address = `${scheme}://${incoming.headers.host ?? ''}${url}`;
  if (!url.startsWith('/') || !URL.canParse(address)) return undefined;

  const headers = new Headers();
  rawHeaders.forEach((name, index) => {
    if (index % 2 === 0) headers.append(name, rawHeaders[index + 1] ?? '');
  });
  const left = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) left.abort();
  });
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const body: NodeStream<Uint8Array> | null = hasBody ? Readable.toWeb(incoming) : null;
  const init = { method, headers, signal: left.signal, body, duplex: 'half' };
  return new Request(address, init as RequestInit);
}

async function send(response: Response, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  for (const [name, value] of response.headers) outgoing.appendHeader(name, value);
  // What the page has not sent yet is not waited for.
  if (!incoming.complete) outgoing.setHeader('connection', 'close');
  outgoing.statusCode = response.status;
  outgoing.end(body);
}
