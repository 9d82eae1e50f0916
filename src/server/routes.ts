import { apiError, HttpError } from './answers.js';
import type { Call } from './call.js';
import type { Route } from './log.js';

const PATHS: Readonly<Record<string, Route>> = {
  '/api/v2/user/upgrade': 'upgrade',
  '/api/v2/user/upgrade-status': 'status',
  '/api/v1/user/levels': 'levels',
  '/webhooks/btcdirect': 'webhook',
  '/health': 'health',
};

const LIVENESS = /^\/api\/v2\/buy\/[^/]+\/identification\/liveness$/;

/**
 * The route of a path as it was sent. It is compared as text: other spellings of a path (`%2e`, `//`, `/x/..`) pass by rules in a
 * proxy, and must not reach a route.
 */
export const routeOf = (pathname: string): Route | undefined =>
  Object.hasOwn(PATHS, pathname) ? PATHS[pathname] : LIVENESS.test(pathname) ? 'liveness' : undefined;

/**
 * The API's path for the liveness check of the order in a request's path.
 * @throws {HttpError} 400, as the API answers to such an id
 */
export function livenessPath({ pathname }: Call): string {
  const [, order = ''] = /\/buy\/([^/]*)\/identification\/liveness$/.exec(pathname) ?? [];
  if (!/^[\w-]{1,64}$/.test(order))
    throw new HttpError('order id', 400, apiError('ER034', 'Invalid order id.', 'Provide a valid order id.'));
  return `/api/v2/buy/${order}/identification/liveness`;
}
