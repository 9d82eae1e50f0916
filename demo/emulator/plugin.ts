import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin, PreviewServer, ViteDevServer } from 'vite';
import { startEmulators, type EmulatorOptions, type Emulators } from './index.js';

const ADDRESSES = '/emulators.js';

/**
 * The emulators as a Node handler: the API on the server's own origin, and the emulators' addresses as `/emulators.json` (fetch) and
 * `/emulators.js` (import).
 * @returns a handler that says whether it took the request; where it did not and there is a `next`, that is called.
 */
export function emulatorHandler(emulators: Emulators) {
  return (request: IncomingMessage, response: ServerResponse, next?: () => void): boolean => {
    const taken = emulators.handle(request, response) || sendAddresses(emulators, request, response);
    if (!taken) next?.();
    return taken;
  };
}

/** Vite plugin: the emulators live as long as the dev server or the preview server. */
export function emulators(options?: EmulatorOptions): Plugin {
  let running: Emulators | undefined;

  async function attach(server: ViteDevServer | PreviewServer): Promise<void> {
    const started = await startEmulators(options);
    running = started;
    server.httpServer?.once('close', () => void started.close());
    const handler = emulatorHandler(started);
    server.middlewares.use((request, response, next) => {
      handler(request, response, next);
    });

    const printUrls = server.printUrls.bind(server);
    server.printUrls = () => {
      printUrls();
      server.config.logger.info(`  ➜  API emulator:    ${started.api}\n  ➜  Sumsub emulator: ${started.sumsub}`);
    };
  }

  return {
    name: 'emulators',
    configureServer: attach,
    configurePreviewServer: attach,
    resolveId: (id) => (id === ADDRESSES ? `\0${ADDRESSES}` : undefined),
    load: (id) => (id === `\0${ADDRESSES}` && running ? addressModule(running) : undefined),
  };
}

function sendAddresses(
  { api, sumsub, vendors }: Emulators,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const [path] = (request.url ?? '').split('?');
  if (path !== '/emulators.json' && path !== ADDRESSES) return false;
  const type = path === ADDRESSES ? 'text/javascript' : 'application/json';
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' });
  response.end(path === ADDRESSES ? addressModule({ api, sumsub, vendors }) : JSON.stringify({ api, sumsub, vendors }));
  return true;
}

function addressModule(addresses: Pick<Emulators, 'api' | 'sumsub' | 'vendors'>): string {
  return ['api', 'sumsub', 'vendors']
    .map((name) => `export const ${name} = ${JSON.stringify(addresses[name as keyof typeof addresses])};\n`)
    .join('');
}
