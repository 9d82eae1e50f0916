import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Partner } from './partner.js';
import type { Runs } from './runs.js';
import { STATUS_WORDS } from './script.js';
import { sendJson, sendReply } from './send.js';
import { makeToken } from './token.js';

interface Emulated {
  readonly runs: Runs;
  readonly partner: Partner;
}

/** Actions on the partner, by the value of `do`. */
const PARTNER_ACTIONS: Readonly<Record<string, (partner: Partner) => void>> = {
  expire: (partner) => partner.expire(),
  forget: (partner) => partner.forget(),
  limit: (partner) => (partner.perMinute = 0),
  down: (partner) => (partner.outage = { status: 503, body: '<!doctype html><title>Down</title><h1>Down</h1>' }),
  up: (partner) => Object.assign(partner, { perMinute: Infinity, outage: undefined, loginOutage: undefined }),
};

/** Answers the requests of a test to the emulator itself: what it has seen, tokens, the next status, faults of the partner's login. */
export function answerTest(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  { runs, partner }: Emulated,
): void {
  const run = url.searchParams.get('run') ?? 'default';
  const play = url.searchParams.get('play');
  const host = url.searchParams.get('url');
  switch (`${request.method ?? ''} ${url.pathname}`) {
    case 'GET /_emulator/requests':
      sendJson(response, 200, runs.requests(run));
      break;
    case 'DELETE /_emulator/requests':
      runs.forget(run);
      sendJson(response, 200, []);
      break;
    case 'GET /_emulator/token':
      sendReply(response, {
        headers: { 'content-type': 'text/plain; charset=utf-8' },
        body: makeToken({ ...(play && { play }), ...(host && { url: host }) }),
      });
      break;
    case 'POST /_emulator/says': {
      const say = url.searchParams.get('say') ?? '';
      const isKnown = Object.hasOwn(STATUS_WORDS, say);
      if (isKnown) runs.of(run).says = say;
      const known = `?say= takes one of ${Object.keys(STATUS_WORDS).join(', ')}.`;
      sendJson(response, isKnown ? 200 : 400, isKnown ? { say } : { message: known });
      break;
    }
    case 'GET /_emulator/partner':
      sendJson(response, 200, partner.counts);
      break;
    case 'POST /_emulator/partner': {
      const name = url.searchParams.get('do') ?? '';
      const action = Object.hasOwn(PARTNER_ACTIONS, name) ? PARTNER_ACTIONS[name] : undefined;
      action?.(partner);
      const known = `?do= takes one of ${Object.keys(PARTNER_ACTIONS).join(', ')}.`;
      sendJson(response, action ? 200 : 400, action ? partner.counts : { message: known });
      break;
    }
    default:
      sendJson(response, 404, {
        message: 'There are requests (GET, DELETE), token (GET), says (POST) and partner (GET, POST).',
      });
  }
}
