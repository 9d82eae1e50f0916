import { offer, type Scenario } from './scenario.js';

const GATEWAY_PAGE = '<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1><p>Please come back later.</p>';

/** What networks and servers do wrong. */
export const faults = {
  offline: {
    group: 'Network and server',
    title: 'Offline',
    hint: 'The page has no connection. Going online again starts the upgrade by itself.',
    upgrade: [offer()],
    offline: true,
  },
  drop: {
    group: 'Network and server',
    title: 'Connection lost',
    hint: 'The connection breaks before the answer.',
    upgrade: [{ drop: true }],
    bypassesServer: true,
  },
  'drop-midway': {
    group: 'Network and server',
    title: 'Connection lost midway',
    hint: 'The connection breaks in the middle of the answer.',
    upgrade: [{ ...offer(), drop: 'midway' }],
    bypassesServer: true,
  },
  hang: {
    group: 'Network and server',
    title: 'No answer',
    hint: 'The server accepts the request and never answers.',
    upgrade: [{ hang: true }],
    bypassesServer: true,
  },
  'api-down': {
    group: 'Network and server',
    title: 'API unreachable',
    hint: 'The page’s own server answers 502, because the API behind it does not answer.',
    upgrade: [{ drop: true }],
  },
  'http-500': {
    group: 'Network and server',
    title: 'HTTP 500',
    hint: 'A server error without a code.',
    upgrade: [{ status: 500, body: {} }],
  },
  'http-404': {
    group: 'Network and server',
    title: 'HTTP 404',
    hint: 'No such endpoint, without a code.',
    upgrade: [{ status: 404, body: '<!doctype html><title>Not found</title><h1>Not found</h1>' }],
  },
  'http-429': {
    group: 'Network and server',
    title: 'HTTP 429',
    hint: 'Too many requests, without a code and without Retry-After.',
    upgrade: [{ status: 429 }],
  },
  html: {
    group: 'Network and server',
    title: 'A page instead of data',
    hint: 'A proxy answers 200 with a web page.',
    upgrade: [{ body: GATEWAY_PAGE }],
  },
  empty: {
    group: 'Network and server',
    title: 'Empty answer',
    hint: '200 without a body.',
    upgrade: [{}],
  },
  truncated: {
    group: 'Network and server',
    title: 'Half an answer',
    hint: 'The JSON stops in the middle.',
    upgrade: [{ ...offer(), truncate: true }],
  },
} as const satisfies Record<string, Scenario>;
