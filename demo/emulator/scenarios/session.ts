import { refusal } from './api-errors.js';
import { offer, type Scenario } from './scenario.js';

const CHALLENGE = '<!doctype html><title>Just a moment</title><h1>Checking your browser</h1>';

/** The forms in which a session ends, and HTTP clients that throw the answer. */
export const sessions = {
  'login-page': {
    group: 'Session',
    title: 'Redirect to the login page',
    hint: 'The session is over and the server redirects to an HTML page of the same origin.',
    upgrade: [{ status: 302, headers: { location: '/demo/sign-in.html' } }],
    bypassesServer: true,
  },
  'http-419': {
    group: 'Session',
    title: 'HTTP 419',
    hint: 'Laravel’s answer to an expired CSRF token.',
    upgrade: [{ status: 419, body: { message: 'CSRF token mismatch.' } }],
    bypassesServer: true,
  },
  'http-440': {
    group: 'Session',
    title: 'HTTP 440',
    hint: 'IIS’s answer to a session that has timed out.',
    upgrade: [{ status: 440, body: {} }],
    bypassesServer: true,
  },
  'session-in-words': {
    group: 'Session',
    title: 'Session over, in words',
    hint: 'The answer is 200, and only its text says that the session is over.',
    upgrade: [{ body: { message: 'Unauthorized' } }],
    bypassesServer: true,
  },
  'csrf-refused': {
    group: 'Session',
    title: 'CSRF token refused',
    hint: 'The page was open for too long: the server answers 403 with a page about its CSRF token, as Django does.',
    upgrade: [
      {
        status: 403,
        headers: { 'content-type': 'text/html' },
        body: '<!doctype html><title>403 Forbidden</title><h1>CSRF verification failed</h1>',
      },
    ],
    bypassesServer: true,
  },
  'quota-403': {
    group: 'Session',
    title: 'Quota used up',
    hint: 'A gateway answers 403 for a quota. The user is still signed in, and can try again after 12 seconds.',
    upgrade: [{ status: 403, headers: { 'retry-after': '12' }, body: { message: 'Quota exceeded' } }, offer()],
    bypassesServer: true,
  },
  'bot-challenge': {
    group: 'Session',
    title: 'Bot challenge',
    hint: 'A firewall answers 403 with a page and cf-mitigated. The user is still signed in.',
    upgrade: [{ status: 403, headers: { 'cf-mitigated': 'challenge' }, body: CHALLENGE }, offer()],
    bypassesServer: true,
  },
  'axios-401': {
    group: 'Session',
    title: 'axios throws 401',
    hint: 'The page asks through axios, which rejects. The rejection carries ER702.',
    upgrade: [refusal('ER702')],
    client: 'axios',
  },
  'axios-429': {
    group: 'Session',
    title: 'axios throws 429',
    hint: 'The rejection of axios carries Retry-After: 12 seconds.',
    upgrade: [refusal('ER920'), offer()],
    client: 'axios',
  },
  'ky-401': {
    group: 'Session',
    title: 'ky throws 401',
    hint: 'The page asks through ky, which rejects. The rejection carries ER702.',
    upgrade: [refusal('ER702')],
    client: 'ky',
  },
  'ky-429': {
    group: 'Session',
    title: 'ky throws 429',
    hint: 'The rejection of ky carries Retry-After: 12 seconds.',
    upgrade: [refusal('ER920'), offer()],
    client: 'ky',
  },
} as const satisfies Record<string, Scenario>;
