import { datadogRum } from '@datadog/browser-rum';
import { observe, type ObservedElement } from '../../../src/observe/index.js';

export function reportToDatadog(element: ObservedElement): () => void {
  return observe(element, (record) => {
    datadogRum.addAction(`verification-upgrade ${record.step}`, { ...record });
    if (record.outcome === 'failed')
      datadogRum.addError(new Error(`Verification failed: ${record.code ?? ''}`), { ...record });
  });
}
