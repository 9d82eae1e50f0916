import type { IncomingMessage, ServerResponse } from 'node:http';
import { createBackend, isConfigured, readEnvironment, readTestUser, toLine } from '../src/server/index.js';
import { toNodeListener } from '../src/server/node.js';
import type { Emulators } from './emulator/index.js';
import { CREDENTIALS } from './emulator/partner.js';
import { isScenarioName, scenarios, type Scenario } from './emulator/scenarios.js';
import { SELECTION_HEADER } from './emulator/script.js';

/** The fictional broker's own server: requests of its pages go through the back end. */
export interface DemoServer {
  /** The API that the back end asks; undefined for the emulator. */
  readonly api: string | undefined;
  /** @returns whether it handles the request */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/**
 * In front of the emulator, or of the real API if the environment has `BTCDIRECT_API`, `BTCDIRECT_USERNAME` and
 * `BTCDIRECT_PASSWORD`. There, all requests are made for one user: `BTCDIRECT_USER_TOKEN` or `BTCDIRECT_USER_IDENTIFIER`.
 *
 * @throws {ConfigurationError | PartnerError} with one line that names what is missing or refused
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
          // The status that the scenarios script has the shape of an upgrade.
          statusPath: '/api/v2/user/upgrade-status',
          // Each run is another user; the page's query selects what the emulator answers.
          user: ({ url, headers }) =>
            headers.has('user-authorization')
              ? { token: 'demo-user', id: new URL(url).searchParams.get('run') ?? 'demo' }
              : undefined,
          headers: ({ url }) => ({ [SELECTION_HEADER]: new URL(url).search }),
        },
  );
  if (real) await backend.signIn();
  const listener = toNodeListener(backend);
  return {
    api: real?.api,
    handle(request, response) {
      const [pathname = '', query] = (request.url ?? '').split('?');
      if (!pathname.startsWith('/api/') || (!real && bypassesServer(new URLSearchParams(query)))) return false;
      listener(request, response);
      return true;
    },
  };
}

/** Whether the fault is between the page and its server, or the page itself sets the replies. */
function bypassesServer(query: URLSearchParams): boolean {
  const name = query.get('scenario') ?? '';
  const scenario: Scenario | undefined = isScenarioName(name) ? scenarios[name] : undefined;
  return query.has('replies') || scenario?.bypassesServer === true;
}
