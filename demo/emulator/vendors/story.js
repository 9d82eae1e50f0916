// @ts-check
import { Flow } from '../frame/flow.js';
import { playOf } from '../frame/play.js';
import { createScreen } from '../frame/screen.js';

/** @typedef {Record<string, unknown>} Payload */

/**
 * The same small verification for every vendor; each reports it in its own protocol. These vendors have one level per session.
 *
 * @param {object} setup
 * @param {string} setup.token says what to play
 * @param {string | null} [setup.lang]
 * @param {string | null} [setup.theme]
 * @param {(event: string, payload: Payload) => void} setup.tell gets each event of the flow, by Sumsub's name for it
 */
export function createStory({ token, lang, theme, tell }) {
  const play = { ...playOf(token), asFound: false };
  const screen = createScreen(document.querySelector('main') ?? document.body);
  screen.setTheme(theme ?? null);
  screen.setLanguage(lang ?? 'en');
  /** @param {string} method @param {Payload} [payload] */
  const send = (method, payload = {}) => tell(method.replace('idCheck.', ''), payload);
  const flow = new Flow({ play, screen, connection: { send, on: () => undefined } });
  return {
    play,
    screen,
    begin: () => flow.begin(token),
    /** Calls back when the page has loaded: late, or never, if the play says so. @param {() => void} ready */
    whenThere: (ready) => void (play.dead || setTimeout(ready, play.readyAfter)),
  };
}

/**
 * How a review has ended: nothing while it is open.
 *
 * @param {string} event @param {Payload} payload
 * @returns {'approved' | 'declined' | 'again' | 'held' | undefined}
 */
export function endOf(event, { reviewStatus, reviewResult }) {
  if (event !== 'onApplicantVerificationCompleted') return reviewStatus === 'onHold' ? 'held' : undefined;
  const { reviewAnswer, reviewRejectType } = /** @type {Record<string, string>} */ (Object(reviewResult));
  if (reviewAnswer === 'GREEN') return 'approved';
  return reviewRejectType === 'RETRY' ? 'again' : 'declined';
}
