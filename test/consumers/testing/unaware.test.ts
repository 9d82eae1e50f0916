import { afterEach, expect, it, vi } from 'vitest';
import 'verification-upgrade';

// A team that tests its own page, and knows nothing of the element: no setup, no fake provider.

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

it.each(['', 'launch="manual"', 'launch="visible"', 'display="dialog"', 'wait-for="headers"'])(
  'renders its page with the tag, <verification-upgrade %s>',
  async (attributes) => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('There is no server in this test.')));
    document.body.innerHTML = `<h1>Account</h1><verification-upgrade ${attributes}></verification-upgrade>`;
    const upgrade = document.querySelector('verification-upgrade');
    expect(upgrade?.state.status).toBe('idle');
    await upgrade?.updateComplete;
    // Moved, started and taken away, as a page may do.
    document.body.prepend(upgrade ?? '');
    upgrade?.start();
    await new Promise((resolve) => setTimeout(resolve));
    upgrade?.cancel();
    upgrade?.remove();
    await new Promise((resolve) => setTimeout(resolve));
    expect(document.body.textContent).toBe('Account');
  },
);
