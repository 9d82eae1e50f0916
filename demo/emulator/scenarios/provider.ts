import { refusal } from './api-errors.js';
import { DONE, offer, withoutToken, type Scenario } from './scenario.js';

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
    hint: 'The provider says no for good. Its reason stays on screen.',
    upgrade: [offer('reject-final')],
  },
  hold: {
    group: 'Provider',
    title: 'Manual review',
    hint: 'The review is put on hold and stays open.',
    upgrade: [offer('hold')],
    upgradeStatus: [withoutToken('pending')],
  },
  'already-approved': {
    group: 'Provider',
    title: 'Returning applicant',
    hint: 'The provider has approved this applicant for the level already. Only the server’s word counts.',
    upgrade: [offer('already-approved')],
  },
  'upload-warning': {
    group: 'Provider',
    title: 'Blurred photo',
    hint: 'The frame warns about the photo and lets the user go on.',
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
  'submitted-error': {
    group: 'Provider',
    title: 'SDK fails after submission',
    hint: 'The frame reports network-error once everything is submitted. The upgrade stays pending.',
    upgrade: [offer('submitted-error')],
  },
  'submitted-under-review': {
    group: 'Provider',
    title: 'Renewal after submission: under review',
    hint: 'The frame refuses its token once everything is submitted; the server answers ER708.',
    upgrade: [offer('submitted-invalid-token'), refusal('ER708')],
  },
  'submitted-done': {
    group: 'Provider',
    title: 'Renewal after submission: done',
    hint: 'The frame refuses its token once everything is submitted; the server answers with the level aimed at.',
    upgrade: [offer('submitted-invalid-token'), DONE],
    upgradeStatus: [withoutToken('pending')],
  },
  'submitted-closed': {
    group: 'Provider',
    title: 'Dialog closed after submission',
    hint: 'Close the dialog once everything is submitted. The upgrade stays pending and is confirmed later.',
    upgrade: [offer('hold')],
    display: 'dialog',
  },
  'frame-reloads': {
    group: 'Provider',
    title: 'Frame reloads itself',
    hint: 'The frame reloads while a document is chosen. The SDK is mounted again, without a second request.',
    upgrade: [offer('reloads')],
  },
  'frame-leaves': {
    group: 'Provider',
    title: 'Frame navigates to a blocked origin',
    hint: 'The frame goes to another origin, which the page’s Content-Security-Policy blocks. The console says what to add.',
    upgrade: [offer('leaves')],
    headers: { 'content-security-policy': 'frame-src {{sumsub}}' },
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
    hint: 'The frame loads and reports nothing. After 20 seconds the element offers a retry.',
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
    hint: 'The page’s own Content-Security-Policy blocks the frame. The console says what to add.',
    upgrade: [offer()],
    headers: { 'content-security-policy': "frame-src 'self'" },
  },
  'blocked-camera': {
    group: 'Provider',
    title: 'No camera for this page',
    hint: 'The page’s own Permissions-Policy forbids the camera: a warning, because the provider may continue on a phone.',
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
    hint: 'The answer names a provider that has no adapter.',
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
