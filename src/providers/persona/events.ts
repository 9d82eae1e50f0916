import type { ProviderEvent } from '../provider.js';

type Fields = Readonly<Record<string, unknown>>;

/** What an inquiry's end means: it is told for those that have failed, too. "Completed" is not yet a yes. */
export function readCompletion(status: string): ProviderEvent {
  if (status === 'approved') return { type: 'approved' };
  if (status === 'declined') return { type: 'rejected', final: true };
  if (status === 'failed') return { type: 'rejected', final: false };
  return { type: 'submitted', closed: true };
}

/** What the granular events mean; most of them are for analytics alone. */
export function readEvent(name: string, fields: Fields): ProviderEvent | undefined {
  if (name === 'start') return { type: 'step', step: 'start' };
  if (name === 'load-camera-failed' || fields['hasCameraPermission'] === false) {
    return { type: 'warning', code: 'camera-blocked', message: 'The camera could not be used.' };
  }
  return undefined;
}

/** A page's path, a height and a permission: what the person has filled in stays out. */
const harmless = /^(pageHeight|has(Camera|Microphone)Permission|status)$/;

export const harmlessPart = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([field]) => harmless.test(field)));
