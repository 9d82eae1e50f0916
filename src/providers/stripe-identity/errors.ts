import type { ProviderEvent } from '../provider.js';
import { describeError, fieldsOf, readCode } from '../shared/fields.js';

/** Leaving the dialog or refusing consent is not an error. For an unsupported device, another try would fail the same way. */
export function readError(error: unknown): ProviderEvent {
  const code = readCode(fieldsOf(error)['code']);
  if (code === 'session_cancelled' || code === 'consent_declined') return { type: 'cancelled' };
  const message = describeError('Stripe Identity', code);
  if (code === 'device_unsupported') return { type: 'failed', code: 'device-unsupported', message };
  if (/camera|permission/.test(code)) return { type: 'failed', code: 'camera-denied', message };
  return { type: 'failed', message };
}
