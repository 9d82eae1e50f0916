import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { allowEveryOrigin } from './cors.js';
import { Partner } from './partner.js';
import type { Reply } from './reply.js';
import { Runs, type SeenRequest } from './runs.js';
import { nextReplyFor, readSelection } from './script.js';
import { sendReply, wasDropped } from './send.js';
import { answerTest } from './tester.js';
import { urlOf } from './url.js';

/** Handles a request if it is for this handler. Returns whether it did. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => boolean;

/** The state of the emulated API. Several servers may share it. */
export interface ApiSetup {
  readonly runs?: Runs;
  readonly partner?: Partner;
  /** Whether the partner's token is required, as in the real API. Otherwise pages may ask, as if through their own server. */
  readonly isGuarded?: boolean;
}

/**
 * The emulated API. Below `/api/` it answers as the scenario or the replies in the query say. Below `/_emulator/` tests ask for the
 * requests so far (`requests`) and for tokens (`token`), set the next status (`says`) and break the partner's login (`partner`).
 */
export function createApi({ runs = new Runs(), partner = new Partner(), isGuarded = false }: ApiSetup = {}): Handler {
  return (request, response) => {
    const url = urlOf(request);
    if (!url) return false;
    if (!url.pathname.startsWith('/api/') && !url.pathname.startsWith('/_emulator/')) return false;
    if (allowEveryOrigin(request, response)) return true;
    if (!url.pathname.startsWith('/api/')) answerTest(request, response, url, { runs, partner });
    else if (!isGuarded) answerPage(request, response, url, runs);
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
  const block = partner.block();
  const login = { 'POST /api/v1/authenticate': 'login', 'POST /api/v1/refresh': 'refresh' } as const;
  const route = `${request.method ?? ''} ${url.pathname}`;
  if (block) sendReply(response, block);
  else if (route in login) {
    const way = login[route as keyof typeof login];
    text(request).then(
      (body) => sendReply(response, partner[way](body)),
      () => response.destroy(),
    );
  } else answerPage(request, response, url, runs, partner.check(request.headers));
}

/** @param refused sent instead of the scripted reply */
function answerPage(request: IncomingMessage, response: ServerResponse, url: URL, runs: Runs, refused?: Reply): void {
  const selection = readSelection(url, request.headers);
  const run = runs.of(selection.run);
  watch(request, response, run.requests);
  sendReply(response, refused ?? nextReplyFor(run, request.method ?? '', url.pathname, selection));
}

/** Records the request, then its body and whether the client hung up before the answer. */
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
