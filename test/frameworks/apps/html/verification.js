// @ts-check
import { sumsub, userToken } from './session.js';

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

  // Called for each request, so the token is always the current one.
  upgrade.headers = async ({ reason }) => ({ 'User-Authorization': await userToken(reason === 'expired') });
  upgrade.providerOptions = { sumsub };

  upgrade.addEventListener('upgrade-state-change', ({ state }) => {
    status.textContent = state.status;
  });
  upgrade.addEventListener('upgrade-approved', ({ state }) => {
    level.textContent = state.nextLevel ?? '';
  });
}
