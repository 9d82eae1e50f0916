import type { ProviderEvent } from '../provider.js';
import { fieldsOf, readCode } from '../shared/fields.js';

/** Ends that are decided by hand. */
const REVIEW = /^(SUSPECTED|REVIEWING|AUTO_UNVERIFIABLE)$/;

/** iDenfy's one message: the automatic verdict, and a manual one if there is one. "Unverified": out of time, or the user left. */
export function readIdenfy(message: unknown): ProviderEvent | undefined {
  const { status, manualStatus } = fieldsOf(message);
  const isWaiting = manualStatus === 'WAITING' && status !== 'UNVERIFIED';
  if (isWaiting || REVIEW.test(readCode(status))) return { type: 'submitted', closed: true };
  if (status === 'FAILED' || (status === 'APPROVED' && manualStatus === 'FAILED'))
    return { type: 'rejected', final: false };
  if (status === 'APPROVED') return { type: 'approved' };
  return status === 'UNVERIFIED' ? { type: 'cancelled' } : undefined;
}
