import type { ProviderEvent } from '../provider.js';
import { describeError, fieldsOf, readCode } from '../shared/fields.js';

/** What an error of the SDK means. If its own download failed, it passes on the browser's error, which has no `type`. */
export function readError(error: unknown): ProviderEvent | 'expired' {
  const type = readCode(fieldsOf(error)['type']);
  const message = describeError('Onfido', type);
  if (type === '') return { type: 'failed', code: 'provider-load-failed', message };
  if (/^(expired|invalid)_token$/.test(type)) return 'expired';
  if (type === 'user_consent_denied') return { type: 'cancelled' };
  if (/^(permissions_unavailable|no_camera)$/.test(type)) return { type: 'failed', code: 'camera-denied', message };
  // An SDK or a feature that is too old is not the device's fault.
  if (/^(unsupported(?!_sdk|_feature)|geoblocked)/.test(type))
    return { type: 'failed', code: 'device-unsupported', message };
  return { type: 'failed', message };
}
