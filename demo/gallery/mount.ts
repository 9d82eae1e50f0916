import type { UpgradeStatus, VerificationUpgradeElement } from '../../src/element.js';
import { pretendOffline } from '../connection.js';
import { offer } from '../emulator/scenarios/scenario.js';
import type { GalleryView } from './views.js';

/** An element on its way to a view; it has to be put onto the page, where `src/index.ts` has registered the tag. */
export function buildView(
  { replies = [offer('quiet')], attributes = {}, properties = {}, providers, offline = false }: GalleryView,
  sumsub: string,
): VerificationUpgradeElement {
  pretendOffline(offline);
  const element = document.createElement('verification-upgrade');
  const query = new URLSearchParams({ run: crypto.randomUUID(), replies: JSON.stringify(replies) });
  const links = {
    'sign-in-url': '/demo/sign-in.html',
    'support-url': '/demo/support.html',
    'privacy-url': '#privacy',
    'done-url': '#account',
  };
  const all = { endpoint: `/api/v2/user/upgrade?${query.toString()}`, ...links, ...attributes };
  for (const [attribute, value] of Object.entries(all)) element.setAttribute(attribute, value);
  element.headers = { 'User-Authorization': 'Bearer demo-user' };
  element.providerOptions = { sumsub: { baseUrl: sumsub } };
  if (providers) element.providers = providers;
  Object.assign(element, properties);
  return element;
}

/**
 * Resolves when the view is on screen.
 * @param pause waits for a view that takes its time; a test lets time pass instead
 */
export async function reachView(
  element: VerificationUpgradeElement,
  { status, then, after = 0 }: GalleryView,
  pause = (milliseconds: number) => new Promise<unknown>((resolve) => setTimeout(resolve, milliseconds)),
): Promise<void> {
  await until(element, status);
  await settle(element);
  await then?.(element);
  if (after > 0) await pause(after);
  await settle(element);
}

async function until(element: VerificationUpgradeElement, status: UpgradeStatus): Promise<void> {
  while (element.state.status !== status) {
    await new Promise((resolve) => element.addEventListener('upgrade-state-change', resolve, { once: true }));
  }
}

/** Until the views, their texts and the latest changes are rendered. */
async function settle(element: VerificationUpgradeElement): Promise<void> {
  const isThere = () =>
    element.shadowRoot?.querySelector('[part=heading]')?.textContent.trim() &&
    // The help below the SDK is loaded apart.
    !element.shadowRoot.querySelector('.foot-line:empty');
  do {
    await element.updateComplete;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  } while (!isThere());
}
