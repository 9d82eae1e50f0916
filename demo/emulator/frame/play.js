// @ts-check
/**
 * What a frame plays, one word or several with dots between: `auto.retry` goes through the retry story by itself.
 *
 * Pace: `story` (a user goes through it; the default), `auto` (by itself, quickly), `quiet` (starts, then waits for commands).
 * Applicant: `as-found` (approved for the level below, then the level changes: the default of `story` and `auto`), `first-check`
 * (no earlier verdict: the default of `quiet`), `already-approved` (approved for this level, nothing left to do).
 * Start: `dead`, `slow`, `stuck`, `token-expired`, `token-always-invalid`, `token-ages` (refused once it is 4 seconds old).
 * Course: `upload-warning`, `chained` (two levels), `module` (a selfie alone), `reloads`, `leaves` (navigates to another origin).
 * Fault: `frame-error`, `submitted-error`, `submitted-invalid-token`.
 * End: `retry`, `reject-final`, `hold`; Didit and Persona also `expired`, `abandoned`, `resubmitted`, `awaiting-user`.
 */
const FAULTS = ['frame-error', 'submitted-error', 'submitted-invalid-token'];
const ENDS = ['retry', 'reject-final', 'hold', 'expired', 'abandoned', 'resubmitted', 'awaiting-user'];
const WORDS = new Set([
  ...['story', 'auto', 'quiet'],
  ...['as-found', 'first-check', 'already-approved'],
  ...['dead', 'slow', 'stuck', 'token-expired', 'token-always-invalid', 'token-ages'],
  ...['upload-warning', 'chained', 'module', 'reloads', 'leaves'],
  ...FAULTS,
  ...ENDS,
]);

const SLOW = 5_000;
const TOKEN_LIFETIME = 4_000;

/**
 * Reads from an access token what the frame plays. A token that names nothing gets the story.
 *
 * @param {string} token
 * @throws {Error} if it names an unknown word
 */
export function playOf(token) {
  const words = String(claimsOf(token)?.play ?? 'story').split('.');
  const unknown = words.find((word) => !WORDS.has(word));
  if (unknown !== undefined) throw new Error(`The frame cannot play "${unknown}". It knows: ${[...WORDS].join(', ')}.`);
  const asked = new Set(words);
  const quiet = asked.has('quiet');
  const decided = asked.has('already-approved');
  return {
    auto: asked.has('auto'),
    quiet,
    dead: asked.has('dead'),
    stuck: asked.has('stuck'),
    readyAfter: asked.has('slow') ? SLOW : 0,
    /** How many tokens are refused before one is accepted. */
    refusals: asked.has('token-always-invalid') ? Infinity : asked.has('token-expired') ? 1 : 0,
    /** @param {string} accessToken */
    isTooOld: (accessToken) =>
      asked.has('token-ages') && Date.now() - Number(claimsOf(accessToken)?.iat ?? 0) > TOKEN_LIFETIME,
    uploadWarning: asked.has('upload-warning'),
    /** Whether the first status that the frame sends is the verdict on an earlier level. */
    asFound: asked.has('as-found') || !(quiet || decided || asked.has('first-check')),
    decided,
    chained: asked.has('chained'),
    module: asked.has('module'),
    leave: asked.has('reloads') ? () => reloadOnce(token) : asked.has('leaves') ? navigateAway : () => undefined,
    fault: words.find((word) => FAULTS.includes(word)),
    end: words.find((word) => ENDS.includes(word)) ?? 'approve',
  };
}

/** @typedef {ReturnType<typeof playOf>} Play */

/** @param {string} token @returns {{ play?: unknown, iat?: unknown } | undefined} */
function claimsOf(token) {
  const [, claims = ''] = token.split('.');
  try {
    return JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return undefined;
  }
}

/** The frame that the SDK mounts afterwards with the same token stays. @param {string} token */
function reloadOnce(token) {
  const key = `reloaded ${token}`;
  if (sessionStorage.getItem(key)) return;
  sessionStorage.setItem(key, 'yes');
  location.reload();
}

/** The same server by its other name is another origin. */
function navigateAway() {
  const address = new URL(location.href);
  address.hostname = address.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
  location.assign(address);
}
