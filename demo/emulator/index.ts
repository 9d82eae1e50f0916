import { createApi, type Handler } from './api.js';
import { serveFrame } from './frame.js';
import { listen } from './listen.js';
import { startVendors, type VendorOrigins } from './vendors.js';

export type { Handler } from './api.js';
export type { Reply } from './reply.js';
export type { SeenRequest } from './runs.js';
export { makeToken, type TokenWish } from './token.js';
export type { VendorName, VendorOrigins } from './vendors.js';

/** Ports to listen on; a free one where none is given. */
export interface EmulatorOptions {
  readonly apiPort?: number;
  readonly sumsubPort?: number;
}

/** The emulators, up and running. */
export interface Emulators {
  /** Origin of the API, on `localhost`. */
  readonly api: string;
  /** Origin of the Sumsub frame, on `127.0.0.1`: another site than `localhost`. */
  readonly sumsub: string;
  /** Origins of the other providers, on `localhost`: another origin than the API's and each other's. */
  readonly vendors: VendorOrigins;
  /** The API once more, to be served by another server on its own origin. Runs are shared with the API's own. */
  readonly handle: Handler;
  close(): Promise<void>;
}

/**
 * Starts the emulated API and the emulated Sumsub frame, each on its own origin.
 * @throws {Error} where a port cannot be had; nothing is left running then.
 */
export async function startEmulators({ apiPort = 0, sumsubPort = 0 }: EmulatorOptions = {}): Promise<Emulators> {
  const handle = createApi();
  const api = await listen((request, response) => {
    if (!handle(request, response)) response.writeHead(404).end();
  }, apiPort);
  const sumsub = await listen(serveFrame, sumsubPort).catch(async (error: unknown) => {
    await api.close();
    throw error;
  });
  const vendors = await startVendors().catch(async (error: unknown) => {
    await Promise.all([api.close(), sumsub.close()]);
    throw error;
  });
  return {
    api: `http://localhost:${String(api.port)}`,
    sumsub: `http://127.0.0.1:${String(sumsub.port)}`,
    vendors: vendors.origins,
    handle,
    async close() {
      await Promise.all([api.close(), sumsub.close(), vendors.close()]);
    },
  };
}
