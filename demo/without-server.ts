/**
 * Emulates the server in the page itself, for a site of static files: requests to the API are answered here, and the provider's
 * frame is a file of the same site.
 */
import { contentOf } from './emulator/content.js';
import type { Reply } from './emulator/reply.js';
import { Runs } from './emulator/runs.js';
import { nextReplyFor, readSelection } from './emulator/script.js';

const runs = new Runs();
const fetchFile = globalThis.fetch;

globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  const url = new URL(request.url);
  if (url.pathname === '/emulators.json') return Response.json({ sumsub: location.origin, vendors: {}, isAlone: true });
  if (!url.pathname.startsWith('/api/')) return fetchFile(input, init);
  const selection = readSelection(url);
  return respond(nextReplyFor(runs.of(selection.run), request.method, url.pathname, selection), request.signal);
};

async function respond(reply: Reply, signal: AbortSignal): Promise<Response> {
  const { status = 200, headers, body, delay = 0, hang = false, drop, truncate } = reply;
  await passed(hang ? undefined : delay, signal);
  if (drop === true) throw new TypeError('Failed to fetch');
  const { bytes, half, type } = contentOf(body);
  const content = truncate ? half : bytes;
  return new Response(drop === 'midway' ? broken(half) : content.length > 0 ? content : null, {
    status,
    headers: { 'content-type': type, ...headers },
  });
}

/** Resolves after so many milliseconds, never without a number; rejects if the request is aborted before. */
function passed(delay: number | undefined, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    if (delay !== undefined) setTimeout(resolve, delay);
  });
}

function broken(half: Uint8Array): ReadableStream {
  return new ReadableStream({
    start: (controller) => controller.enqueue(half),
    pull: (controller) => controller.error(new TypeError('network error')),
  });
}
