import type { ProviderEvent } from '../provider.js';
import { describeError, fieldsOf, readCode } from '../shared/fields.js';
import type { Fields } from '../shared/fields.js';

/** As the SDK hands it over at the end. */
export interface Result {
  readonly type: string;
  readonly session?: { readonly status: string };
  readonly error?: { readonly type: string; readonly message: string };
}

/** A frame's message: an object, or JSON text. */
function parseMessage(data: unknown): unknown {
  try {
    return typeof data === 'string' ? JSON.parse(data) : data;
  } catch {
    return '';
  }
}

/** The SDK's listener throws for anything that is parsed as null or undefined. */
export const canRead = (data: unknown): boolean => (parseMessage(data) ?? undefined) !== undefined;

export const isCloseRequest = (data: unknown): boolean =>
  fieldsOf(parseMessage(data))['type'] === 'didit:close_request';

/** What the events of Didit's frame mean. `didit:verification_submitted` is about one step; the end arrives as a result. */
export function readEvent(name: string, { step, status, error }: Fields): ProviderEvent | 'expired' | undefined {
  switch (name) {
    // Not `didit:started`: the SDK emits that itself before the page has loaded.
    case 'didit:ready':
      return { type: 'ready' };
    case 'didit:step_started':
    case 'didit:step_changed':
      return { type: 'step', step: readCode(step) };
    case 'didit:status_updated':
      if (REVIEW.test(readCode(status))) return { type: 'submitted' };
      return ACT_AGAIN.test(readCode(status)) ? { type: 'step', step: readCode(status) } : undefined;
    case 'didit:error': {
      const code = readCode(error);
      if (/expired/i.test(code)) return 'expired';
      // Not fatal: the frame shows the error and what the user can do.
      return {
        type: 'warning',
        code: /camera/i.test(code) ? 'camera-blocked' : 'provider',
        message: describeError('Didit', code),
      };
    }
    default:
      return undefined;
  }
}

/** Statuses of a session that is under review. Without a status, the SDK reports "Pending". */
const REVIEW = /^(in.?review|pending|submitted|completed|approved)$/i;

/** Statuses of a session that waits for the user. */
const ACT_AGAIN = /^(resubmitted|awaiting.?user|not.?started)$/i;

/** Only the exact word "Approved" is an approval, and only the known words mean a review: any other end is another try. */
export function readResult({ type, session, error }: Result): ProviderEvent | 'expired' {
  if (type === 'cancelled') return { type: 'cancelled' };
  if (type === 'failed') {
    if (error?.type === 'sessionExpired') return 'expired';
    const code = error?.type === 'cameraAccessDenied' && { code: 'camera-denied' };
    return { type: 'failed', ...code, message: describeError('Didit', error?.type) };
  }
  const status = readCode(session?.status ?? 'Pending');
  if (status === 'Approved') return { type: 'approved' };
  if (/^declined$/i.test(status)) return { type: 'rejected', final: false };
  if (REVIEW.test(status)) return { type: 'submitted', closed: true };
  if (ACT_AGAIN.test(status) || /^in.?progress$/i.test(status)) return { type: 'step', step: status };
  return /expired/i.test(status) ? 'expired' : { type: 'failed', message: describeError('Didit', status) };
}

/** Neither secret nor personal: a session's id, a country and a document stay out. */
export const ALLOWED_FIELDS = /^(step|nextStep|previousStep|status|mediaType|isAuto|channel)$/;
