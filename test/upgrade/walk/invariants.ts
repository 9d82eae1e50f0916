import { parts, wordsOf } from '../../support/view.js';
import { headingsOf, isEnd } from './rules.js';
import { leakIn } from './secrets.js';
import type { WalkElement } from './walk-element.js';

/** Milliseconds for which the panel of an SDK may be empty: 1 s for the SDK, 2 s for the unmount before the next mount. */
const MAX_EMPTY = 3_000;

/** What must be true of an element whenever nothing is left to run but timers. */
export function check(own: WalkElement): void {
  checkRequests(own);
  checkSdk(own);
  checkSecrets(own);
  if (own.element.isConnected) {
    checkPanel(own);
    checkView(own);
  }
}

/** After an end, and off the page, nothing goes on. */
function checkRequests(own: WalkElement): void {
  const { element, server, live } = own;
  const { status } = element.state;
  if (!element.isConnected && status !== 'idle') own.violate(`Off the page, and ${status}.`);
  if (!element.matches(`:state(${status})`)) own.violate(`The custom state is not ${status}.`);
  const posts = server.open.filter(({ method }) => method === 'POST');
  // An SDK may ask for a fresh token twice; everything else asks once.
  if (posts.length > 1 && !live) own.violate(`${posts.length} POSTs at once.`);
  if (isEnd(status) && posts.length > 0 && !showsRejection(own)) own.violate(`A POST is under way in ${status}.`);
  if (status === 'idle' && server.open.length > 0) own.violate('A request is under way in idle.');
}

/** At most one SDK, in its place, and only while there is something to show. */
function checkSdk(own: WalkElement): void {
  const { element, mounts } = own;
  const live = mounts.filter(({ isLive }) => isLive);
  if (live.length > 1) own.violate(`${live.length} SDKs at once.`);
  // One whose mount takes time is unmounted when that is done.
  if (mounts.some(({ isLive, isGone, isUnmountCalled, release }) => !isLive && !isGone && !isUnmountCalled && !release))
    own.violate('An SDK that is not wanted any more is still mounted.');
  const containers = [...element.querySelectorAll('[slot=provider]')];
  // The one of an SDK that takes its time to unmount is still there.
  const unmounting = mounts.filter(({ isLive, isGone }) => !isLive && !isGone);
  if (containers.length > 1 + unmounting.length) own.violate(`${containers.length} containers.`);
  if (isEnd(element.state.status) && live.length > 0 && !showsRejection(own))
    own.violate(`An SDK in ${element.state.status}.`);
}

/** The one end in which an SDK stays on screen. */
function showsRejection({ element, mounts }: WalkElement): boolean {
  const { state } = element;
  // The last one: a moved element mounts it again.
  const shows = mounts.at(-1)?.adapter.showsRejection === true;
  return state.status === 'rejected' && state.confirmedBy === 'provider' && shows;
}

function checkSecrets(own: WalkElement): void {
  const { element } = own;
  const texts = [...(element.shadowRoot?.querySelectorAll('*') ?? []), element].flatMap((node) =>
    [...node.attributes].map(({ value }) => value),
  );
  const leak = leakIn([...texts, element.shadowRoot?.textContent, element.state], 'the element');
  if (leak) own.violate(`A token shows in ${leak}`);
}

const panelOf = ({ element }: WalkElement) => element.shadowRoot?.querySelector('[part=panel]');

/** While the SDK has the panel, the user sees the SDK. */
function checkPanel(own: WalkElement): void {
  const { live: mount } = own;
  const isOurs = !panelOf(own)?.classList.contains('sdk-visible');
  // An SDK that reports before it has rendered anything is not watched: nothing was removed.
  const isStarting = mount && !mount.hasRendered;
  if (isOurs || isStarting || (mount && !mount.isEmpty)) {
    own.empty = undefined;
    return;
  }
  const now = performance.now();
  if (!own.empty || own.empty.mount !== mount) own.empty = { since: now, mount };
  if (now - own.empty.since > MAX_EMPTY) own.violate(`An empty panel in ${own.element.state.status}.`);
}

/** What the user sees names the state, and there is a way on. */
function checkView(own: WalkElement): void {
  const { element } = own;
  const { state } = element;
  const heading = panelOf(own)?.querySelector<HTMLElement>('[part=heading]');
  const words = wordsOf(heading);
  if (!headingsOf(state).includes(words.replaceAll(/\b(Satoshi|Other)\b/g, '{nextLevel}')))
    own.violate(`The view of ${state.status} has the heading "${words}".`);
  const isShown = panelOf(own)?.classList.contains('sdk-visible') === true;
  if (isEnd(state.status) && !showsRejection(own) && (isShown || heading?.checkVisibility() !== true))
    own.violate(`The view of ${state.status} is not on screen.`);
  // After a final rejection only support can help, whose address the page may not have given.
  const needsButton = ['offered', 'failed', 'cancelled'].includes(state.status) || ('final' in state && !state.final);
  if (needsButton && parts(element, 'button').length === 0) own.violate(`No button in ${state.status}.`);
}
