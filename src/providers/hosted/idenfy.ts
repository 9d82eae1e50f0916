import type { ProviderEvent } from '../provider.js';

/** iDenfy's one message: the automatic verdict, and a person's where one takes a look. "Unverified" is out of time, or left. */
export function readIdenfy(message: unknown): ProviderEvent | undefined {
  const { status, manualStatus } = Object(message) as { readonly status?: unknown; readonly manualStatus?: unknown };
  if (manualStatus === 'WAITING' && status !== 'UNVERIFIED') return { type: 'submitted', closed: true };
  if (status === 'FAILED' || (status === 'APPROVED' && manualStatus === 'FAILED'))
    return { type: 'rejected', final: false };
  if (status === 'APPROVED') return { type: 'approved' };
  return status === 'UNVERIFIED' ? { type: 'cancelled' } : undefined;
}
