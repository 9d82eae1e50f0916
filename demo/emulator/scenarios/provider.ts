import { STILL_OPEN, offer, withoutToken, type Scenario } from './scenario.js';

/** What a provider and its frame do, or fail to do. */
export const providerStories = {
  retry: {
    group: 'Provider',
    title: 'Another photo is needed',
    hint: 'The first decision asks for a better photo, the second one is positive.',
    upgrade: [offer('retry')],
  },
  'reject-final': {
    group: 'Provider',
    title: 'Final rejection',
    hint: 'The provider says no, for good.',
    upgrade: [offer('reject-final')],
  },
  hold: {
    group: 'Provider',
    title: 'A person takes a look',
    hint: 'The review is put on hold and stays open.',
    upgrade: [offer('hold')],
    upgradeStatus: [withoutToken('pending')],
    verificationStatus: [STILL_OPEN],
  },
  'already-approved': {
    group: 'Provider',
    title: 'Returning applicant',
    hint: 'The provider knows this person and says yes at once.',
    upgrade: [offer('already-approved')],
  },
  'upload-warning': {
    group: 'Provider',
    title: 'Blurred photo',
    hint: 'The frame warns about the photo and lets the person go on.',
    upgrade: [offer('upload-warning')],
  },
  'token-expired': {
    group: 'Provider',
    title: 'Token expires',
    hint: 'The frame refuses the first token and accepts the refreshed one.',
    upgrade: [offer('token-expired'), offer()],
  },
  'token-always-invalid': {
    group: 'Provider',
    title: 'Token is never accepted',
    hint: 'The frame refuses every token, refreshed or not.',
    upgrade: [offer('token-always-invalid')],
  },
  'frame-error': {
    group: 'Provider',
    title: 'SDK reports an error',
    hint: 'The frame starts, then says that it cannot go on.',
    upgrade: [offer('frame-error')],
  },
  'slow-frame': {
    group: 'Provider',
    title: 'Slow frame',
    hint: 'The frame is ready after five seconds.',
    upgrade: [offer('slow')],
  },
  'dead-frame': {
    group: 'Provider',
    title: 'Dead frame',
    hint: 'The frame loads and never says a word. After 20 seconds there is a way out.',
    upgrade: [offer('dead')],
  },
  'stuck-frame': {
    group: 'Provider',
    title: 'Stuck frame',
    hint: 'The frame is ready, but its first screen never comes.',
    upgrade: [offer('stuck')],
  },
  'blocked-frame': {
    group: 'Provider',
    title: 'Blocked frame',
    hint: 'The page’s own Content-Security-Policy keeps the frame away. The console says what to add.',
    upgrade: [offer()],
    headers: { 'content-security-policy': "frame-src 'self'" },
  },
  'blocked-camera': {
    group: 'Provider',
    title: 'No camera for this page',
    hint: 'The page’s own Permissions-Policy forbids the camera: a warning, as the provider may hand over to a phone.',
    upgrade: [offer()],
    headers: { 'permissions-policy': 'camera=()' },
  },
  'lost-adapter': {
    group: 'Provider',
    title: 'Adapter not downloaded',
    hint: 'The script for the provider does not arrive. Trying again fetches it again.',
    upgrade: [offer()],
    lostAdapter: true,
  },
  'unknown-provider': {
    group: 'Provider',
    title: 'Unknown provider',
    hint: 'The answer names a provider that nobody has an adapter for.',
    upgrade: [
      {
        body: {
          currentLevel: 'hero',
          nextLevel: 'satoshi',
          upgrade: { access_token: '{{token}}', status: 'open', provider: 'acme-id' },
        },
      },
    ],
  },
  'untrusted-host': {
    group: 'Provider',
    title: 'Foreign host',
    hint: 'The token names a host that is not the provider’s. Nothing is loaded from there.',
    upgrade: [
      {
        body: {
          currentLevel: 'hero',
          nextLevel: 'satoshi',
          upgrade: { access_token: '{{token:story https://identity.example}}', status: 'open', provider: 'sumsub' },
        },
      },
    ],
    tokenHost: true,
  },
} as const satisfies Record<string, Scenario>;
