import type { ProviderEvent } from '../provider.js';
import { describeError, fieldsOf, readCode } from '../shared/fields.js';

/** Leaving the dialog or refusing consent is not an error. For an unsupported device, another try would fail the same way. */
export function readError(error: unknown): ProviderEvent {
  const code = readCode(fieldsOf(error)['code']);
  if (/^session_cancell?ed$|_declined$/.test(code)) return { type: 'cancelled' };
  const message = describeError('Stripe Identity', code);
  if (/^device_(un|not_)supported$/.test(code)) return { type: 'failed', code: 'device-unsupported', message };
  if (/camera|permission/.test(code)) return { type: 'failed', code: 'camera-denied', message };
  return { type: 'failed', message };
}
