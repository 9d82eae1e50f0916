import { providerHosts, type KnownProvider } from '../providers/hosts.js';
import { ask, isProtection, UnreachableError, type Reply } from './ask.js';
import { checkEndpoint } from './checks/endpoint.js';
import { checkFraming, checkIsolation, checkReportOnly, checkSandbox, checkTransport } from './checks/page.js';
import { checkPermissions } from './checks/permissions.js';
import { checkPolicies } from './checks/policy.js';
import { checkScripts, findScripts } from './checks/scripts.js';
import { note, unreadable, warning, type Finding } from './finding.js';
import type { DoctorOptions } from './options.js';
import { readPage, type Attributes, type PageMarkup } from './page.js';
import { readPolicies, type Policy } from './policy.js';

/** Everything that was found about one page. */
export interface Examination {
  readonly page: URL;
  readonly provider: KnownProvider;
  readonly endpoints: readonly URL[];
  readonly scripts: readonly URL[];
  readonly policies: readonly Policy[];
  readonly findings: readonly Finding[];
}

/** Names of attributes that hold an address which the element asks. */
const asked = ['endpoint', 'status-endpoint', 'levels-endpoint'];

/** @throws {UnreachableError} if the page itself cannot be checked */
export async function examine(options: DoctorOptions & { readonly page: URL }): Promise<Examination> {
  const reply = await ask(options.page, { headers: { accept: 'text/html', ...options.headers } });
  const markup = readPage(reply.text);
  checkIsPage(reply, options.page, markup);

  const page = reply.url;
  const base = markup.base !== undefined && URL.canParse(markup.base, page) ? new URL(markup.base, page) : page;
  const [element = {}] = markup.elements;
  const provider = options.provider ?? providerOf(element);
  const hosts = providerHosts[provider];
  const endpoints = endpointsOf(element, base, options.endpoint);
  const scripts = findScripts(markup, base, options.scripts);
  const policies = [
    ...readPolicies(reply.headers.get('content-security-policy') ?? '', 'header'),
    ...markup.policies.flatMap((text) => readPolicies(text, 'meta')),
  ];
  const origins = new Set([page, ...options.scripts].map(({ origin }) => origin));
  const [endpoint = new URL('/api/v2/user/upgrade', page)] = endpoints;
  const method = element['method']?.toLowerCase() === 'get' ? 'GET' : 'POST';
  const mayAsk = endpoint.origin === page.origin || options.endpoint !== undefined;
  const findings = [
    ...checkTag(markup),
    ...checkTransport(page, endpoints),
    ...checkPolicies(policies, { page, provider, hosts, endpoints, scripts }),
    ...checkReportOnly(reply.headers),
    ...checkPermissions(reply.headers, hosts.cameraOrigins, page),
    ...checkFraming(reply.headers, policies),
    ...checkIsolation(reply.headers),
    ...checkSandbox(policies),
    ...(await orUnreadable('script', checkScripts(scripts, markup, page, origins))),
    ...(mayAsk
      ? await orUnreadable('endpoint', checkEndpoint(endpoint, method, page))
      : [note('endpoint', `${endpoint.href} was not asked, as it is on another origin. Give it with --endpoint.`)]),
  ];
  return { page, provider, endpoints, scripts: scripts.map(({ url }) => url), policies, findings };
}

const orUnreadable = (about: string, findings: Promise<Finding[]>): Promise<Finding[]> =>
  findings.catch((error: unknown) => {
    if (error instanceof UnreachableError) return [unreadable(about, error.message)];
    throw error;
  });

/** @throws {UnreachableError} for what is not the page that was meant */
function checkIsPage(reply: Reply, given: URL, { elements, hasPassword }: PageMarkup): void {
  const { url, status, headers } = reply;
  const type = headers.get('content-type') ?? 'no type';
  const hint = 'Give the cookie of a session with --header.';
  const isMoved = url.pathname !== given.pathname;
  const isLogin = /(log|sign)-?_?in|\bauth|\bsso\b|\bsession/i.test(url.pathname) || hasPassword;
  if (isMoved && isLogin && elements.length === 0)
    throw new UnreachableError(`${given.href} redirects to a login, ${url.pathname}. ${hint}`);
  if (isProtection(reply))
    throw new UnreachableError(
      `${url.href} answers with ${status}, in the name of a bot protection. Let this machine through, or give the cookie and the User-Agent of a browser with --header.`,
    );
  if (status === 401 || status === 403) throw new UnreachableError(`${url.href} answers with ${status}. ${hint}`);
  if (status !== 200) throw new UnreachableError(`${url.href} answers with ${status}, and not with a page.`);
  if (!/^(text\/html|application\/xhtml\+xml)\b/i.test(type))
    throw new UnreachableError(`${url.href} is no HTML page: it comes as ${type}.`);
}

function checkTag({ elements, hasPassword }: PageMarkup): Finding[] {
  const about = 'tag';
  if (elements.length === 0 && hasPassword)
    return [
      warning(
        about,
        'The HTML holds no <verification-upgrade> and asks for a password. If it is the login, give the cookie of a session with --header.',
      ),
    ];
  if (elements.length === 0)
    return [
      note(
        about,
        'The HTML holds no <verification-upgrade>, so a script has to add it. Its attributes are not known here.',
      ),
    ];
  const secrets = elements.flatMap((element) =>
    Object.entries(element).filter(
      ([name, value]) => /^headers$|token/i.test(name) || /bearer |_act-|\beyJ/i.test(value),
    ),
  );
  return secrets.map(([name]) =>
    warning(
      about,
      `The attribute "${name}" looks like a secret, and everybody can read it. Set the property "headers".`,
    ),
  );
}

function providerOf({ 'default-provider': named = 'sumsub' }: Attributes): KnownProvider {
  const known = Object.keys(providerHosts).find((name): name is KnownProvider => name === named.toLowerCase());
  return known ?? 'sumsub';
}

function endpointsOf(element: Attributes, base: URL, given: string | undefined): URL[] {
  const first = given ?? element['endpoint'] ?? '/api/v2/user/upgrade';
  const others = asked.slice(1).flatMap((name) => element[name] ?? []);
  return [first, ...others].filter((address) => URL.canParse(address, base)).map((address) => new URL(address, base));
}
