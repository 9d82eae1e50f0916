/** Pixels. A frame that reports its own height cannot make the page taller than that. */
export const MAX_FRAME_HEIGHT = 4_000;

/** Keeps a frame on screen whatever a style of the page says of all frames, unless what is around it is hidden. */
export function keepVisible(frame: HTMLElement | null | undefined): void {
  const styles = { display: 'block', visibility: 'inherit', opacity: '1' };
  for (const [name, value] of Object.entries(styles)) frame?.style.setProperty(name, value, 'important');
}

/**
 * The error for a vendor's package that cannot be imported. Keep the `import()` itself in a `try` in the adapter: only in that
 * form do all bundlers continue without the package.
 *
 * @param wanted package and version, as for `npm install`
 * @returns an error with the code `provider-load-failed`
 */
export function missingPackageError(wanted: string, cause: unknown): Error {
  const message = `The provider's SDK could not be loaded. Is the package installed? npm install ${wanted} (${String(cause)})`;
  return Object.assign(new Error(message, { cause }), { code: 'provider-load-failed' });
}

/**
 * For SDKs that assign plain strings to `innerHTML` or `script.src`.
 *
 * @throws Error with the code `provider-blocked` if the page's policy enforces Trusted Types and has no default policy
 */
export function rejectTrustedTypes(vendor: string): void {
  try {
    document.createElement('div').innerHTML = '<br>';
  } catch (cause) {
    const message = `${vendor}'s SDK does not support Trusted Types. Serve this page without: require-trusted-types-for 'script'`;
    throw Object.assign(new Error(message, { cause }), { code: 'provider-blocked' });
  }
}
