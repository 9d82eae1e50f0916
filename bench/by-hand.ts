/** The integration as the documentation of Sumsub's package teaches it: fetch the token, build the SDK, launch it. */
// eslint-disable-next-line no-restricted-imports -- the page without our element
import snsWebSdk from '@sumsub/websdk';

interface Answer {
  readonly upgrade: { readonly access_token: string };
}

async function fetchToken(): Promise<string> {
  const response = await fetch('/api/v2/user/upgrade', { method: 'POST', headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return ((await response.json()) as Answer).upgrade.access_token;
}

async function launch(): Promise<void> {
  const token = await fetchToken();
  snsWebSdk
    .init(token, () => fetchToken())
    .withConf({ lang: 'en', theme: 'light' })
    .withOptions({ addViewportTag: false, adaptIframeHeight: true })
    .on('idCheck.onError', (error) => console.error(error))
    .build()
    .launch('#container');
}

const start = document.querySelector('#start');
if (start) start.addEventListener('click', () => void launch());
else void launch();
