import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A running server. */
export interface Listening {
  readonly port: number;
  /** Ends the server, and the connections that are still open. */
  close(): Promise<void>;
}

/**
 * Starts an HTTP server for this machine alone. A request that the handler throws at is answered with 400.
 * @param port 0 takes a free one.
 * @throws {Error} if the port is taken.
 */
export async function listen(handler: RequestListener, port = 0): Promise<Listening> {
  const server = createServer((request, response) => {
    try {
      handler(request, response);
    } catch {
      refuse(response);
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Answers 400, or hangs up if an answer has begun. */
export function refuse(response: ServerResponse): void {
  if (response.headersSent) response.destroy();
  else {
    response.removeHeader('content-length');
    response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' }).end('Bad request.');
  }
}
