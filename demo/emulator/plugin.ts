import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin, PreviewServer, ViteDevServer } from 'vite';
import { createDemoServer } from '../server.js';
import { isScenarioName, scenarios, type Scenario } from './scenarios.js';
import { urlOf } from './url.js';
import { startEmulators, type EmulatorOptions, type Emulators } from './index.js';

const ADDRESSES = '/emulators.js';

/**
 * The emulators as a Node handler: the API on the server's own origin, and the emulators' addresses as `/emulators.json` (fetch) and
 * `/emulators.js` (import).
 * @param real the real API, where pages are to be served by it and by the providers themselves
 * @returns a handler that says whether it took the request; where it did not and there is a `next`, that is called.
 */
export function emulatorHandler(emulators: Emulators, real?: string) {
  return (request: IncomingMessage, response: ServerResponse, next?: () => void): boolean => {
    const taken = emulators.handle(request, response) || sendAddresses({ ...emulators, real }, request, response);
    if (!taken) next?.();
    return taken;
  };
}

/** Vite plugin: the emulators live as long as the dev server or the preview server. */
export function emulators(options?: EmulatorOptions): Plugin {
  let running: Emulators | undefined;

  async function attach(server: ViteDevServer | PreviewServer): Promise<void> {
    const started = await startEmulators(options);
    const { logger } = server.config;
    const broker = await createDemoServer(process.env, started, (line) => logger.info(line)).catch(
      async (error: unknown) => {
        await started.close();
        // Vite prints all properties of an error; the message alone is of use.
        const { message } = error as Error;
        throw Object.assign(new Error(message), { stack: message });
      },
    );
    running = started;
    server.httpServer?.once('close', () => void started.close());
    const handler = emulatorHandler(started, broker.api);
    server.middlewares.use((request, response, next) => {
      for (const [name, value] of pageHeaders(request)) {
        response.setHeader(name, value.replaceAll('{{sumsub}}', started.sumsub));
      }
      const passesBy = broker.api === undefined && isEmulatedAlone(request);
      if (passesBy || !broker.handle(request, response)) handler(request, response, next);
    });

    const printUrls = server.printUrls.bind(server);
    server.printUrls = () => {
      printUrls();
      const api = broker.api ?? `${started.btcdirect} (emulated)`;
      logger.info(`  ➜  BTC Direct: ${api}\n  ➜  Sumsub emulator: ${started.sumsub}`);
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

/** The one path that the demo's own server does not forward: pages use it with a server of their own. */
const isEmulatedAlone = (request: IncomingMessage): boolean =>
  urlOf(request)?.pathname === '/api/v2/user/verification-status';

/** The response headers that a scenario asks for on the demo's page. */
function pageHeaders(request: IncomingMessage): readonly (readonly [string, string])[] {
  const url = urlOf(request);
  const name = url?.searchParams.get('scenario') ?? '';
  if (url?.pathname !== '/' || !isScenarioName(name)) return [];
  const { headers = {} }: Scenario = scenarios[name];
  return Object.entries(headers);
}

function sendAddresses(
  { api, sumsub, vendors, real }: Emulators & { readonly real: string | undefined },
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const [path] = (request.url ?? '').split('?');
  if (path !== '/emulators.json' && path !== ADDRESSES) return false;
  const type = path === ADDRESSES ? 'text/javascript' : 'application/json';
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' });
  response.end(
    path === ADDRESSES ? addressModule({ api, sumsub, vendors }) : JSON.stringify({ api, sumsub, vendors, real }),
  );
  return true;
}

function addressModule(addresses: Pick<Emulators, 'api' | 'sumsub' | 'vendors'>): string {
  return ['api', 'sumsub', 'vendors']
    .map((name) => `export const ${name} = ${JSON.stringify(addresses[name as keyof typeof addresses])};\n`)
    .join('');
}
