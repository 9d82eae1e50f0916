import { expect, waitUntil } from '@open-wc/testing';
import type { VerificationUpgradeElement } from '../../src/index.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import type { FakeMount } from '../../src/testing/fake-provider.js';
import type { UpgradeSetup } from './upgrade.js';
import { mountUpgrade, next, offerOf, part, until } from './upgrade.js';

/** The dialog that is on screen, over everything else of the page. */
export const modalOf = (element: Element): HTMLDialogElement | null =>
  element.shadowRoot?.querySelector<HTMLDialogElement>('dialog:modal') ?? null;

/** An element in a dialog, with a fake SDK. */
export async function mountDialog(
  setup: UpgradeSetup = {},
): Promise<{ element: VerificationUpgradeElement; fake: FakeProvider }> {
  const fake = new FakeProvider();
  const { element } = await mountUpgrade({
    replies: [offerOf('acme')],
    ...setup,
    attributes: { display: 'dialog', ...setup.attributes },
    properties: { providers: { acme: fake.load }, ...setup.properties },
  });
  return { element, fake };
}

/** The same, with the SDK in use. */
export async function activeDialog(
  setup: UpgradeSetup = {},
): Promise<{ element: VerificationUpgradeElement; fake: FakeProvider; sdk: FakeMount }> {
  const { element, fake } = await mountDialog(setup);
  await until(element, 'active');
  await waitUntil(() => modalOf(element));
  return { element, fake, sdk: await fake.mounted() };
}

/** Presses a part of what is on screen, as a user does. */
export async function pressPart(element: VerificationUpgradeElement, name: string): Promise<void> {
  const target = part(element, name);
  if (!target) throw new Error(`There is no "${name}" to press.`);
  target.focus();
  target.click();
  await element.updateComplete;
}

/** What a browser does where Escape is pressed, or the user goes back on their phone. */
export async function requestClose(element: VerificationUpgradeElement): Promise<void> {
  const dialog = modalOf(element);
  if (!dialog) throw new Error('There is no dialog to close.');
  if (dialog.dispatchEvent(new Event('cancel', { cancelable: true }))) {
    const closed = next(dialog, 'close');
    dialog.close();
    await closed;
  }
  await element.updateComplete;
}

/** What has the focus, through shadow roots. */
export function focused(): Element | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}

/** Compared by identity and told by name: a whole element is no text for a report. */
export function expectFocusOn(expected: Element | null): void {
  const name = (element: Element | null) => element?.getAttribute('part') ?? element?.localName ?? 'nothing';
  const at = focused();
  expect(at === expected, `The focus is on ${name(at)}, and should be on ${name(expected)}.`).to.equal(true);
}
