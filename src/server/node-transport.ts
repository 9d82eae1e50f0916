import type { ClientRequest } from 'node:http';
import type { Transform } from 'node:stream';
import { TooLargeError } from './body.js';
import { headerReader } from './node-call.js';
import { MAX_ANSWER_SIZE, type ApiAnswer, type Transport } from './transport.js';

/** By content coding, in lower case. */
type Decoders = ReadonlyMap<string, () => Transform>;

/** A connection is closed after so many idle milliseconds: Node's servers, and others, close theirs after five seconds. */
const POOL = { keepAlive: true, timeout: 4_000 };

/** Some firewalls refuse requests without a user agent. A body that is encoded all the same is decoded. */
const OWN_HEADERS = { 'user-agent': 'verification-upgrade', 'accept-encoding': 'identity' };

/**
 * A transport on Node's HTTP client, which needs half as much time for a request as its `fetch` (bench/server/results.md).
 * @returns undefined in another runtime, even if it has Node's modules
 */
export function nodeTransport(): Transport | undefined {
  if (!isNode()) return undefined;
  const http = process.getBuiltinModule('node:http');
  const https = process.getBuiltinModule('node:https');
  const { createBrotliDecompress, createGunzip, createInflate } = process.getBuiltinModule('node:zlib');
  const decoders: Decoders = new Map([
    ['gzip', createGunzip],
    ['x-gzip', createGunzip],
    ['deflate', createInflate],
    ['br', createBrotliDecompress],
  ]);
  const plain = [http, new http.Agent(POOL)] as const;
  const secure = [https, new https.Agent(POOL)] as const;
  return async (url, { method, headers, body, signal }) => {
    signal.throwIfAborted();
    const [client, agent] = url.startsWith('https:') ? secure : plain;
    const request = client.request(url, { method, headers: { ...OWN_HEADERS, ...headers }, agent });
    const answer = answerTo(request, signal, decoders);
    request.end(body);
    return answer;
  };
}

/** Bun, Deno and Workers have `process`, too. */
function isNode(): boolean {
  if (typeof process === 'undefined' || !('getBuiltinModule' in process)) return false;
  const { bun, deno } = process.versions;
  // Node has it from version 21 on.
  const { userAgent = 'Node.js/20' } = (globalThis as { readonly navigator?: { userAgent?: string } }).navigator ?? {};
  return bun === undefined && deno === undefined && userAgent.startsWith('Node.js/');
}

function answerTo(request: ClientRequest, signal: AbortSignal, decoders: Decoders): Promise<ApiAnswer> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => request.destroy());
    request.on('error', reject);
    request.on('response', (response) => {
      const { statusCode: status = 0 } = response;
      const header = headerReader(response);
      const decoder = decoders.get(header('content-encoding')?.toLowerCase() ?? '')?.();
      const stream = decoder ? response.pipe(decoder) : response;
      const chunks: Uint8Array[] = [];
      let size = 0;
      const fail = (error: Error) => {
        reject(error);
        request.destroy();
        decoder?.destroy();
      };
      response.on('error', fail);
      decoder?.on('error', fail);
      stream.on('data', (chunk: Uint8Array) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > MAX_ANSWER_SIZE) fail(new TooLargeError());
      });
      stream.on('end', () => resolve({ status, header, body: Buffer.concat(chunks) }));
    });
  });
}
