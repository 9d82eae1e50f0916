import type { ProviderContext, ProviderPayload } from '../provider.js';

/**
 * For SDKs whose session cannot be renewed in place: asks for a fresh payload and starts the SDK again with it.
 *
 * @param restart replaces the SDK on the page
 * @returns to be called when the session has expired; further calls are ignored until the SDK has been restarted
 */
export function createRenewal(
  { refresh, report, signal }: Pick<ProviderContext, 'refresh' | 'report' | 'signal'>,
  restart: (payload: ProviderPayload) => unknown,
): () => void {
  let isRenewing = false;
  const renew = async () => {
    try {
      const payload = await refresh();
      if (!signal.aborted) await restart(payload);
    } catch (cause) {
      // If the refresh itself failed, the attempt has ended already and this is ignored.
      report({ type: 'failed', cause });
    } finally {
      isRenewing = false;
    }
  };
  return () => {
    if (isRenewing || signal.aborted) return;
    isRenewing = true;
    void renew();
  };
}
