import { afterEach, expect, it, vi } from 'vitest';
import './setup';
import 'verification-upgrade';

// Test environments take their document away as soon as the tests end, whatever the element is still waiting for.

afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

it.each(['on the page', 'taken away'])('survives the end of its document, %s', async (place) => {
  document.body.innerHTML = '<verification-upgrade launch="manual"></verification-upgrade>';
  const upgrade = document.querySelector('verification-upgrade');
  await vi.waitFor(() => expect(upgrade?.shadowRoot?.querySelector('button')).toBeTruthy());
  if (place === 'taken away') upgrade?.remove();
  for (const name of ['document', 'ShadowRoot', 'getComputedStyle']) vi.stubGlobal(name, undefined);
  upgrade?.requestUpdate();
  await expect(upgrade?.updateComplete).resolves.toBeUndefined();
});
