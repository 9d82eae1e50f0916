import type { ProviderContext } from '../provider.js';

/** Milliseconds that an SDK may leave the page without its frame, while it replaces it. */
const GONE_FOR = 1_000;

interface OutsideFrame extends Pick<ProviderContext, 'report' | 'signal'> {
  /** Of the frame. */
  readonly origin: string;
  /** What the SDK has added to the body, once it is there. */
  readonly element: () => Element | null | undefined;
  /** Something other than the SDK has removed it. */
  readonly onRemoved: () => void;
}

/**
 * For SDKs whose frame is outside of the container, where the element does not watch it: reports a frame that the page's
 * Content-Security-Policy blocks, and notices one that is removed.
 */
export function watchOutside({ origin, element, onRemoved, report, signal }: OutsideFrame): void {
  const onViolation = ({ disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) => {
    if (disposition !== 'enforce' || !/^(frame|child|default)-src$/.test(effectiveDirective)) return;
    // Browsers name the origin, or the whole address.
    if (!`${blockedURI}/`.startsWith(`${origin}/`)) return;
    const message = `The page's Content-Security-Policy blocks the provider's frame. Add to it: ${effectiveDirective} ${origin}`;
    report({ type: 'failed', code: 'provider-blocked', message });
  };
  document.addEventListener('securitypolicyviolation', onViolation, { signal });

  const isGone = () => !signal.aborted && element()?.isConnected === false;
  const observer = new MutationObserver(() => {
    if (isGone()) setTimeout(() => isGone() && onRemoved(), GONE_FOR);
  });
  observer.observe(document.body, { childList: true });
  signal.addEventListener('abort', () => observer.disconnect());
}
