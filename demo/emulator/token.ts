/** The claims of an emulated token. */
export interface TokenOptions {
  /** What the frame plays when it is opened with this token, see `frame/play.js`. Default `story`. */
  readonly play?: string;
  /** The `url` claim: the host that the token says it belongs to. Default is the provider's own. */
  readonly url?: string;
}

/**
 * Makes an access token that looks like Sumsub's sandbox tokens: a prefix, two base64url parts, an empty signature, a suffix.
 * Each one is new and carries its time, so that a refreshed token can be told from the one before.
 */
export function makeToken({ play = 'story', url = 'https://api.sumsub.com' }: TokenOptions = {}): string {
  const claims = { jti: `_act-sbx-${crypto.randomUUID()}-v2`, url, play, iat: Date.now() };
  return `_act-sbx-jwt-${encode({ alg: 'none' })}.${encode(claims)}.-v2`;
}

/** Replaces `{{token}}`, `{{token:play}}` and `{{token:play https://host}}` in a text, each with a fresh token. */
export function fillTokens(text: string): string {
  return text.replace(/\{\{token(?::([^\s}]+)(?: ([^}]+))?)?\}\}/g, (_match, play?: string, url?: string) =>
    makeToken({ ...(play && { play }), ...(url && { url }) }),
  );
}

function encode(part: unknown): string {
  return btoa(JSON.stringify(part)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
