import type { IncomingMessage, ServerResponse } from 'node:http';
import { createBackend, isConfigured, readEnvironment, readTestUser, toLine } from '../src/server/index.js';
import { toNodeListener } from '../src/server/node.js';
import type { Emulators } from './emulator/index.js';
import { CREDENTIALS } from './emulator/partner.js';
import { isScenarioName, scenarios, type Scenario } from './emulator/scenarios.js';
import { WISH } from './emulator/script.js';

/** The invented broker's own server: what its pages ask for goes through the back end. */
export interface DemoServer {
  /** Where the back end goes for its answers; undefined for the emulator. */
  readonly api: string | undefined;
  /** @returns whether it took the request */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/**
 * In front of the emulator, or of the real API where the environment holds `BTCDIRECT_API`, `BTCDIRECT_USERNAME` and
 * `BTCDIRECT_PASSWORD`. There, one customer stands in for all: `BTCDIRECT_USER_TOKEN` or `BTCDIRECT_USER_IDENTIFIER`.
 *
 * @throws {ConfigurationError | PartnerError} with one line that says what is missing or refused
 */
export async function createDemoServer(
  environment: Readonly<Record<string, string | undefined>>,
  emulators: Emulators,
  write: (line: string) => void,
): Promise<DemoServer> {
  const real = isConfigured(environment) ? readEnvironment(environment) : undefined;
  const user = readTestUser(environment);
  const backend = createBackend(
    real
      ? { ...real, ...(user && { user: () => user }), log: (entry) => write(toLine(entry)) }
      : {
          ...CREDENTIALS,
          api: emulators.btcdirect,
          // Every run is a customer of its own, and what the page wants to see goes along.
          user: ({ url, headers }) =>
            headers.has('user-authorization')
              ? { token: 'demo-user', id: new URL(url).searchParams.get('run') ?? 'demo' }
              : undefined,
          headers: ({ url }) => ({ [WISH]: new URL(url).search }),
        },
  );
  if (real) await backend.signIn();
  const listener = toNodeListener(backend);
  return {
    api: real?.api,
    handle(request, response) {
      const [pathname = '', query] = (request.url ?? '').split('?');
      if (!pathname.startsWith('/api/') || (!real && isOfTheLine(new URLSearchParams(query)))) return false;
      listener(request, response);
      return true;
    },
  };
}

/** Whether it is between the page and its server that something goes wrong, or the page says itself what the answer is. */
function isOfTheLine(query: URLSearchParams): boolean {
  const name = query.get('scenario') ?? '';
  const scenario: Scenario | undefined = isScenarioName(name) ? scenarios[name] : undefined;
  return query.has('replies') || scenario?.line === true;
}
