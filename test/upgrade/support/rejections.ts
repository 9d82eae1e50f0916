import { deferred } from './deferred.js';

/** Calls it, and returns the rejections that nothing has handled. */
export async function rejectionsOf(act: () => Promise<unknown>): Promise<readonly unknown[]> {
  const reasons: unknown[] = [];
  const last = deferred<undefined>();
  const marker = new Error('The last one.');
  const listen = (event: PromiseRejectionEvent) => {
    event.preventDefault();
    if (event.reason === marker) last.resolve(undefined);
    else reasons.push(event.reason);
  };
  addEventListener('unhandledrejection', listen);
  await act();
  // Browsers report them in order, so this one comes after all others.
  void Promise.reject(marker);
  await last.promise;
  removeEventListener('unhandledrejection', listen);
  return reasons;
}
