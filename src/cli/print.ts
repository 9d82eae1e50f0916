import type { ProviderHosts } from '../providers/hosts.js';
import { permissionsLine } from './checks/permissions.js';
import { allowsUrl, amend, covers, sourcesOf, type Policy } from './policy.js';

export interface Header {
  readonly name: string;
  readonly value: string;
}

const policyName = 'Content-Security-Policy';

/**
 * The headers of a page.
 *
 * @param policy of the page as it is: it keeps what it allows, and gets what is missing
 */
export function headersFor(
  hosts: ProviderHosts,
  page: URL,
  endpoints: readonly URL[],
  scripts: readonly URL[],
  policy?: Policy,
): Header[] {
  const directives = new Map(policy?.directives ?? [['frame-ancestors', ["'self'"]]]);
  const name = (url: URL) => (url.origin === page.origin ? "'self'" : url.origin);
  const needed: (readonly [string, readonly string[]])[] = [
    ['script-src', scripts.length > 0 ? scripts.map(name) : ["'self'"]],
    ['connect-src', endpoints.map(name)],
  ];
  for (const [directive, sources] of [...needed, ...Object.entries(hosts.policy)]) {
    const current: Policy = { from: 'header', faults: [], directives };
    const held = sourcesOf(current, directive);
    if (!held && policy) continue; // Everything is allowed.
    const missing = sources.filter((source) => !allows(held?.sources ?? [], source, page));
    if (missing.length === 0) continue;
    const [directiveName = directive, ...amended] = amend(current, directive, missing).split(' ');
    directives.set(directiveName, amended);
  }
  const value = [...directives].map(([directive, sources]) => [directive, ...sources].join(' ')).join('; ');
  return [
    { name: policyName, value },
    { name: 'Permissions-Policy', value: permissionsLine(hosts.cameraOrigins) },
  ];
}

const allows = (sources: readonly string[], source: string, page: URL): boolean =>
  source === "'self'" ? allowsUrl(sources, page.href, page) : covers(sources, source, page);

const quoted = (value: string) => `"${value.replaceAll('"', '\\"')}"`;
/** Both headers hold quotes of one kind or of the other. */
const script = (value: string) => (value.includes("'") ? `"${value.replaceAll('"', '\\"')}"` : `'${value}'`);
const json = (value: unknown) => JSON.stringify(value, undefined, 2);
const entries = (headers: readonly Header[]) => headers.map(({ name, value }) => ({ key: name, value }));

const noDefault = "      'default-src': helmet.contentSecurityPolicy.dangerouslyDisableDefaultSrc,";

/** One for each kind of server that `--print` knows. */
export const printers = {
  nginx: (headers) => headers.map(({ name, value }) => `add_header ${name} ${quoted(value)} always;`).join('\n'),
  apache: (headers) => headers.map(({ name, value }) => `Header always set ${name} ${quoted(value)}`).join('\n'),
  vercel: (headers) => json({ headers: [{ source: '/(.*)', headers: entries(headers) }] }),
  netlify: (headers) =>
    [
      '[[headers]]',
      'for = "/*"',
      '',
      '[headers.values]',
      ...headers.map(({ name, value }) => `${name} = ${quoted(value)}`),
    ].join('\n'),
  cloudflare: (headers) => ['/*', ...headers.map(({ name, value }) => `  ${name}: ${value}`)].join('\n'),
  helmet: (headers) => {
    const [policy, ...others] = headers;
    const directives = (policy?.value ?? '').split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return `      ${script(name)}: [${sources.map(script).join(', ')}],`;
    });
    return [
      'app.use(',
      '  helmet({',
      '    contentSecurityPolicy: { useDefaults: false, directives: {',
      // It insists on a "default-src", which would decide about all that the page has allowed so far.
      ...(directives.some((line) => line.trimStart().startsWith("'default-src'")) ? [] : [noDefault]),
      ...directives,
      '    } },',
      '  }),',
      ');',
      'app.use((request, response, next) => {',
      ...others.map(({ name, value }) => `  response.setHeader(${script(name)}, ${script(value)});`),
      '  next();',
      '});',
    ].join('\n');
  },
  next: (headers) =>
    [
      'export default {',
      '  async headers() {',
      '    return [',
      '      {',
      "        source: '/:path*',",
      '        headers: [',
      ...headers.map(({ name, value }) => `          { key: ${script(name)}, value: ${script(value)} },`),
      '        ],',
      '      },',
      '    ];',
      '  },',
      '};',
    ].join('\n'),
} satisfies Readonly<Record<string, (headers: readonly Header[]) => string>>;

export type PrintFormat = keyof typeof printers;
