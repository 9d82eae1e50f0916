import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that is up. */
export interface Listening {
  readonly port: number;
  /** Ends the server, and the connections that are still open. */
  close(): Promise<void>;
}

/**
 * Starts an HTTP server for this machine alone.
 * @param port 0 takes a free one.
 * @throws {Error} where the port cannot be had.
 */
export async function listen(handler: RequestListener, port = 0): Promise<Listening> {
  const server = createServer(handler);
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
