import { observe, type ObservedElement } from '../../../src/observe/index.js';

declare global {
  // The name that Google Tag Manager looks for.
  var dataLayer: object[] | undefined;
}

export function reportToTagManager(element: ObservedElement): () => void {
  return observe(element, (record) => {
    globalThis.dataLayer ??= [];
    globalThis.dataLayer.push({ event: 'verification_upgrade', ...record });
  });
}
