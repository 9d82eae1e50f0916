import type { UpgradeMessageEvent, UpgradeState, VerificationUpgradeElement } from '../../src/index.js';
import type { Reply, Run, UpgradeSetup } from './upgrade.js';
import { mountUpgrade, offer, play } from './upgrade.js';

/** An element whose emulated Sumsub frame is on its first screen, and waits for what a test has it say. */
export async function activeSumsub(
  setup: UpgradeSetup = {},
): Promise<{ element: VerificationUpgradeElement; run: Run }> {
  const mounted = await mountUpgrade({ replies: [offer('quiet')], ...setup });
  await message(mounted.element, 'onApplicantLoaded');
  return mounted;
}

/** What the page is told next about a message of the frame, by its name without `idCheck.`. */
export function message(element: VerificationUpgradeElement, name: string): Promise<UpgradeMessageEvent> {
  return new Promise((resolve) => {
    element.addEventListener('upgrade-message', function hear(event) {
      if (event.name !== `idCheck.${name}`) return;
      element.removeEventListener('upgrade-message', hear as EventListener);
      resolve(event);
    });
  });
}

/**
 * Has the frame say something, and waits until the element has heard it.
 *
 * @param name of the message, without `idCheck.`
 * @returns what the page was told about it, and the state that came of it
 */
export async function say(
  element: VerificationUpgradeElement,
  name: string,
  payload: object = {},
): Promise<{ event: UpgradeMessageEvent; state: UpgradeState }> {
  const heard = message(element, name);
  play(element, `idCheck.${name}`, payload);
  const event = await heard;
  return { event, state: element.state };
}

/** An access token of today's looks with these claims; text stands there as it is. */
export function tokenOf(claims: unknown): string {
  const encode = (part: unknown) => {
    const bytes = new TextEncoder().encode(typeof part === 'string' ? part : JSON.stringify(part));
    const base64 = btoa(String.fromCharCode(...bytes));
    return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  };
  return `_act-sbx-jwt-${encode({ alg: 'none' })}.${encode(claims)}.-v2`;
}

/** An offer with this very token. */
export const offerOf = (accessToken: string): Reply => ({
  body: { currentLevel: 'hero', nextLevel: 'satoshi', upgrade: { access_token: accessToken, provider: 'sumsub' } },
});

/** A fresh token of the emulator, for a frame that plays `name`. */
export const freshToken = async (name: string): Promise<string> =>
  (await fetch(`/_emulator/token?play=${name}`)).text();

/** Every frame that is put anywhere below `root` from now on, also one that goes at once. */
export function framesIn(root: Element): { readonly seen: HTMLIFrameElement[]; stop(): void } {
  const seen: HTMLIFrameElement[] = [];
  const take = (records: readonly MutationRecord[]) => {
    for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
      if (node instanceof HTMLIFrameElement) seen.push(node);
    }
  };
  const observer = new MutationObserver(take);
  observer.observe(root, { childList: true, subtree: true });
  return {
    seen,
    stop() {
      take(observer.takeRecords());
      observer.disconnect();
    },
  };
}
