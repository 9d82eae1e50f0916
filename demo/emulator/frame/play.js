// @ts-check
/**
 * What a frame plays, one word or several with dots between: `auto.retry` goes through the retry story by itself.
 *
 * Pace: `story` (a person goes through it; the default), `auto` (by itself, quickly), `quiet` (starts, then waits for commands).
 * Start: `dead`, `slow`, `stuck`, `token-expired`, `token-always-invalid`.
 * Course: `upload-warning`, `frame-error`, `already-approved`. End: `retry`, `reject-final`, `hold`.
 */
const WORDS = new Set([
  ...['story', 'auto', 'quiet'],
  ...['dead', 'slow', 'stuck', 'token-expired', 'token-always-invalid'],
  ...['upload-warning', 'frame-error', 'already-approved'],
  ...['retry', 'reject-final', 'hold'],
]);

const SLOW = 5_000;

/**
 * Reads from an access token what is to be played. A token that says nothing about it gets the story.
 *
 * @param {string} token
 * @throws {Error} where it asks for what nobody can play
 */
export function playOf(token) {
  const words = String(claimsOf(token)?.play ?? 'story').split('.');
  const unknown = words.find((word) => !WORDS.has(word));
  if (unknown !== undefined) throw new Error(`The frame cannot play "${unknown}". It knows: ${[...WORDS].join(', ')}.`);
  const asked = new Set(words);
  return {
    auto: asked.has('auto'),
    quiet: asked.has('quiet'),
    dead: asked.has('dead'),
    stuck: asked.has('stuck'),
    readyAfter: asked.has('slow') ? SLOW : 0,
    /** How many tokens are refused before one is accepted. */
    refusals: asked.has('token-always-invalid') ? Infinity : asked.has('token-expired') ? 1 : 0,
    uploadWarning: asked.has('upload-warning'),
    fails: asked.has('frame-error'),
    decided: asked.has('already-approved'),
    end: words.find((word) => word === 'retry' || word === 'reject-final' || word === 'hold') ?? 'approve',
  };
}

/** @typedef {ReturnType<typeof playOf>} Play */

/** @param {string} token @returns {{ play?: unknown } | undefined} */
function claimsOf(token) {
  const [, claims = ''] = token.split('.');
  try {
    return JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return undefined;
  }
}
