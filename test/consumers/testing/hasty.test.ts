import { afterEach, expect, it, vi } from 'vitest';
import './setup';
import 'verification-upgrade';

// Test environments take their document away as soon as the tests end, whatever the element is still waiting for.

afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

const takeAwayDocument = () => {
  for (const name of ['document', 'ShadowRoot', 'getComputedStyle']) vi.stubGlobal(name, undefined);
};

it.each(['on the page', 'taken away'])('survives the end while its views are loading, %s', async (place) => {
  document.body.innerHTML = '<verification-upgrade launch="manual"></verification-upgrade>';
  if (place === 'taken away') document.body.replaceChildren();
  takeAwayDocument();
  await vi.dynamicImportSettled();
});

it.each(['on the page', 'taken away'])('survives the end of its document, %s', async (place) => {
  document.body.innerHTML = '<verification-upgrade launch="manual"></verification-upgrade>';
  const upgrade = document.querySelector('verification-upgrade');
  await vi.waitFor(() => expect(upgrade?.shadowRoot?.querySelector('button')).toBeTruthy());
  if (place === 'taken away') upgrade?.remove();
  takeAwayDocument();
  upgrade?.requestUpdate();
  await expect(upgrade?.updateComplete).resolves.toBeUndefined();
});
