import type { ProviderEvent } from '../provider.js';

/** As the SDK hands it over at the end. */
export interface Result {
  readonly type: string;
  readonly session?: { readonly status: string };
  readonly error?: { readonly type: string; readonly message: string };
}

type Fields = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What the events of Didit's frame mean. `didit:verification_submitted` is about one step; the end comes as a result. */
export function readEvent(name: string, { step, status, error }: Fields): ProviderEvent | 'expired' | undefined {
  switch (name) {
    // Not `didit:started`: the SDK says that itself before the page has loaded.
    case 'didit:ready':
      return { type: 'ready' };
    case 'didit:step_started':
    case 'didit:step_changed':
      return { type: 'step', step: text(step) };
    case 'didit:status_updated':
      return /^(in.?review|pending)$/i.test(text(status)) ? { type: 'submitted' } : undefined;
    case 'didit:error':
      if (/expired/i.test(text(error))) return 'expired';
      if (/camera/i.test(text(error))) return { type: 'warning', code: 'camera-blocked', message: text(error) };
      // The frame shows it itself, and what can be done about it.
      return { type: 'warning', code: 'provider', message: text(error) || 'Didit reports an error.' };
    default:
      return undefined;
  }
}

/** Only the one word is a yes; "completed" is not. */
export function readResult({ type, session, error }: Result): ProviderEvent | 'expired' {
  if (type === 'cancelled') return { type: 'cancelled' };
  if (type === 'failed') {
    if (error?.type === 'sessionExpired') return 'expired';
    const code = error?.type === 'cameraAccessDenied' && { code: 'camera-denied' };
    return { type: 'failed', ...code, message: `Didit: ${error?.message ?? 'no reason given'}` };
  }
  if (session?.status === 'Approved') return { type: 'approved' };
  return session?.status === 'Declined' ? { type: 'rejected', final: false } : { type: 'submitted', closed: true };
}

/** A session's id, a country and a document stay out. */
const harmless = /^(step|nextStep|previousStep|status|mediaType|isAuto|channel)$/;

export const harmlessPart = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([field]) => harmless.test(field)));
