import type { ProviderAdapter } from 'verification-upgrade/element';

const acme: ProviderAdapter = {
  mount({ container, payload, lang, theme, signal, report, refresh, trustedUrl }) {
    const url = trustedUrl(payload['url'], ['acme.example']);
    container.append(`${url} ${lang} ${theme}`);
    signal.addEventListener('abort', () => void refresh());
    report({ type: 'ready' });
    return { unmount: () => container.replaceChildren() };
  },
};
export default acme;
