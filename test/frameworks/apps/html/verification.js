// @ts-check
/**
 * Sets up the verification on a page.
 *
 * @param {ParentNode} page
 */
export function setUpVerification(page) {
  const upgrade = page.querySelector('verification-upgrade');
  const status = page.querySelector('#status');
  const level = page.querySelector('#level');
  if (!upgrade || !status || !level) throw new Error('This page has no verification.');

  // Called for each request, so that the token is always current. The address is yours.
  upgrade.headers = async ({ reason, signal }) => {
    const response = await fetch(`/session/token?renew=${reason === 'expired'}`, { signal });
    if (!response.ok) throw response;
    return { 'User-Authorization': await response.text() };
  };

  upgrade.addEventListener('upgrade-state-change', ({ state }) => {
    status.textContent = state.status;
  });
  upgrade.addEventListener('upgrade-approved', ({ state }) => {
    if (state.confirmedBy === 'server') level.textContent = state.nextLevel ?? '';
  });
}
