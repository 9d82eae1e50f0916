import { refusal } from './api-errors.js';
import { offer, withoutToken, type Scenario } from './scenario.js';

/** The happy path in the three shapes in which the API is described. */
export const offers = {
  happy: {
    group: 'Upgrade',
    title: 'Happy path',
    hint: 'Hero to Satoshi: consent, document, selfie, and a decision after two seconds.',
    upgrade: [offer()],
  },
  auto: {
    group: 'Upgrade',
    title: 'Happy path, by itself',
    hint: 'The same, and the frame takes every step on its own.',
    upgrade: [offer('auto')],
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
    hint: 'The API thinks for three seconds, then the happy path.',
    upgrade: [{ ...offer(), delay: 3_000 }],
  },
  'expired-then-ok': {
    group: 'Upgrade',
    title: 'Session renewed on the way',
    hint: 'The first request meets ER701, the silent second one succeeds.',
    upgrade: [refusal('ER701'), offer()],
  },
  'partner-expired': {
    group: 'Upgrade',
    title: 'Partner token renewed',
    hint: 'The server’s own token has expired (ER801). It gets another one and asks again; the page notices nothing.',
    upgrade: [refusal('ER801'), offer()],
  },
} as const satisfies Record<string, Scenario>;

/** Answers after which no SDK is shown. */
export const verdicts = {
  unavailable: {
    group: 'Answers without an SDK',
    title: 'No level above this one',
    hint: 'nextLevel is null: there is nothing to upgrade to. Not an error.',
    upgrade: [{ body: { currentLevel: 'satoshi', nextLevel: null, upgrade: null } }],
  },
  'upgrade-null': {
    group: 'Answers without an SDK',
    title: 'A level, and no upgrade',
    hint: 'nextLevel is named, but the API offers no upgrade now.',
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
    hint: 'The server itself says yes, so it may be relied on.',
    upgrade: [withoutToken('approved')],
  },
  rejected: {
    group: 'Answers without an SDK',
    title: 'Rejected by the server',
    hint: 'The server says no.',
    upgrade: [withoutToken('rejected')],
  },
} as const satisfies Record<string, Scenario>;
