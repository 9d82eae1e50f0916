/**
 * The integration as the provider's documentation teaches it, written by hand on the real package: fetch the token, build
 * the SDK, launch it.
 */
// eslint-disable-next-line no-restricted-imports -- the page without our element
import snsWebSdk from '@sumsub/websdk';

interface Answer {
  readonly upgrade: { readonly access_token: string };
}

async function fetchToken(endpoint: string): Promise<string> {
  const response = await fetch(endpoint, { method: 'POST', headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return ((await response.json()) as Answer).upgrade.access_token;
}

async function launch(container: string | HTMLElement, endpoint = '/upgrade', ready?: () => void) {
  const token = await fetchToken(endpoint);
  const instance = snsWebSdk
    .init(token, () => fetchToken(endpoint))
    .withConf({ lang: 'en', theme: 'light' })
    .withOptions({ addViewportTag: false, adaptIframeHeight: true })
    .on('idCheck.onApplicantLoaded', () => ready?.())
    .on('idCheck.onError', (error) => console.error(error))
    .build();
  instance.launch(container);
  return instance;
}

const start = document.querySelector('#start');
const container = document.querySelector<HTMLElement>('#container');
if (start) start.addEventListener('click', () => void launch('#container'));
else if (container?.dataset['launch'] !== 'never') void launch('#container');

Object.assign(globalThis, { launchByHand: launch });
