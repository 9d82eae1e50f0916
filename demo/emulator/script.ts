/** What the endpoints of the emulated API say. Knows no server: the demo's pages may play it, too. */
import type { IncomingHttpHeaders } from 'node:http';
import { parseReplies, type Reply } from './reply.js';
import { nextReply, type Run } from './runs.js';
import { DONE, NOTHING_OPEN, STILL_OPEN, withoutToken } from './scenarios/scenario.js';
import { isScenarioName, scenarios, type Scenario } from './scenarios.js';

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

/** The header in which a server says what its page wants to see, as a query. */
export const WISH = 'x-emulator';

/**
 * What the client wants to see. Where the request's own query is silent, a server's header counts, and then the query of the page
 * that it comes from.
 */
export function readWish(url: URL, { referer, [WISH]: told }: IncomingHttpHeaders = {}) {
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

/** The answer to a request, as the client's wish has it. */
export function nextScripted(run: Run, method: string, path: string, wish: ReturnType<typeof readWish>): Reply {
  const endpoint = Object.hasOwn(ENDPOINTS, path) ? ENDPOINTS[path] : undefined;
  if (endpoint?.method !== method) {
    const wrongMethod = endpoint && { status: 405, headers: { allow: endpoint.method } };
    return { ...scenarios.er998.upgrade[0], ...wrongMethod };
  }
  try {
    const replies = wish.replies ? parseReplies(wish.replies) : scriptOf(wish.scenario, endpoint.script);
    const reply = nextReply(run, `${endpoint.script} ${wish.replies ?? wish.scenario}`, replies) ?? {};
    return { ...reply, delay: (reply.delay ?? 0) + wish.delay };
  } catch (error) {
    return { status: 400, body: { message: error instanceof Error ? error.message : String(error) } };
  }
}

function scriptOf(name: string, script: Script): readonly Reply[] {
  if (!isScenarioName(name)) {
    throw new TypeError(`There is no scenario "${name}". There are: ${Object.keys(scenarios).join(', ')}.`);
  }
  const scenario: Scenario = scenarios[name];
  return script === 'upgrade' ? scenario.upgrade : (scenario[script] ?? DEFAULTS[script]);
}
