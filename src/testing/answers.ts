/** Response bodies of the upgrade endpoint, for `element.request` or for a server of the test. */

interface Levels {
  readonly currentLevel?: string;
  readonly nextLevel?: string;
}

const defaultLevels = { currentLevel: 'hero', nextLevel: 'satoshi' };

/** An upgrade by this provider, with its credentials: `offer('acme', { access_token: 'x' })`. */
export const offer = (provider: string, payload: Readonly<Record<string, unknown>>, levels: Levels = {}): object => ({
  ...defaultLevels,
  ...levels,
  upgrade: { status: 'open', provider, ...payload },
});

/** An upgrade that needs no SDK any more: `pending`, `approved` or `rejected`. */
export const decided = (status: string, levels: Levels = {}): object => ({
  ...defaultLevels,
  ...levels,
  upgrade: { status },
});

/** No higher level for this user. */
export const unavailable = (currentLevel = 'satoshi'): object => ({ currentLevel, nextLevel: null, upgrade: null });

/** What a status endpoint answers when the user has reached the level. */
export const upgraded = (level = 'satoshi'): object => ({ currentLevel: level, nextLevel: null, upgrade: null });

/** Errors of the API, by code. Send it with an HTTP status of 400 or above: `new Response(JSON.stringify(...), { status })`. */
export const errors = (...codes: readonly `ER${number}`[]): object => ({
  errors: Object.fromEntries(codes.map((code) => [code, { code, message: code }])),
});
