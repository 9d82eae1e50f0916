import { parseDictionary, Token, type BareItem, type Dictionary } from 'structured-headers';
import { error, note, ok, warning, type Finding } from '../finding.js';

export const features = ['camera', 'microphone'] as const;

/** `camera=(self "https://…"), microphone=(self "https://…")` */
export const permissionsLine = (origins: readonly string[]): string =>
  features.map((feature) => toEntry(feature, ['self', ...origins.map((origin) => `"${origin}"`)])).join(', ');

const toEntry = (feature: string, members: readonly string[]) => `${feature}=(${members.join(' ')})`;

/**
 * Without the header nothing is in the way: the frame's own `allow` hands the camera on.
 *
 * @param origins of the provider's frames; none if its SDK runs in the page's own origin
 */
export function checkPermissions(headers: Headers, origins: readonly string[], page: URL): Finding[] {
  const about = 'Permissions-Policy';
  const line = `Permissions-Policy: ${permissionsLine(origins)}`;
  const header = headers.get(about);
  const former = headers.get('feature-policy');
  if (header === null && /\b(camera|microphone)\b/i.test(former ?? ''))
    return [warning('Feature-Policy', `"${former ?? ''}" is the former name of another header.`, line)];
  if (header === null) return [ok(about, 'The page sends none, so that camera and microphone are free for the frame.')];
  let policy: Dictionary;
  try {
    policy = parseDictionary(header);
  } catch {
    return [error(about, `Browsers cannot read "${header}" and ignore all of it.`, line)];
  }
  return features.map((feature) => {
    const entry = policy.get(feature);
    if (!entry) return ok(about, `It does not restrict ${feature}.`);
    const members = membersOf(entry[0]);
    if (members.includes('*'))
      return note(about, `It allows ${feature} for every origin, also for frames that do not need it.`);
    const isSelf = members.includes('self') || members.includes(`"${page.origin}"`);
    const missing = origins.filter((origin) => !members.some((member) => names(member, origin)));
    if (isSelf && missing.length === 0) return ok(about, `It allows ${feature} where it is used.`);
    const whom = [...(isSelf ? [] : ['the page itself']), ...missing].join(', ');
    const kept = members.filter((member) => member !== 'self');
    const wanted = ['self', ...new Set([...kept, ...missing.map((origin) => `"${origin}"`)])];
    return error(about, `It keeps ${feature} away from ${whom}.`, `Permissions-Policy: ${toEntry(feature, wanted)}`);
  });
}

/** Strings come back in quotes, tokens without. */
function membersOf(value: BareItem | readonly (readonly [BareItem, unknown])[]): string[] {
  const items = Array.isArray(value) ? value.map((item: readonly [BareItem, unknown]) => item[0]) : [value];
  return items.map((item) => (item instanceof Token ? item.toString() : typeof item === 'string' ? `"${item}"` : ''));
}

function names(member: string, origin: string): boolean {
  const named = member.slice(1, -1);
  if (named === origin) return true;
  const [scheme, host] = named.split('://*');
  return host !== undefined && origin.startsWith(`${scheme ?? ''}://`) && origin.endsWith(host);
}
