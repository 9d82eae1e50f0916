import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Opens a response to every origin, credentials included, and answers a preflight.
 * @returns true if the request was a preflight and is answered.
 */
export function allowEveryOrigin(request: IncomingMessage, response: ServerResponse): boolean {
  const { origin } = request.headers;
  if (origin) {
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-allow-credentials', 'true');
    response.setHeader('access-control-expose-headers', 'retry-after');
    response.setHeader('vary', 'origin');
  }
  if (request.method !== 'OPTIONS') return false;
  response.setHeader('access-control-allow-methods', 'GET, POST, DELETE');
  response.setHeader('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '');
  response.writeHead(204).end();
  return true;
}
