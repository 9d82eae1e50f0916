import { offer, type Scenario } from './scenario.js';

/** What the page and its browser do around the element. */
export const pages = {
  'offline-hint': {
    group: 'Page and browser',
    title: 'Wrong offline hint',
    hint: 'navigator.onLine is false, as with some VPNs, and the network works: “Try again” must work, too.',
    upgrade: [offer()],
    offline: 'hint',
  },
  resume: {
    group: 'Page and browser',
    title: 'Reload while in the SDK',
    hint: 'Start, go into the SDK, reload the page: the upgrade starts again by itself.',
    upgrade: [offer()],
    launch: 'manual',
    attributes: { resume: '' },
  },
  'late-headers': {
    group: 'Page and browser',
    title: 'Headers set late',
    hint: 'The page sets headers after 1.5 seconds. With wait-for="headers" the request waits for them.',
    upgrade: [offer()],
    headersAfter: 1_500,
    attributes: { 'wait-for': 'headers' },
  },
  'too-late-headers': {
    group: 'Page and browser',
    title: 'Headers set too late',
    hint: 'The page sets headers after 1.5 seconds and does not use wait-for: the request leaves without them and gets ER700. The console says why.',
    upgrade: [offer()],
    headersAfter: 1_500,
  },
  'removed-container': {
    group: 'Page and browser',
    title: 'Container removed',
    hint: 'A script of the page, such as a morphing library, deletes the SDK’s container. The SDK is mounted again.',
    upgrade: [offer()],
    removes: 'container',
  },
  'removed-frame': {
    group: 'Page and browser',
    title: 'Frame removed',
    hint: 'A script of the page deletes the SDK’s frame. The SDK is mounted again.',
    upgrade: [offer()],
    removes: 'frame',
  },
  'camera-self': {
    group: 'Page and browser',
    title: 'Camera for the page alone',
    hint: 'Permissions-Policy: camera=(self). The provider’s frame is on another origin: a warning names that origin.',
    upgrade: [offer()],
    headers: { 'permissions-policy': 'camera=(self)' },
  },
  'microphone-self': {
    group: 'Page and browser',
    title: 'Microphone for the page alone',
    hint: 'Permissions-Policy: microphone=(self). The provider’s frame is on another origin: a warning names that origin.',
    upgrade: [offer()],
    headers: { 'permissions-policy': 'microphone=(self)' },
  },
  coep: {
    group: 'Page and browser',
    title: 'Cross-origin isolated page',
    hint: 'Cross-Origin-Embedder-Policy: require-corp blocks the provider’s frame. The console names the header.',
    upgrade: [offer()],
    headers: { 'cross-origin-embedder-policy': 'require-corp' },
  },
} as const satisfies Record<string, Scenario>;
