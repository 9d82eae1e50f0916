import { refusal } from './api-errors.js';
import { DONE, MISSING_AGAIN, STILL_OPEN, offer, withoutToken, type Scenario } from './scenario.js';

const PENDING = withoutToken('pending');

/** What the server says after the user has submitted, whatever the SDK does meanwhile. */
export const decisions = {
  'server-rejects': {
    group: 'Server decides',
    title: 'Server says no',
    hint: 'The SDK keeps the review open; the status endpoint answers rejected.',
    upgrade: [offer('hold')],
    upgradeStatus: [PENDING, withoutToken('rejected')],
  },
  'status-missing': {
    group: 'Server decides',
    title: 'Document missing again',
    hint: 'ER708, and then the document goes from pending to missing in the list of the status endpoint: another try.',
    upgrade: [refusal('ER708'), offer()],
    verificationStatus: [STILL_OPEN, MISSING_AGAIN],
  },
  'status-session': {
    group: 'Server decides',
    title: 'Session expires while pending',
    hint: 'The status endpoint answers ER701 once. The headers are renewed with the reason expired, and the status arrives.',
    upgrade: [offer('hold')],
    upgradeStatus: [PENDING, refusal('ER701'), DONE],
  },
  'status-silent': {
    group: 'Server decides',
    title: 'Status endpoint silent',
    hint: 'The status endpoint never answers. The SDK’s own verdict counts as a hint.',
    upgrade: [offer('auto')],
    upgradeStatus: [{ hang: true }],
  },
  'finished-elsewhere': {
    group: 'Server decides',
    title: 'Finished on another device',
    hint: 'Leave this tab for more than 30 seconds while the SDK is open: the status endpoint then says that it is done.',
    upgrade: [offer()],
    upgradeStatus: [DONE],
  },
} as const satisfies Record<string, Scenario>;
