// @ts-check
import { setUpVerification } from './verification.js';

/**
 * Brings the account page to life.
 *
 * @param {ParentNode} page the document, or a shadow root
 */
export function setUpAccount(page) {
  setUpVerification(page);

  const upgrade = page.querySelector('verification-upgrade');
  const list = page.querySelector('ul');
  /** @type {HTMLSelectElement | null} */
  const language = page.querySelector('#language');
  /** @type {HTMLSelectElement | null} */
  const theme = page.querySelector('#theme');
  if (!upgrade || !list || !language || !theme) throw new Error('This is no account page.');
  const place = upgrade.parentElement;

  language.addEventListener('change', () => {
    upgrade.lang = language.value;
  });
  theme.addEventListener('change', () => {
    upgrade.theme = theme.value === 'dark' ? 'dark' : 'light';
  });
  page.querySelector('#toggle')?.addEventListener('click', () => {
    if (upgrade.isConnected) upgrade.remove();
    else place?.append(upgrade);
  });
  page.querySelector('#rotate')?.addEventListener('click', () => {
    if (list.firstElementChild) list.append(list.firstElementChild);
  });
}
