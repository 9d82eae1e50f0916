import parsePolicy from 'content-security-policy-parser';

/** A `Content-Security-Policy` that is enforced; a page may have several, and every one of them must allow a request. */
export interface Policy {
  readonly from: 'header' | 'meta';
  readonly directives: ReadonlyMap<string, readonly string[]>;
  /** What no browser understands in it, a sentence each. */
  readonly faults: readonly string[];
}

/** Which directive decides, most precise first. */
const fallbacks: Readonly<Record<string, readonly string[]>> = {
  'script-src': ['script-src-elem', 'script-src', 'default-src'],
  'style-src': ['style-src-elem', 'style-src', 'default-src'],
  'frame-src': ['frame-src', 'child-src', 'default-src'],
  'worker-src': ['worker-src', 'child-src', 'script-src', 'default-src'],
};

const known = new Set(
  (
    'base-uri block-all-mixed-content child-src connect-src default-src fenced-frame-src font-src form-action ' +
    'frame-ancestors frame-src img-src manifest-src media-src object-src plugin-types prefetch-src referrer ' +
    'report-to report-uri require-sri-for require-trusted-types-for sandbox script-src script-src-attr ' +
    'script-src-elem style-src style-src-attr style-src-elem trusted-types upgrade-insecure-requests webrtc worker-src'
  ).split(' '),
);

const keyword =
  /^'(self|none|unsafe-inline|unsafe-eval|unsafe-hashes|strict-dynamic|wasm-unsafe-eval|report-sample|inline-speculation-rules|trusted-types-eval|nonce-[\w+/=-]+|sha(256|384|512)-[\w+/=-]+)'$/i;
const source =
  /^([a-z][a-z\d+.-]*:|\*|([a-z][a-z\d+.-]*:\/\/)?(\*|(\*\.)?[\w-]+(\.[\w-]+)*\.?|\[[\da-f:]+\])(:(\d+|\*))?(\/\S*)?)$/i;

/** @param text one header may hold several policies, between commas */
export const readPolicies = (text: string, from: Policy['from']): Policy[] =>
  text
    .split(',')
    .map((policy) => policy.trim())
    .filter((policy) => policy !== '')
    .map((policy) => ({ from, directives: parsePolicy(policy), faults: faultsIn(policy) }));

function faultsIn(policy: string): string[] {
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const directive of policy.split(';').map((text) => text.trim())) {
    const [name = '', ...values] = directive.toLowerCase().split(/\s+/);
    if (name === '') continue;
    if (!known.has(name)) faults.push(`"${name}" is no directive, so browsers ignore it and what follows it.`);
    if (seen.has(name)) faults.push(`"${name}" stands there twice, and browsers read the first one only.`);
    seen.add(name);
    if (!name.endsWith('-src') && name !== 'frame-ancestors') continue;
    for (const value of values) {
      if (known.has(value))
        faults.push(`A semicolon is missing before "${value}", which is read as a source of "${name}".`);
      else if (/^(self|none|unsafe-\w+|strict-dynamic|nonce-.*|sha\d+-.*)$/.test(value))
        faults.push(`"${value}" in "${name}" needs single quotes: '${value}'.`);
      else if (!keyword.test(value) && !source.test(value)) faults.push(`"${value}" in "${name}" is no source.`);
    }
  }
  return faults;
}

/** The sources that decide about a directive, and the directive that holds them; undefined if everything is allowed. */
export function sourcesOf(
  { directives }: Policy,
  directive: string,
): { readonly name: string; readonly sources: readonly string[] } | undefined {
  for (const name of fallbacks[directive] ?? [directive, 'default-src']) {
    const sources = directives.get(name);
    if (sources) return { name, sources };
  }
  return undefined;
}

/** Whether sources allow a URL. */
export const allowsUrl = (sources: readonly string[], url: string, page: URL): boolean =>
  sources.some((each) => matches(each, new URL(url, page), page));

/**
 * Whether sources allow all that another source stands for. A wildcard is tried with a name that no list would hold.
 */
export function covers(sources: readonly string[], wanted: string, page: URL): boolean {
  if (wanted.startsWith("'")) {
    // A nonce or a hash takes 'unsafe-inline' out of force.
    const isOff =
      wanted === "'unsafe-inline'" && sources.some((each) => /^'(nonce-|sha\d+-|strict-dynamic)/i.test(each));
    return !isOff && sources.some((each) => each.toLowerCase() === wanted);
  }
  if (wanted.endsWith(':')) return sources.some((each) => each.toLowerCase() === wanted);
  return allowsUrl(sources, wanted.replace('*.', 'any-other-name.'), page);
}

/** @see https://www.w3.org/TR/CSP3/#match-url-to-source-expression */
function matches(expression: string, url: URL, page: URL): boolean {
  const text = expression.toLowerCase();
  if (text === "'self'") return url.origin === page.origin || isUpgrade(page, url);
  if (text === '*') return /^(https?|wss?):$/.test(url.protocol) || url.protocol === page.protocol;
  if (/^[a-z][a-z\d+.-]*:$/.test(text)) return schemeMatches(text, url.protocol);
  const [, scheme, host = '', port, path = ''] =
    /^(?:([a-z][a-z\d+.-]*:)\/\/)?(\[[\da-f:]+\]|[^:/]+)(?::(\d+|\*))?(\/\S*)?$/.exec(text) ?? [];
  if (host === '' || !schemeMatches(scheme ?? page.protocol, url.protocol)) return false;
  const isHost = host === '*' || (host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host);
  if (!isHost || !portMatches(port, scheme ?? page.protocol, url)) return false;
  // Paths count with their case, and one that ends with a slash stands for the folder.
  const wanted = expression.slice(expression.length - path.length);
  return path === '' || (path.endsWith('/') ? url.pathname.startsWith(wanted) : url.pathname === wanted);
}

const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443', 'ws:': '80', 'wss:': '443' };
const portOf = ({ port, protocol }: URL): string => port || (defaultPorts[protocol] ?? '');

/** The same host over https, or over a socket. */
const isUpgrade = (page: URL, url: URL): boolean =>
  url.hostname === page.hostname &&
  schemeMatches(page.protocol, url.protocol) &&
  (portOf(url) === portOf(page) || (portOf(page) === '80' && portOf(url) === '443'));

const alsoMeant: Readonly<Record<string, readonly string[]>> = {
  'http:': ['https:', 'ws:', 'wss:'],
  'https:': ['wss:'],
  'ws:': ['wss:', 'http:', 'https:'],
  'wss:': ['https:'],
};

const schemeMatches = (allowed: string, scheme: string): boolean =>
  allowed === scheme || (alsoMeant[allowed]?.includes(scheme) ?? false);

function portMatches(port: string | undefined, scheme: string, url: URL): boolean {
  if (port === '*') return true;
  const wanted = port ?? defaultPorts[url.protocol] ?? defaultPorts[scheme];
  return wanted === portOf(url) || (wanted === '80' && portOf(url) === '443');
}

/** A directive with what is missing in it. `'none'` goes, and what a fallback allowed stays. */
export function amend(policy: Policy | undefined, directive: string, wanted: readonly string[]): string {
  const held = policy && sourcesOf(policy, directive);
  const kept = (held?.sources ?? []).filter((each) => each.toLowerCase() !== "'none'");
  // With a "script-src-elem", "script-src" would have no say.
  const name = held?.name === `${directive}-elem` ? held.name : directive;
  return [name, ...new Set([...kept, ...wanted])].join(' ');
}
