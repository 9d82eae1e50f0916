import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { allowEveryOrigin } from './cors.js';
import { Partner } from './partner.js';
import { parseReplies, type Reply } from './reply.js';
import { nextReply, Runs, type SeenRequest } from './runs.js';
import { DONE, NOTHING_OPEN, STILL_OPEN, withoutToken } from './scenarios/scenario.js';
import { isScenarioName, scenarios, type Scenario } from './scenarios.js';
import { sendJson, sendReply, wasDropped } from './send.js';
import { answerTester } from './tester.js';

/** Takes a request if it is one for it, and says whether it did. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => boolean;

type Script = 'upgrade' | 'upgradeStatus' | 'verificationStatus';

const ENDPOINTS: Readonly<Record<string, { method: string; script: Script }>> = {
  '/api/v2/user/upgrade': { method: 'POST', script: 'upgrade' },
  '/api/v2/user/upgrade-status': { method: 'GET', script: 'upgradeStatus' },
  '/api/v2/user/verification-status': { method: 'GET', script: 'verificationStatus' },
};

/** What the endpoints say where a scenario says nothing: open once, then done. */
const DEFAULTS: Readonly<Record<Exclude<Script, 'upgrade'>, readonly Reply[]>> = {
  upgradeStatus: [withoutToken('pending'), DONE],
  verificationStatus: [STILL_OPEN, NOTHING_OPEN],
};

/** What the emulated API works with. Several may share it, on origins of their own. */
export interface ApiSetup {
  readonly runs?: Runs;
  readonly partner?: Partner;
  /** As the real API is: for servers with the partner's token alone. Else it answers pages, as if a server stood between. */
  readonly isGuarded?: boolean;
}

/**
 * The emulated API. Below `/api/` it answers as the scenario or the replies in the query say; below `/_emulator/` it tells what it
 * has seen (`requests`), hands out tokens (`token`) and spoils things for the partner (`partner`). Other paths it leaves alone.
 */
export function createApi({ runs = new Runs(), partner = new Partner(), isGuarded = false }: ApiSetup = {}): Handler {
  return (request, response) => {
    const url = new URL(request.url ?? '/', 'http://emulator');
    if (!url.pathname.startsWith('/api/') && !url.pathname.startsWith('/_emulator/')) return false;
    if (allowEveryOrigin(request, response)) return true;
    if (!url.pathname.startsWith('/api/')) answerTester(request, response, url, { runs, partner });
    else if (!isGuarded) answerCustomer(request, response, url, runs);
    else answerServer(request, response, url, runs, partner);
    return true;
  };
}

function answerServer(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  runs: Runs,
  partner: Partner,
): void {
  const hindrance = partner.hindrance();
  const login = { 'POST /api/v1/authenticate': 'login', 'POST /api/v1/refresh': 'refresh' } as const;
  const route = `${request.method ?? ''} ${url.pathname}`;
  if (hindrance) sendReply(response, hindrance);
  else if (route in login) {
    const way = login[route as keyof typeof login];
    text(request).then(
      (body) => sendReply(response, partner[way](body)),
      () => response.destroy(),
    );
  } else answerCustomer(request, response, url, runs, partner.complaint(request.headers));
}

/** @param complaint what is said in place of what the script holds */
function answerCustomer(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  runs: Runs,
  complaint?: Reply,
): void {
  const wish = readWish(url, request.headers);
  const run = runs.of(wish.run);
  watch(request, response, run.requests);
  if (complaint) {
    sendReply(response, complaint);
    return;
  }

  const endpoint = Object.hasOwn(ENDPOINTS, url.pathname) ? ENDPOINTS[url.pathname] : undefined;
  if (!endpoint || endpoint.method !== request.method) {
    const wrongMethod = endpoint && { status: 405, headers: { allow: endpoint.method } };
    sendReply(response, { ...scenarios.er998.upgrade[0], ...wrongMethod });
    return;
  }
  try {
    const replies = wish.replies ? parseReplies(wish.replies) : scriptOf(wish.scenario, endpoint.script);
    const reply = nextReply(run, `${endpoint.script} ${wish.replies ?? wish.scenario}`, replies) ?? {};
    sendReply(response, { ...reply, delay: (reply.delay ?? 0) + wish.delay });
  } catch (error) {
    sendJson(response, 400, { message: error instanceof Error ? error.message : String(error) });
  }
}

/** The header in which a server says what its page wants to see, as a query. */
export const WISH = 'x-emulator';

/**
 * What the client wants to see. Where the request's own query is silent, a server's header counts, and then the query of the page
 * that it comes from.
 */
function readWish(url: URL, { referer, [WISH]: told }: IncomingHttpHeaders) {
  const server = new URLSearchParams(String(told ?? ''));
  const page = referer && URL.canParse(referer) ? new URL(referer).searchParams : undefined;
  const get = (name: string) => url.searchParams.get(name) ?? server.get(name) ?? page?.get(name) ?? undefined;
  return {
    run: get('run') ?? 'default',
    scenario: get('scenario') ?? 'happy',
    replies: get('replies'),
    delay: Number(get('delay')) || 0,
  };
}

function scriptOf(name: string, script: Script): readonly Reply[] {
  if (!isScenarioName(name)) {
    throw new TypeError(`There is no scenario "${name}". There are: ${Object.keys(scenarios).join(', ')}.`);
  }
  const scenario: Scenario = scenarios[name];
  return script === 'upgrade' ? scenario.upgrade : (scenario[script] ?? DEFAULTS[script]);
}

/** Writes the request down, and later what was in it and whether the client stayed for the answer. */
function watch(request: IncomingMessage, response: ServerResponse, requests: SeenRequest[]): void {
  const { method = '', url = '', headers } = request;
  const seen: SeenRequest = { method, url, headers, body: '', at: Date.now(), aborted: false };
  requests.push(seen);
  request.setEncoding('utf8').on('data', (chunk: string) => {
    seen.body += chunk;
  });
  response.once('close', () => {
    seen.aborted = !response.writableFinished && !wasDropped(response);
  });
}
