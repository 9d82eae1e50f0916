import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Runs } from './runs.js';
import { sendJson, sendReply } from './send.js';
import { makeToken } from './token.js';

/** Answers what a test asks the emulator itself: which requests it has seen, and for a token. */
export function answerTester(request: IncomingMessage, response: ServerResponse, url: URL, runs: Runs): void {
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
    default:
      sendJson(response, 404, { message: 'There are GET and DELETE /_emulator/requests, and GET /_emulator/token.' });
  }
}
