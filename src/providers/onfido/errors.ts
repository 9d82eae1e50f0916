import type { ProviderEvent } from '../provider.js';

/** What an error of the SDK means. A raw one, of its own download, has no `type`. */
export function readError(error: unknown): ProviderEvent | 'expired' {
  const { type = '', message = '' } = Object(error) as { readonly type?: string; readonly message?: string };
  const words = `Onfido: ${[type, message].filter(Boolean).join(' ')}`;
  if (type === '') return { type: 'failed', code: 'provider-load-failed', message: words };
  if (/^(expired|invalid)_token$/.test(type)) return 'expired';
  if (type === 'user_consent_denied') return { type: 'cancelled' };
  if (/^(permissions_unavailable|no_camera)$/.test(type))
    return { type: 'failed', code: 'camera-denied', message: words };
  if (/^(unsupported|geoblocked)/.test(type)) return { type: 'failed', code: 'device-unsupported', message: words };
  return { type: 'failed', message: words };
}
