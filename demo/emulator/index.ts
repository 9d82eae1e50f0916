import type { IncomingMessage, ServerResponse } from 'node:http';
import { createApi, type Handler } from './api.js';
import { serveFrame } from './frame.js';
import { listen } from './listen.js';
import { Partner } from './partner.js';
import { Runs } from './runs.js';
import { startVendors, type VendorOrigins } from './vendors.js';

export type { Handler } from './api.js';
export type { Reply } from './reply.js';
export type { SeenRequest } from './runs.js';
export { makeToken, type TokenOptions } from './token.js';
export type { VendorName, VendorOrigins } from './vendors.js';

/** Ports to listen on; a free one if absent. */
export interface EmulatorOptions {
  readonly apiPort?: number;
  readonly sumsubPort?: number;
  readonly btcdirectPort?: number;
}

/** The running emulators. */
export interface Emulators {
  /** Origin of the API for pages, as if behind their own server, on `localhost`. */
  readonly api: string;
  /** Origin of the same API for servers, with the partner's login. */
  readonly btcdirect: string;
  /** The partner's login there. */
  readonly partner: Partner;
  /** Origin of the Sumsub frame, on `127.0.0.1`: another site than `localhost`. */
  readonly sumsub: string;
  /** Origins of the other providers, on `localhost`: each on its own origin. */
  readonly vendors: VendorOrigins;
  /** The API as a handler, for another server. It shares the runs. */
  readonly handle: Handler;
  close(): Promise<void>;
}

/**
 * Starts the emulated API and the emulated providers, each on its own origin.
 * @throws {Error} if a port is taken; no server is left running then.
 */
export async function startEmulators(options: EmulatorOptions = {}): Promise<Emulators> {
  const { apiPort = 0, sumsubPort = 0, btcdirectPort = 0 } = options;
  const shared = { runs: new Runs(), partner: new Partner() };
  const handle = createApi(shared);
  const guarded = createApi({ ...shared, isGuarded: true });
  const or404 = (handler: Handler) => (request: IncomingMessage, response: ServerResponse) => {
    if (!handler(request, response)) response.writeHead(404).end();
  };
  const started: { close(): Promise<void> }[] = [];
  const close = async () => {
    await Promise.all(started.map((server) => server.close()));
  };
  const start = async <Server extends { close(): Promise<void> }>(starting: Promise<Server>): Promise<Server> => {
    const server = await starting;
    started.push(server);
    return server;
  };
  try {
    const api = await start(listen(or404(handle), apiPort));
    const btcdirect = await start(listen(or404(guarded), btcdirectPort));
    const sumsub = await start(listen(serveFrame, sumsubPort));
    const vendors = await start(startVendors());
    return {
      api: `http://localhost:${String(api.port)}`,
      btcdirect: `http://localhost:${String(btcdirect.port)}`,
      partner: shared.partner,
      sumsub: `http://127.0.0.1:${String(sumsub.port)}`,
      vendors: vendors.origins,
      handle,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
