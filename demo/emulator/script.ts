/** What the endpoints of the emulated API answer. Knows no server: the demo's pages may use it, too. */
import type { IncomingHttpHeaders } from 'node:http';
import { parseReplies, type Reply } from './reply.js';
import { nextReply, type Run } from './runs.js';
import { refusal } from './scenarios/api-errors.js';
import * as canned from './scenarios/scenario.js';
import { isScenarioName, scenarios, type Scenario } from './scenarios.js';

type Script = 'upgrade' | 'upgradeStatus' | 'verificationStatus' | 'levels' | 'liveness';

const ROUTES: readonly { readonly method: string; readonly path: RegExp; readonly script: Script }[] = [
  { method: 'POST', path: /^\/api\/v2\/user\/upgrade$/, script: 'upgrade' },
  { method: 'GET', path: /^\/api\/v2\/user\/upgrade-status$/, script: 'upgradeStatus' },
  { method: 'GET', path: /^\/api\/v2\/user\/verification-status$/, script: 'verificationStatus' },
  { method: 'GET', path: /^\/api\/v1\/user\/levels$/, script: 'levels' },
  { method: 'GET', path: /^\/api\/v2\/buy\/[^/]*\/identification\/liveness$/, script: 'liveness' },
];

/** What the endpoints answer if a scenario does not say: a status is open once, then done. */
const DEFAULTS: Readonly<Record<Exclude<Script, 'upgrade'>, readonly Reply[]>> = {
  upgradeStatus: [canned.withoutToken('pending'), canned.DONE],
  verificationStatus: [canned.STILL_OPEN, canned.NOTHING_OPEN],
  levels: [canned.LEVELS],
  liveness: [canned.liveness('open', 'story'), canned.liveness('pending'), canned.liveness('verified')],
};

/**
 * What a status endpoint can be told to answer: as `says=pending,expired,yes` in its query, one word per request, or for a run from
 * now on by `POST /_emulator/says?run=…&say=…`.
 */
export const STATUS_WORDS: Readonly<
  Record<string, { readonly upgradeStatus: Reply; readonly verificationStatus: Reply }>
> = {
  yes: { upgradeStatus: canned.DONE, verificationStatus: canned.NOTHING_OPEN },
  no: { upgradeStatus: canned.withoutToken('rejected'), verificationStatus: canned.MISSING_AGAIN },
  pending: { upgradeStatus: canned.withoutToken('pending'), verificationStatus: canned.STILL_OPEN },
  expired: { upgradeStatus: refusal('ER701'), verificationStatus: refusal('ER701') },
  nothing: { upgradeStatus: { hang: true }, verificationStatus: { hang: true } },
};

/** The header in which a server passes on what its page wants to see, as a query. */
export const SELECTION_HEADER = 'x-emulator';

/**
 * What the client wants to see. What the request's own query does not say is taken from a server's header, and then from the query
 * of the page that the request comes from.
 */
export function readSelection(url: URL, { referer, [SELECTION_HEADER]: passedOn }: IncomingHttpHeaders = {}) {
  const server = new URLSearchParams(String(passedOn ?? ''));
  const page = referer && URL.canParse(referer) ? new URL(referer).searchParams : undefined;
  const get = (name: string) => url.searchParams.get(name) ?? server.get(name) ?? page?.get(name) ?? undefined;
  return {
    run: get('run') ?? 'default',
    scenario: get('scenario') ?? 'happy',
    replies: get('replies'),
    says: get('says'),
    delay: Number(get('delay')) || 0,
  };
}

type Selection = ReturnType<typeof readSelection>;

/** The answer to a request, as the client has selected it. */
export function nextReplyFor(run: Run, method: string, path: string, selection: Selection): Reply {
  const route = ROUTES.find((candidate) => candidate.path.test(path));
  if (route?.method !== method) {
    const wrongMethod = route && { status: 405, headers: { allow: route.method } };
    return { ...refusal('ER998'), ...wrongMethod };
  }
  const { script } = route;
  // A user who is offered an upgrade has something left to do: the statuses begin again.
  if (script === 'upgrade')
    for (const status of ['upgradeStatus', 'verificationStatus'] as const)
      run.given.delete(`${status} ${selection.scenario}`);
  try {
    const badOrder = script === 'liveness' ? checkOrder(path) : undefined;
    if (badOrder) return badOrder;
    const replies = repliesFor(run, script, selection);
    const reply =
      nextReply(run, `${script} ${selection.says ?? selection.replies ?? selection.scenario}`, replies) ?? {};
    return { ...reply, delay: (reply.delay ?? 0) + selection.delay };
  } catch (error) {
    return { status: 400, body: { message: error instanceof Error ? error.message : String(error) } };
  }
}

function repliesFor(run: Run, script: Script, { says, replies, scenario }: Selection): readonly Reply[] {
  if (script === 'upgradeStatus' || script === 'verificationStatus') {
    const words = run.says ?? says;
    if (words !== undefined) return words.split(',').map((word) => statusReply(word, script));
  }
  return replies ? parseReplies(replies) : scriptOf(scenario, script);
}

function statusReply(word: string, script: 'upgradeStatus' | 'verificationStatus'): Reply {
  const replies = Object.hasOwn(STATUS_WORDS, word) ? STATUS_WORDS[word] : undefined;
  if (!replies) throw new TypeError(`A status is one of ${Object.keys(STATUS_WORDS).join(', ')}, not "${word}".`);
  return replies[script];
}

/** What the API says about an order's id that is none. */
function checkOrder(path: string): Reply | undefined {
  const id = path.split('/')[4] ?? '';
  if (id === '') return refusal('ER033');
  return /^[\w-]{1,64}$/.test(id) ? undefined : refusal('ER034');
}

function scriptOf(name: string, script: Script): readonly Reply[] {
  if (!isScenarioName(name)) {
    throw new TypeError(`There is no scenario "${name}". There are: ${Object.keys(scenarios).join(', ')}.`);
  }
  const scenario: Scenario = scenarios[name];
  return script === 'upgrade' ? scenario.upgrade : (scenario[script] ?? DEFAULTS[script]);
}
