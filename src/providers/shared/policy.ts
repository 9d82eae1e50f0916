import type { ProviderContext } from '../provider.js';

/**
 * Reports a frame that the page's Content-Security-Policy blocks. For SDKs whose frame is outside of the container: the
 * element watches those inside it.
 *
 * @param origin of the frame
 */
export function watchPolicy(origin: string, { report, signal }: Pick<ProviderContext, 'report' | 'signal'>): void {
  const onViolation = ({ disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) => {
    if (disposition !== 'enforce' || !/^(frame|child|default)-src$/.test(effectiveDirective)) return;
    // Browsers name the origin, or the whole address.
    if (!`${blockedURI}/`.startsWith(`${origin}/`)) return;
    const message = `The page's Content-Security-Policy blocks the provider's frame. Add to it: ${effectiveDirective} ${origin}`;
    report({ type: 'failed', code: 'provider-blocked', message });
  };
  document.addEventListener('securitypolicyviolation', onViolation, { signal });
}
