import '../../src/index.js';
import type { UpgradeStatus, VerificationUpgradeElement } from '../../src/element.js';
import { pretendOffline } from '../connection.js';
import { offer } from '../emulator/scenarios/scenario.js';
import type { Options } from '../options.js';
import type { Dress } from './dress.js';
import { dress } from './dress.js';
import { findView } from './views.js';
import type { GalleryView } from './views.js';

/** Shows one view alone. `data-ready` on the root says that it is there. */
export async function showTile(name: string, options: Options): Promise<void> {
  const root = document.documentElement;
  root.classList.add('tile');
  document.title = `${name} | Gallery`;
  const view = findView(name);
  if (!view) {
    document.body.textContent = `There is no view “${name}”.`;
    return;
  }
  pretendOffline(view.offline ?? false);
  const element = await build(view);
  document.body.append(element);
  dress(options);
  addEventListener('message', ({ data, origin }: MessageEvent<{ readonly dress?: Dress } | undefined>) => {
    if (origin === location.origin && data?.dress) dress(data.dress);
  });
  await reach(element, view.status);
  view.then?.(element);
  await settle(element);
  root.dataset['ready'] = '';
}

async function build({ replies = [offer('quiet')], attributes = {}, providers }: GalleryView) {
  const { sumsub } = (await (await fetch('/emulators.json')).json()) as { readonly sumsub: string };
  const element = document.createElement('verification-upgrade');
  const query = new URLSearchParams({ run: crypto.randomUUID(), replies: JSON.stringify(replies) });
  const links = { 'sign-in-url': '/demo/sign-in.html', 'support-url': '/demo/support.html', 'heading-level': '1' };
  const all = { endpoint: `/api/v2/user/upgrade?${query.toString()}`, ...links, ...attributes };
  for (const [attribute, value] of Object.entries(all)) element.setAttribute(attribute, value);
  element.headers = { 'User-Authorization': 'Bearer demo-user' };
  // The one host that the token of “Foreign host” names is the point there; no other view minds.
  element.providerOptions = { sumsub: { baseUrl: sumsub } };
  if (providers) element.providers = providers;
  return element;
}

async function reach(element: VerificationUpgradeElement, status: UpgradeStatus): Promise<void> {
  while (element.state.status !== status) {
    await new Promise((resolve) => element.addEventListener('upgrade-state-change', resolve, { once: true }));
  }
  await settle(element);
}

/** Until the views, their words and whatever has just changed are on screen. */
async function settle(element: VerificationUpgradeElement): Promise<void> {
  const isThere = () => element.shadowRoot?.querySelector('[part=heading]')?.textContent.trim();
  do {
    await element.updateComplete;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  } while (!isThere());
}
