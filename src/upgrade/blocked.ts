/**
 * Watches for a Content-Security-Policy that keeps the provider's frame away: the frame itself reports nothing.
 *
 * @param blocked gets one line for the developer. Only the origin is named: the frame's address holds the access token.
 */
export function watchBlocked(container: HTMLElement, signal: AbortSignal, blocked: (message: string) => void): void {
  const watch = ({ disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) => {
    if (disposition !== 'enforce' || !/^(frame|child|default)-src$/.test(effectiveDirective)) return;
    const origin = originOf(blockedURI);
    const frames = [...container.querySelectorAll('iframe')];
    if (!frames.some(({ src }) => originOf(src) === origin)) return;
    blocked(
      `The page's Content-Security-Policy blocks the provider's frame. Add to it: ${effectiveDirective} ${origin}`,
    );
  };
  container.ownerDocument.addEventListener('securitypolicyviolation', watch, { signal });
}

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url);
