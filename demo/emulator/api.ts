import type { IncomingMessage, ServerResponse } from 'node:http';
import { allowEveryOrigin } from './cors.js';
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

/**
 * The emulated API. Below `/api/` it answers as the scenario or the replies in the query say; below `/_emulator/` it tells what it
 * has seen (`requests`) and hands out tokens (`token`). Other paths it leaves alone.
 */
export function createApi(): Handler {
  const runs = new Runs();
  return (request, response) => {
    const url = new URL(request.url ?? '/', 'http://emulator');
    if (!url.pathname.startsWith('/api/') && !url.pathname.startsWith('/_emulator/')) return false;
    if (allowEveryOrigin(request, response)) return true;
    if (url.pathname.startsWith('/api/')) answerCustomer(request, response, url, runs);
    else answerTester(request, response, url, runs);
    return true;
  };
}

function answerCustomer(request: IncomingMessage, response: ServerResponse, url: URL, runs: Runs): void {
  const wish = readWish(url, request.headers.referer);
  const run = runs.of(wish.run);
  watch(request, response, run.requests);

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

/** What the client wants to see. Where the request's own query is silent, that of the page it comes from counts. */
function readWish(url: URL, referer: string | undefined) {
  const page = referer && URL.canParse(referer) ? new URL(referer).searchParams : undefined;
  const get = (name: string) => url.searchParams.get(name) ?? page?.get(name) ?? undefined;
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
