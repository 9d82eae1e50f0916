import type { Reply } from '../reply.js';

/** The groups of the demo's list, in its order. */
export type ScenarioGroup =
  'Upgrade' | 'Answers without an SDK' | 'API errors' | 'Network and server' | 'Provider' | 'Other providers';

/** A story that the emulators can tell. */
export interface Scenario {
  readonly group: ScenarioGroup;
  /** A few words for a list. */
  readonly title: string;
  /** What there is to see, in one sentence. */
  readonly hint: string;
  /** Answers to `POST /api/v2/user/upgrade`, one a request of the same run; the last one repeats. */
  readonly upgrade: readonly Reply[];
  /** Answers to `GET /api/v2/user/upgrade-status`. */
  readonly upgradeStatus?: readonly Reply[];
  /** Answers to `GET /api/v2/user/verification-status`. */
  readonly verificationStatus?: readonly Reply[];
  /** The page must leave `baseUrl` alone, because the host that the token names is the point. */
  readonly tokenHost?: boolean;
  /** It happens on the line between the page and its own server, so no server stands between. */
  readonly line?: boolean;
  /** The page pretends to be offline. */
  readonly offline?: boolean;
  /** The provider's adapter cannot be downloaded until the upgrade has failed. */
  readonly lostAdapter?: boolean;
  /** Response headers of the page itself. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An upgrade from hero to satoshi in the shape of the API's schema, for a frame that plays `play`. */
export function offer(play = 'story'): Reply {
  return {
    body: {
      currentLevel: 'hero',
      nextLevel: 'satoshi',
      upgrade: { access_token: `{{token:${play}}}`, status: 'open', provider: 'sumsub' },
    },
  };
}

/** An upgrade without a token, at this status. */
export function withoutToken(status: string): Reply {
  return { body: { currentLevel: 'hero', nextLevel: 'satoshi', upgrade: { status, provider: 'sumsub' } } };
}

/** The upgrade is done: the level aimed at is the one the user has. */
export const DONE: Reply = { body: { currentLevel: 'satoshi', nextLevel: null, upgrade: null } };

/** What `verification-status` lists while something is open. */
export const STILL_OPEN: Reply = { body: [{ name: 'idDocument', type: 'document', status: 'pending' }] };

/** What `verification-status` lists when nothing is left to do. */
export const NOTHING_OPEN: Reply = { body: [] };
