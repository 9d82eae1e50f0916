import type { RequestContext } from '../../../src/index.js';
import { UpgradeError } from '../../../src/index.js';
import type { Chance } from './chance.js';
import { mintToken } from './secrets.js';

/** A request that waits for its answer. */
export interface WalkRequest extends RequestContext {
  readonly resolve: (result: unknown) => void;
  readonly reject: (cause: unknown) => void;
}

/** Without those of an expired token, which the walk sends on purpose. */
const apiCodes = [700, 702, 703, 704, 705, 706, 707, 708, 709, 800, 803, 806, 920, 998, 999, 1234];
const statuses = [400, 403, 404, 405, 418, 429, 500, 502, 503];
const providers = [
  'acme',
  'ACME',
  'solo',
  'solo',
  'solo',
  'solo',
  'single',
  'single',
  'reasons',
  'reasons',
  'clumsy',
  'nobody',
];

/** In place of the page's API client: it keeps every request until the walk answers it. */
export class WalkServer {
  readonly requests: WalkRequest[] = [];
  /** Requests that the page has sent itself. */
  readonly #early: ((reply: unknown) => void)[] = [];
  readonly #chance: Chance;
  readonly #onRequest: (context: RequestContext) => void;

  /** @param onRequest called with each request as it is sent */
  constructor(chance: Chance, onRequest: (context: RequestContext) => void) {
    this.#chance = chance;
    this.#onRequest = onRequest;
  }

  readonly request = (context: RequestContext): Promise<unknown> => {
    this.#onRequest(context);
    return new Promise((resolve, reject) => this.requests.push({ ...context, resolve, reject }));
  };

  /** Requests whose answer still counts. */
  get open(): readonly WalkRequest[] {
    return this.requests.filter(({ signal }) => !signal.aborted);
  }

  /**
   * Answers one request, perhaps one whose answer no longer counts.
   *
   * @returns the request, and whether the answer said that a token had expired
   */
  answer(): { readonly request: WalkRequest; readonly hasExpired: boolean } | undefined {
    const [request] = this.requests.splice(this.#chance.below(this.requests.length), 1);
    if (!request) return undefined;
    const hasExpired = this.#chance.happens(0.06);
    if (hasExpired) {
      const codes = refusal(this.#chance.pick(['ER701', 'ER801']));
      // What is read may be asked again after this, too.
      request.resolve(request.method === 'GET' && this.#chance.happens(0.5) ? response(401, {}) : codes);
    } else if (/^(status|levels)$/.test(request.reason)) request.resolve(this.#statusReply());
    else if (this.#chance.happens(0.08)) request.reject(this.#fault());
    else request.resolve(request.reason === 'refresh' ? this.#refreshReply() : this.#upgradeReply());
    return { request, hasExpired };
  }

  /** What a page gives to `earlyReply`. */
  early(): Promise<unknown> {
    return new Promise((resolve) => this.#early.push(resolve));
  }

  /** @returns false if none is under way */
  answerEarly(): boolean {
    const resolve = this.#early.shift();
    resolve?.(this.#refreshReply());
    return resolve !== undefined;
  }

  /** The server may have decided before the SDK asks for a fresh token. */
  #refreshReply(): unknown {
    return this.#chance.weigh<unknown>([
      [6, this.#upgradeReply()],
      [1, { currentLevel: 'satoshi', nextLevel: null }],
      [1, { currentLevel: 'hero', nextLevel: 'satoshi', upgrade: { status: 'pending' } }],
      [1, refusal('ER708')],
    ]);
  }

  #upgradeReply(): unknown {
    const chance = this.#chance;
    const levels = { currentLevel: 'hero', nextLevel: chance.happens(0.9) ? 'satoshi' : 'other' };
    const offer = {
      ...levels,
      upgrade: { provider: chance.pick(providers), status: 'open', access_token: mintToken() },
    };
    const status = chance.pick(['pending', 'OPEN', 'approved', 'verified', 'rejected', 'declined', 'whatever']);
    return chance.weigh<unknown>([
      [18, offer],
      [2, { ...levels, data: { accessToken: mintToken() } }],
      [3, { ...levels, upgrade: { status, provider: 'acme' } }],
      [1, { currentLevel: 'satoshi', nextLevel: null }],
      [1, { ...levels, upgrade: [] }],
      [1, chance.pick<unknown>(['', null, 7, [], '<!doctype html>', { upgrade: 'no' }])],
      [3, refusal(`ER${chance.pick(apiCodes)}`, ...(chance.happens(0.3) ? [`ER${chance.pick(apiCodes)}`] : []))],
      [2, response(chance.pick(statuses), {}, chance.pick(['', '3', '90', 'Fri, 01 Jan 2100 00:00:00 GMT', 'soon']))],
    ]);
  }

  /** Yes, no, not yet, or nothing that can be understood. */
  #statusReply(): unknown {
    const done = { currentLevel: 'satoshi', nextLevel: null };
    return this.#chance.pick<unknown>([
      [],
      [{ name: 'idDocument', status: 'pending' }],
      [{ name: 'idDocument', status: 'missing' }],
      done,
      { currentLevel: 'hero', nextLevel: 'satoshi', upgrade: { status: 'rejected' } },
      response(500, done),
      { currentLevel: 'hero' },
      null,
    ]);
  }

  #fault(): unknown {
    const own = new UpgradeError('ER702', { message: 'Of the page.' });
    return this.#chance.pick<unknown>([new TypeError('Failed to fetch'), own, 'gone', { code: 'ER704' }]);
  }
}

/** Like a `Response` whose body is there at once. */
const response = (status: number, body: unknown, retryAfter = '') => ({
  status,
  ok: status < 400,
  headers: new Headers(retryAfter ? { 'retry-after': retryAfter } : {}),
  text: () => Promise.resolve(JSON.stringify(body)),
});

const refusal = (...codes: readonly string[]) =>
  response(400, { errors: Object.fromEntries(codes.map((code) => [code, { code, solution: `Of ${code}.` }])) });
