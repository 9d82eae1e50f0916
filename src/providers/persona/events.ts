import type { ProviderEvent } from '../provider.js';
import { describeError, readCode } from '../shared/fields.js';
import type { Fields } from '../shared/fields.js';

/** What the end of an inquiry means; it is also reported for inquiries that failed. "Completed" is not yet an approval. */
export function readCompletion(status: unknown): ProviderEvent | 'expired' {
  const code = readCode(status);
  switch (code.toLowerCase().replaceAll(/[^a-z]/g, '')) {
    case 'approved':
      return code === 'approved' ? { type: 'approved' } : { type: 'submitted', closed: true };
    case 'declined':
      return { type: 'rejected', final: true };
    case 'failed':
      return { type: 'rejected', final: false };
    case 'completed':
    case 'needsreview':
    case 'markedforreview':
      return { type: 'submitted', closed: true };
    // The user has not finished yet.
    case 'created':
    case 'pending':
      return { type: 'step', step: code };
    case 'expired':
      return 'expired';
    default:
      return { type: 'failed', message: describeError('Persona', code) };
  }
}

/** What the granular events mean; most of them are for analytics alone. */
export function readEvent(name: string, fields: Fields): ProviderEvent | undefined {
  const { hasCameraPermission, hasMicrophonePermission, requestedMicrophone } = fields;
  if (name === 'start') return { type: 'step', step: 'start' };
  if (name === 'load-camera-failed' || hasCameraPermission === false) {
    return { type: 'warning', code: 'camera-blocked', message: 'Persona: the camera could not be used.' };
  }
  if (requestedMicrophone === true && hasMicrophonePermission === false) {
    return { type: 'warning', code: 'microphone-blocked', message: 'Persona: the microphone could not be used.' };
  }
  return undefined;
}

export function readError({ status, code }: Fields): ProviderEvent | 'expired' {
  if (status === 401 || /^unauthenticated$|expired/.test(readCode(code))) return 'expired';
  return { type: 'failed', message: describeError('Persona', code, typeof status === 'number' ? String(status) : '') };
}

/** Neither secret nor personal: what the user has filled in stays out. */
export const ALLOWED_FIELDS = /^(pageHeight|has(Camera|Microphone)Permission|status)$/;
