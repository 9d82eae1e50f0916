import { trustedTypesPolicy, type PolicyDirective, type ProviderHosts } from '../../providers/hosts.js';
import { error, ok, unreadable, warning, type Finding } from '../finding.js';
import type { Script } from '../page.js';
import { allowsUrl, amend, covers, sourcesOf, type Policy } from '../policy.js';

/** What the page asks for, as far as a `Content-Security-Policy` decides about it. */
export interface Needs {
  readonly page: URL;
  readonly provider: string;
  readonly hosts: ProviderHosts;
  /** The endpoints that the element asks. */
  readonly endpoints: readonly URL[];
  /** The scripts that bring the element, if they are known. */
  readonly scripts: readonly { readonly url: URL; readonly tag: Script | undefined }[];
}

const header = 'Content-Security-Policy';

export function checkPolicies(policies: readonly Policy[], needs: Needs): Finding[] {
  const faults = policies.flatMap((policy) => policy.faults.map((fault) => unreadable(header, fault)));
  if (policies.length === 0) return [ok(header, 'The page sends none, so nothing is blocked.')];
  const { hosts, page, provider } = needs;
  const found = policies.flatMap((policy) => [
    ...checkConnections(policy, needs),
    ...checkScripts(policy, needs),
    ...entriesOf(hosts.policy).flatMap(([directive, wanted]) =>
      checkSources(policy, directive, wanted, page, provider),
    ),
    ...checkTrustedTypes(policy, hosts),
  ]);
  if (found.length > 0) return [...faults, ...found];
  return [...faults, ok(header, `It allows the element, its endpoint and ${provider}.`)];
}

const entriesOf = (policy: ProviderHosts['policy']) =>
  Object.entries(policy) as readonly (readonly [PolicyDirective, readonly string[]])[];

function checkSources(
  policy: Policy,
  directive: string,
  wanted: readonly string[],
  page: URL,
  provider: string,
): Finding[] {
  const held = sourcesOf(policy, directive);
  if (!held) return [];
  const missing = wanted.filter((source) => !covers(held.sources, source, page));
  if (missing.length === 0) return [];
  const line = `${header}: ${amend(policy, directive, missing)}`;
  const decides = `${held.name} ${held.sources.join(' ') || "'none'"}`;
  // Hosts below the wildcard may be all that this page's provider account needs.
  const isPart = missing.every((source) => source.includes('*.') && held.sources.some((each) => isBelow(each, source)));
  const message = isPart
    ? `"${decides}" allows some of ${missing.join(', ')}; ${provider} may name another of its hosts.`
    : `"${decides}" blocks ${missing.join(', ')}, which ${provider} needs.`;
  return [isPart ? warning(directive, message, line) : error(directive, message, line)];
}

const isBelow = (source: string, wildcard: string) =>
  source
    .toLowerCase()
    .split('/')
    .at(2)
    ?.endsWith(wildcard.slice(wildcard.indexOf('*') + 1)) ?? false;

function checkConnections(policy: Policy, { endpoints, page }: Needs): Finding[] {
  const held = sourcesOf(policy, 'connect-src');
  if (!held) return [];
  const blocked = endpoints.filter((url) => !allowsUrl(held.sources, url.href, page));
  const sources = [...new Set(blocked.map(({ origin }) => (origin === page.origin ? "'self'" : origin)))];
  if (sources.length === 0) return [];
  const decides = `${held.name} ${held.sources.join(' ')}`;
  const message = `"${decides}" blocks ${blocked.map(({ href }) => href).join(', ')}.`;
  return [error('connect-src', message, `${header}: ${amend(policy, 'connect-src', sources)}`)];
}

function checkScripts(policy: Policy, { scripts, page }: Needs): Finding[] {
  const held = sourcesOf(policy, 'script-src');
  if (!held) return [];
  return scripts
    .filter(({ url, tag }) => !allowsScript(held.sources, url, tag, page))
    .map(({ url }) => {
      const isStrict = held.sources.some((each) => /^'strict-dynamic'$/i.test(each));
      const source = url.origin === page.origin ? "'self'" : url.origin;
      const message = `"${held.name} ${held.sources.join(' ')}" blocks ${url.href}.`;
      if (isStrict)
        return error('script-src', `${message} With 'strict-dynamic' the tag needs the nonce of the policy.`);
      return error('script-src', message, `${header}: ${amend(policy, 'script-src', [source])}`);
    });
}

function allowsScript(sources: readonly string[], url: URL, tag: Script | undefined, page: URL): boolean {
  const { nonce, integrity } = tag?.attributes ?? {};
  const isNamed = sources.some(
    (each) =>
      (nonce !== undefined && each === `'nonce-${nonce}'`) ||
      (integrity !== undefined &&
        integrity !== '' &&
        integrity.split(/\s+/).every((hash) => sources.includes(`'${hash}'`))),
  );
  const isStrict = sources.some((each) => /^'strict-dynamic'$/i.test(each));
  return isNamed || (!isStrict && allowsUrl(sources, url.href, page));
}

function checkTrustedTypes({ directives }: Policy, { policy }: ProviderHosts): Finding[] {
  const about = 'trusted-types';
  const names = directives.get('trusted-types');
  const isEnforced = directives.get('require-trusted-types-for')?.includes("'script'") ?? false;
  const findings: Finding[] = [];
  if (names && !names.includes(trustedTypesPolicy) && !names.includes('*')) {
    const line = `${header}: trusted-types ${[...names.filter((name) => name !== "'none'"), trustedTypesPolicy].join(' ')}`;
    findings.push(
      error(
        about,
        `It does not allow the policy "${trustedTypesPolicy}", without which the views cannot be drawn.`,
        line,
      ),
    );
  }
  if (isEnforced && policy['script-src'])
    findings.push(
      warning(about, "The provider's own script is loaded by its address, which needs a default policy on your page."),
    );
  return findings;
}
