/**
 * What to say where a vendor's package is not there. The `import()` itself stands in a `try` in the adapter: that is the one
 * form in which every bundler goes on without the package.
 *
 * @param wanted package and version, as for `npm install`
 * @returns an error with the code `provider-load-failed`
 */
export function missing(wanted: string, cause: unknown): Error {
  const reason = cause instanceof Error ? ` (${cause.message})` : '';
  const message = `The vendor's SDK could not be loaded. Is it installed? npm install ${wanted}${reason}`;
  return Object.assign(new Error(message, { cause }), { code: 'provider-load-failed' });
}
