import * as Sentry from '@sentry/browser';
import { observe, type ObservedElement } from '../../../src/observe/index.js';

export function reportToSentry(element: ObservedElement): () => void {
  return observe(element, (record) => {
    Sentry.addBreadcrumb({ category: 'verification-upgrade', message: record.step, data: { ...record } });
    if (record.outcome === 'failed')
      Sentry.captureMessage(`Verification failed: ${record.code ?? 'unknown'}`, {
        level: 'warning',
        tags: { code: record.code, provider: record.provider },
        extra: { ...record },
      });
  });
}
