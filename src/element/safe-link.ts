/** An address that a link may have; nothing for `javascript:` and its kind, or for none at all. */
export function safeLink(address: string | undefined, base: string): string | undefined {
  if (!address || !URL.canParse(address, base)) return undefined;
  return /^(https?|mailto|tel):$/.test(new URL(address, base).protocol) ? address : undefined;
}
