import type { ProviderEvent } from '../provider.js';
import { fieldsOf } from '../shared/fields.js';

/** iDenfy's one message: the automatic verdict, and a manual one if there is one. "Unverified": out of time, or the user left. */
export function readIdenfy(message: unknown): ProviderEvent | undefined {
  const { status, manualStatus } = fieldsOf(message);
  if (manualStatus === 'WAITING' && status !== 'UNVERIFIED') return { type: 'submitted', closed: true };
  if (status === 'FAILED' || (status === 'APPROVED' && manualStatus === 'FAILED'))
    return { type: 'rejected', final: false };
  if (status === 'APPROVED') return { type: 'approved' };
  return status === 'UNVERIFIED' ? { type: 'cancelled' } : undefined;
}
