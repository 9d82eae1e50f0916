import { createApi } from '../../demo/emulator/api.js';
import { listen } from '../../demo/emulator/listen.js';
import { CREDENTIALS, Partner } from '../../demo/emulator/partner.js';
import { Runs, type SeenRequest } from '../../demo/emulator/runs.js';
import { createBackend, type Backend, type BackendOptions, type LogEntry } from '../../src/server/index.js';
import { startStubApi, type StubApi } from './stub-api.js';
import { toNodeListener } from '../../src/server/node.js';

/** A back end on HTTP, and behind it, on HTTP too, the emulated API. */
export interface Bench {
  readonly origin: string;
  readonly backend: Backend;
  readonly partner: Partner;
  readonly log: readonly LogEntry[];
  /** What the API was asked for users, refused or not. */
  readonly asked: () => readonly SeenRequest[];
  /** Asks the back end as the element on one of its pages does. */
  readonly ask: (ask?: Ask) => Promise<Response>;
  /** Puts the back end's clock forward. */
  readonly wait: (milliseconds: number) => void;
  close(): Promise<void>;
}

export interface Ask {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

export const STATUS = { method: 'GET', path: '/api/v2/user/upgrade-status' } as const;

/** @param wish what the API plays, as a query: `scenario=er701` */
export async function startBench(options: Partial<BackendOptions> = {}, wish = ''): Promise<Bench> {
  const [runs, partner] = [new Runs(), new Partner()];
  const handle = createApi({ runs, partner, isGuarded: true });
  const api = await listen((request, response) => void handle(request, response));
  const log: LogEntry[] = [];
  let ahead = 0;
  const backend = createBackend({
    api: `http://localhost:${api.port}`,
    ...CREDENTIALS,
    log: (entry) => log.push(entry),
    now: () => Date.now() + ahead,
    headers: () => ({ 'x-emulator': wish }),
    ...options,
  });
  const server = await listen(toNodeListener(backend));
  const origin = `http://localhost:${server.port}`;
  const usual = { 'sec-fetch-site': 'same-origin', 'user-authorization': 'Bearer user-token' };
  return {
    origin,
    backend,
    partner,
    log,
    asked: () => runs.requests('default'),
    ask: ({ method = 'POST', path = '/api/v2/user/upgrade', headers = usual, body } = {}) =>
      fetch(origin + path, { method, headers, ...(body !== undefined && { body }) }),
    wait: (milliseconds) => {
      ahead += milliseconds;
    },
    close: async () => {
      await Promise.all([server.close(), api.close()]);
    },
  };
}

/** Starts a bench for one test, and ends it. */
export const withBench =
  (use: (bench: Bench) => Promise<void>, options?: Partial<BackendOptions>, wish?: string) =>
  async (): Promise<void> => {
    const bench = await startBench(options, wish);
    try {
      await use(bench);
    } finally {
      await bench.close();
    }
  };

/** A backend without a server around it, and a stubbed API behind it. */
export interface Stubs {
  readonly api: StubApi;
  readonly backend: Backend;
  readonly log: LogEntry[];
  /** Asks as the element does; each call may be another user. */
  readonly ask: (ask?: Ask & { readonly token?: string }) => Promise<Response>;
  readonly wait: (milliseconds: number) => void;
}

/** Starts a stubbed API and a backend for one test, and ends both. */
export const withStubs =
  (use: (stubs: Stubs) => Promise<void>, options?: Partial<BackendOptions>) => async (): Promise<void> => {
    const api = await startStubApi();
    const log: LogEntry[] = [];
    let ahead = 0;
    const backend = createBackend({
      api: api.origin,
      username: 'partner',
      password: 'the password of the partner',
      log: (entry) => log.push(entry),
      now: () => Date.now() + ahead,
      ...options,
    });
    try {
      await use({
        api,
        backend,
        log,
        ask: ({ token = 'user-token', method = 'POST', path = '/api/v2/user/upgrade', headers = {}, body } = {}) => {
          const all = { 'sec-fetch-site': 'same-origin', 'user-authorization': `Bearer ${token}`, ...headers };
          return backend.fetch(new Request(`http://site.example${path}`, { method, headers: all, body: body ?? null }));
        },
        wait: (milliseconds) => {
          ahead += milliseconds;
        },
      });
    } finally {
      await backend.close(1_000);
      await api.close();
    }
  };
