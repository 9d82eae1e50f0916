/**
 * Loads what comes as a vendor's remote script, and tells the two ways apart in which it may not come: kept away by the
 * page's Content-Security-Policy, or not reachable.
 *
 * @param origin of the script
 * @throws Error with the code `provider-blocked` or `provider-load-failed`
 */
export async function watchScript<Sdk>(origin: string, load: () => Promise<Sdk>): Promise<Sdk> {
  let directive = '';
  const watch = ({ disposition, effectiveDirective, originalPolicy, blockedURI }: SecurityPolicyViolationEvent) => {
    if (disposition !== 'enforce' || !blockedURI.startsWith(origin)) return;
    // A policy that has no "-elem" goes by the shorter one, and adding "-elem" would shut all its other scripts out.
    directive = originalPolicy.includes(effectiveDirective)
      ? effectiveDirective
      : effectiveDirective.replace('-elem', '');
  };
  document.addEventListener('securitypolicyviolation', watch);
  try {
    return await load();
  } catch (cause) {
    const code = directive ? 'provider-blocked' : 'provider-load-failed';
    const message = directive
      ? `The page's Content-Security-Policy blocks the provider's script. Add to it: ${directive} ${origin}`
      : `The provider's script could not be loaded from ${origin}.`;
    throw Object.assign(new Error(message, { cause }), { code });
  } finally {
    document.removeEventListener('securitypolicyviolation', watch);
  }
}

/** Puts a script into the page and waits for it. One that did not come goes, so that it can be tried again. */
export function loadScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = src;
    script.async = true;
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => {
      script.remove();
      reject(new Error(`No script came from ${new URL(src).origin}.`));
    });
    document.head.append(script);
  });
}
