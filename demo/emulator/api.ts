import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { allowEveryOrigin } from './cors.js';
import { Partner } from './partner.js';
import type { Reply } from './reply.js';
import { Runs, type SeenRequest } from './runs.js';
import { nextScripted, readWish } from './script.js';
import { sendReply, wasDropped } from './send.js';
import { answerTester } from './tester.js';
import { urlOf } from './url.js';

/** Takes a request if it is one for it, and says whether it did. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => boolean;

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
    const url = urlOf(request);
    if (!url) return false;
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
  sendReply(response, complaint ?? nextScripted(run, request.method ?? '', url.pathname, wish));
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
