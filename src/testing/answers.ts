/** Bodies of the upgrade endpoint, for `element.request` or a server of the test's own. */

interface Levels {
  readonly currentLevel?: string;
  readonly nextLevel?: string;
}

const levels = { currentLevel: 'hero', nextLevel: 'satoshi' };

/** An upgrade by this provider, with what it hands out: `offer('acme', { access_token: 'x' })`. */
export const offer = (provider: string, payload: Readonly<Record<string, unknown>>, given: Levels = {}): object => ({
  ...levels,
  ...given,
  upgrade: { status: 'open', provider, ...payload },
});

/** An upgrade that is past the SDK: `pending`, `approved` or `rejected`. */
export const withoutOffer = (status: string, given: Levels = {}): object => ({
  ...levels,
  ...given,
  upgrade: { status },
});

/** No higher level for this user. */
export const unavailable = (currentLevel = 'satoshi'): object => ({ currentLevel, nextLevel: null, upgrade: null });

/** What a status endpoint says when the upgrade is done. */
export const levelReached = (level = 'satoshi'): object => ({ currentLevel: level, nextLevel: null, upgrade: null });

/** The API's complaints, by code. Send it with an HTTP status of 400 or above: `new Response(JSON.stringify(...), { status })`. */
export const errors = (...codes: readonly `ER${number}`[]): object => ({
  errors: Object.fromEntries(codes.map((code) => [code, { code, message: code }])),
});
