import { refusal } from './api-errors.js';
import { offer, withoutToken, type Scenario } from './scenario.js';

/** The happy path in the three shapes in which the API is described. */
export const offers = {
  happy: {
    group: 'Upgrade',
    title: 'Happy path',
    hint: 'Hero to Satoshi: the applicant is approved for Hero, changes level, and gets a decision two seconds after the selfie.',
    upgrade: [offer()],
  },
  auto: {
    group: 'Upgrade',
    title: 'Happy path, automatic',
    hint: 'The same, and the frame takes every step by itself.',
    upgrade: [offer('auto')],
  },
  'first-check': {
    group: 'Upgrade',
    title: 'First check of an applicant',
    hint: 'The provider has no earlier verdict on this applicant.',
    upgrade: [offer('first-check')],
  },
  chained: {
    group: 'Upgrade',
    title: 'Two chained levels',
    hint: 'A positive verdict, and 300 ms later the level changes again: a questionnaire follows.',
    upgrade: [offer('chained')],
  },
  module: {
    group: 'Upgrade',
    title: 'Standalone module',
    hint: 'A selfie alone. The module presents its result and reports nothing more: submitted, not approved.',
    upgrade: [offer('module')],
  },
  'happy-prose': {
    group: 'Upgrade',
    title: 'Answer with name, type and data',
    hint: 'The happy path in the shape that the API describes in words.',
    upgrade: [
      {
        body: {
          name: 'kyc',
          type: 'SumSub',
          status: 'open',
          data: { accessToken: '{{token}}' },
          currentLevel: 'hero',
          nextLevel: 'satoshi',
        },
      },
    ],
  },
  'happy-brief': {
    group: 'Upgrade',
    title: 'Answer with data and provider',
    hint: 'The happy path in the shortest shape.',
    upgrade: [
      {
        body: {
          currentLevel: 'hero',
          nextLevel: 'satoshi',
          provider: 'Sumsub',
          data: { accessToken: '{{token}}' },
        },
      },
    ],
  },
  slow: {
    group: 'Upgrade',
    title: 'Slow API',
    hint: 'The API takes three seconds, then the happy path.',
    upgrade: [{ ...offer(), delay: 3_000 }],
  },
  'expired-then-ok': {
    group: 'Upgrade',
    title: 'Session renewed',
    hint: 'The first request gets ER701, the silent second one succeeds.',
    upgrade: [refusal('ER701'), offer()],
  },
  'partner-expired': {
    group: 'Upgrade',
    title: 'Partner token renewed',
    hint: 'The server’s own token has expired (ER801). It gets another one and repeats the request; the page does not notice.',
    upgrade: [refusal('ER801'), offer()],
  },
} as const satisfies Record<string, Scenario>;

/** Forms of an answer that servers and HTTP clients make of the API's. */
export const envelopes = {
  'envelope-lambda': {
    group: 'Upgrade',
    title: 'Answer inside a Lambda envelope',
    hint: 'statusCode, and the answer as JSON text in body. One such wrapper is opened.',
    upgrade: [{ body: { statusCode: 200, body: JSON.stringify(offer().body) } }],
  },
  'envelope-data': {
    group: 'Upgrade',
    title: 'Answer inside data',
    hint: 'The whole answer is wrapped in data. One such wrapper is opened.',
    upgrade: [{ body: { data: offer().body } }],
  },
  'envelope-client': {
    group: 'Upgrade',
    title: 'Answer as an axios response',
    hint: 'The page’s request function returns the whole response object of axios, not its data.',
    upgrade: [offer()],
    client: 'envelope',
  },
  'no-answer': {
    group: 'Network and server',
    title: 'Success: false',
    hint: '200 with { success: false, message }: no word of the endpoint, so this is an error and not “no upgrade”.',
    upgrade: [{ body: { success: false, message: 'Not logged in' } }],
  },
} as const satisfies Record<string, Scenario>;

/** Answers after which no SDK is shown. */
export const verdicts = {
  unavailable: {
    group: 'Answers without an SDK',
    title: 'Highest level',
    hint: 'nextLevel is null: there is nothing to upgrade to. Not an error.',
    upgrade: [{ body: { currentLevel: 'satoshi', nextLevel: null, upgrade: null } }],
  },
  'upgrade-null': {
    group: 'Answers without an SDK',
    title: 'No upgrade right now',
    hint: 'The API names nextLevel, but offers no upgrade to it.',
    upgrade: [{ body: { currentLevel: 'hero', nextLevel: 'satoshi', upgrade: null } }],
  },
  pending: {
    group: 'Answers without an SDK',
    title: 'Already under review',
    hint: 'Submitted earlier; the decision is open.',
    upgrade: [withoutToken('pending')],
  },
  approved: {
    group: 'Answers without an SDK',
    title: 'Approved by the server',
    hint: 'The server says yes, so the page may rely on it.',
    upgrade: [withoutToken('approved')],
  },
  rejected: {
    group: 'Answers without an SDK',
    title: 'Rejected by the server',
    hint: 'The server says no.',
    upgrade: [withoutToken('rejected')],
  },
} as const satisfies Record<string, Scenario>;
