/**
 * Loads a vendor's remote script and distinguishes the two reasons why it may not arrive: the page's Content-Security-Policy
 * blocks it, or it cannot be reached.
 *
 * @param origin of the script
 * @throws Error with the code `provider-blocked` or `provider-load-failed`
 */
export async function watchScript<Sdk>(origin: string, load: () => Promise<Sdk>): Promise<Sdk> {
  let directive = '';
  const watch = ({ disposition, effectiveDirective, originalPolicy, blockedURI }: SecurityPolicyViolationEvent) => {
    if (disposition !== 'enforce' || !blockedURI.startsWith(origin)) return;
    // If the policy has only "script-src", name that one: adding "script-src-elem" would block all other scripts.
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

/** Adds a script to the page and waits until it has run. If it fails to load it is removed, so that another attempt can load it. */
export function loadScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = src;
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => {
      script.remove();
      reject(new Error(`No script was received from ${new URL(src).origin}.`));
    });
    document.head.append(script);
  });
}
