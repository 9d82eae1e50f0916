import type { Reply } from '../reply.js';

/** The groups of the demo's list, in its order. */
export type ScenarioGroup =
  | 'Offer'
  | 'Upgrade'
  | 'Confirm an order'
  | 'Server decides'
  | 'Answers without an SDK'
  | 'API errors'
  | 'Session'
  | 'Page and browser'
  | 'Network and server'
  | 'Provider'
  | 'Other providers';

/** Something that the emulators play. */
export interface Scenario {
  readonly group: ScenarioGroup;
  /** A few words for a list. */
  readonly title: string;
  /** What happens, in one sentence. */
  readonly hint: string;
  /** Answers to `POST /api/v2/user/upgrade`, one per request of the same run; the last one repeats. */
  readonly upgrade: readonly Reply[];
  /** Answers to `GET /api/v2/user/upgrade-status`. */
  readonly upgradeStatus?: readonly Reply[];
  /** Answers to `GET /api/v2/user/verification-status`. The page then has that as its `status-endpoint`. */
  readonly verificationStatus?: readonly Reply[];
  /** Answers to `GET /api/v1/user/levels`. */
  readonly levels?: readonly Reply[];
  /** Answers to `GET /api/v2/buy/{id}/identification/liveness`. The page then has that as its `endpoint`, with `method="get"`. */
  readonly liveness?: readonly Reply[];
  /** Attributes that the element gets, beside those of the panel. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** The launch mode of this scenario, until the visitor chooses another one. Default `auto`. */
  readonly launch?: 'auto' | 'offer' | 'manual';
  /** The same for the display. Default `inline`. */
  readonly display?: 'inline' | 'dialog';
  /** The page asks through this HTTP client, as its `request` property. `envelope` returns the client's whole response object. */
  readonly client?: 'axios' | 'ky' | 'envelope';
  /** Milliseconds after which the page sets `headers`. */
  readonly headersAfter?: number;
  /** Once the SDK is active, a script of the page removes this from the element. */
  readonly removes?: 'container' | 'frame';
  /** `navigator.onLine` is false: with reason (true), or while the network works (`hint`). */
  readonly offline?: true | 'hint';
  /** The page must leave `baseUrl` alone, because the host that the token names is the point. */
  readonly tokenHost?: boolean;
  /** It happens between the page and its own server, so the emulator answers instead of that server. */
  readonly bypassesServer?: boolean;
  /** The provider's adapter cannot be downloaded until the upgrade has failed. */
  readonly lostAdapter?: boolean;
  /** Response headers of the page itself. `{{sumsub}}` becomes the origin of the Sumsub frame. */
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

const entries = (...statuses: readonly string[]): Reply => ({
  body: statuses.map((status) => ({ name: 'idDocument', type: 'document', status })),
});

/** What `verification-status` lists while something is under review. */
export const STILL_OPEN = entries('pending');

/** What it lists when a document has to be handed in again. */
export const MISSING_AGAIN = entries('missing');

/** What it lists when nothing is left to do. */
export const NOTHING_OPEN = entries();

/** The status of an order's liveness check; with a token while the check is open. */
export function liveness(status: string, play?: string): Reply {
  return {
    body: { name: 'liveness', type: 'sumsub', status, ...(play && { data: { accessToken: `{{token:${play}}}` } }) },
  };
}

/** A level with its limits, as `GET /api/v1/user/levels` lists it. */
export function level(name: string, buy: number, sell: number, currencyCode = 'EUR') {
  const limits = { buyLimit: { amount: buy, currencyCode }, sellLimit: { amount: sell, currencyCode } };
  return { id: `a1b2c3d4-0000-4000-8000-${idOf(name)}`, level: name, ...limits };
}

/** All levels that the emulated API has. */
export const LEVELS: Reply = {
  body: [level('starter', 150, 150), level('hero', 3_000, 5_000), level('satoshi', 25_000, 50_000)],
};

/** Twelve hexadecimal digits for a name. */
function idOf(name: string): string {
  const digits = Array.from(name, (letter) => letter.charCodeAt(0).toString(16)).join('');
  return digits.slice(0, 12).padEnd(12, '0');
}
