import { parts, wordsOf } from '../../support/view.js';
import { headingsOf, isEnd } from './rules.js';
import { leakIn } from './secrets.js';
import type { Walk } from './walk.js';

/** Everything that has to be true whenever things have come to rest. */
export function check(walk: Walk): void {
  checkRest(walk);
  checkSdk(walk);
  checkSecrets(walk);
  if (walk.element.isConnected) checkView(walk);
}

/** At an end, and off the page, nothing goes on. */
function checkRest(walk: Walk): void {
  const { element, server } = walk;
  const { state } = element;
  if (!element.isConnected && state.status !== 'idle') walk.wrong(`Off the page, and ${state.status}.`);
  if (!element.matches(`:state(${state.status})`)) walk.wrong(`The custom state is not ${state.status}.`);
  const posts = server.open.filter(({ reason }) => reason !== 'status');
  // An SDK may ask for a fresh token twice; whoever else asks does so once.
  if (posts.length > 1 && !walk.vendor.live) walk.wrong(`${posts.length} POSTs at once.`);
  if (isEnd(state.status) && posts.length > 0) walk.wrong(`A POST is under way in ${state.status}.`);
  if (state.status === 'idle' && server.open.length > 0) walk.wrong('A request is under way in idle.');
}

/** At most one SDK, in the one place for it, and only where there is something to show. */
function checkSdk(walk: Walk): void {
  const { element, vendor } = walk;
  // One that is on its way when it is not wanted any more goes as soon as it has come.
  const mounted = vendor.stays.filter(({ isMounted, isLive, release }) => isMounted && (isLive || !release));
  const live = vendor.stays.filter(({ isLive }) => isLive);
  const containers = element.querySelectorAll('[slot=provider]');
  if (mounted.length > 1 || live.length > 1) walk.wrong(`${mounted.length} SDKs are mounted, ${live.length} wanted.`);
  if (mounted.some(({ isLive }) => !isLive)) walk.wrong('An SDK that nobody wants is still mounted.');
  if (containers.length > 1) walk.wrong(`${containers.length} places for an SDK.`);
  if (isEnd(element.state.status) && live.length > 0) walk.wrong(`An SDK in ${element.state.status}.`);
  for (const { context, isMounted } of live) {
    if (isMounted && context.container.parentElement !== element) walk.wrong('An SDK without its place on the page.');
  }
}

function checkSecrets(walk: Walk): void {
  const { element } = walk;
  const texts = [...(element.shadowRoot?.querySelectorAll('*') ?? []), element].flatMap((node) =>
    [...node.attributes].map(({ value }) => value),
  );
  const leak = leakIn([...texts, element.shadowRoot?.textContent, element.state], 'the element');
  if (leak) walk.wrong(`A token shows in ${leak}`);
}

/** What the person sees says where the upgrade stands, and there is a way on. */
function checkView(walk: Walk): void {
  const { element } = walk;
  const { state } = element;
  const panel = element.shadowRoot?.querySelector('[part=panel]');
  const heading = panel?.querySelector<HTMLElement>('[part=heading]');
  const words = wordsOf(heading);
  if (!headingsOf(state).includes(words.replaceAll(/\b(Satoshi|Other)\b/g, '{nextLevel}'))) {
    walk.wrong(`The view of ${state.status} has the heading "${words}".`);
  }
  const isShown = panel?.classList.contains('sdk-visible') === true;
  if (isEnd(state.status) && (isShown || heading?.checkVisibility() !== true)) {
    walk.wrong(`The view of ${state.status} is not on screen.`);
  }
  const offers = parts(element, 'button');
  const needsWayOut = state.status === 'failed' || state.status === 'cancelled';
  if (needsWayOut && offers.length === 0) walk.wrong(`No way out of ${state.status}.`);
}
