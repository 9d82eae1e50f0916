import type { RequestContext, RequestReason } from '../../../src/index.js';
import { UpgradeError } from '../../../src/index.js';
import type { Chance } from './chance.js';
import { mintToken } from './secrets.js';

/** A request that waits for its answer. */
export interface Ask extends RequestContext {
  readonly resolve: (result: unknown) => void;
  readonly reject: (cause: unknown) => void;
}

/** Without those of an expired token, which the walk gives on purpose. */
const apiCodes = [700, 702, 703, 704, 705, 706, 707, 708, 709, 800, 803, 806, 920, 998, 999, 1234];
const statuses = [400, 401, 403, 404, 405, 418, 429, 500, 502, 503];
const providers = ['acme', 'solo', 'single', 'clumsy', 'ACME', 'nobody', 'acme', 'acme'];

/** In place of the page's API client: it keeps every request until the walk has an answer for it. */
export class WalkServer {
  readonly asks: Ask[] = [];
  readonly #chance: Chance;
  readonly #asked: (reason: RequestReason) => void;

  /** @param asked hears of each request as it is sent */
  constructor(chance: Chance, asked: (reason: RequestReason) => void) {
    this.#chance = chance;
    this.#asked = asked;
  }

  readonly request = (context: RequestContext): Promise<unknown> => {
    this.#asked(context.reason);
    return new Promise((resolve, reject) => this.asks.push({ ...context, resolve, reject }));
  };

  /** Requests that somebody still waits for. */
  get open(): readonly Ask[] {
    return this.asks.filter(({ signal }) => !signal.aborted);
  }

  /**
   * Answers one request, perhaps one that nobody waits for any more.
   * @returns the request, and whether the answer said that a token had expired
   */
  answer(): { readonly ask: Ask; readonly hasExpired: boolean } | undefined {
    const [ask] = this.asks.splice(this.#chance.below(this.asks.length), 1);
    if (!ask) return undefined;
    const hasExpired = ask.reason !== 'status' && this.#chance.happens(0.06);
    if (hasExpired) ask.resolve(refusal(this.#chance.pick(['ER701', 'ER801'])));
    else if (ask.reason === 'status') ask.resolve(this.#statusReply());
    else if (this.#chance.happens(0.08)) ask.reject(this.#fault());
    else ask.resolve(this.#upgradeReply());
    return { ask, hasExpired };
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
      [14, offer],
      [2, { ...levels, data: { accessToken: mintToken() } }],
      [3, { ...levels, upgrade: { status, provider: 'acme' } }],
      [1, { currentLevel: 'satoshi', nextLevel: null }],
      [1, { ...levels, upgrade: [] }],
      [2, chance.pick<unknown>(['', null, 7, [], '<!doctype html>', { upgrade: 'no' }])],
      [4, refusal(`ER${chance.pick(apiCodes)}`, ...(chance.happens(0.3) ? [`ER${chance.pick(apiCodes)}`] : []))],
      [3, response(chance.pick(statuses), {}, chance.pick(['', '3', '90', 'Fri, 01 Jan 2100 00:00:00 GMT', 'soon']))],
    ]);
  }

  #statusReply(): unknown {
    const done = { currentLevel: 'satoshi', nextLevel: null };
    return this.#chance.pick<unknown>([
      [],
      [{ name: 'idDocument', status: 'pending' }],
      done,
      response(500, done),
      { currentLevel: 'hero' },
      null,
    ]);
  }

  #fault(): unknown {
    const own = new UpgradeError('ER702', { message: 'The page’s own.' });
    return this.#chance.pick<unknown>([new TypeError('Failed to fetch'), own, 'gone', { code: 'ER704' }]);
  }
}

/** By its looks a `Response`, whose body is there at once. */
const response = (status: number, body: unknown, retryAfter = '') => ({
  status,
  ok: status < 400,
  headers: new Headers(retryAfter ? { 'retry-after': retryAfter } : {}),
  text: () => Promise.resolve(JSON.stringify(body)),
});

const refusal = (...codes: readonly string[]) =>
  response(400, { errors: Object.fromEntries(codes.map((code) => [code, { code, solution: `Of ${code}.` }])) });
