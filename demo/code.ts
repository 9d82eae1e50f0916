import { scenarios, type Scenario } from './emulator/scenarios.js';
import { looks } from './looks.js';
import { defaults, type Options } from './options.js';

/** What an element without attributes has. */
const ELEMENT_DEFAULTS = { ...defaults, launch: 'auto' };

const HEADERS = `upgrade.headers = async () => ({
    'User-Authorization': \`Bearer \${await userToken()}\`,
  });`;

/** How a page sets its own HTTP client. */
const CLIENTS = {
  axios: 'upgrade.request = ({ method, url, signal }) =>\n    axios({ method, url, signal }).then(({ data }) => data);',
  ky: 'upgrade.request = ({ method, url, signal }) =>\n    ky(url, { method, signal, retry: 0 }).json();',
  envelope: 'upgrade.request = ({ method, url, signal }) => axios({ method, url, signal });',
} as const satisfies Record<NonNullable<Scenario['client']>, string>;

/** The HTML that a page needs for these options. */
export function codeFor(options: Options): string {
  const scenario: Scenario = scenarios[options.scenario];
  const css = looks[options.look].trim().replace(/^/gm, '  ').replace(/ +$/gm, '');
  const style = css && `<style>\n${css}\n</style>\n\n`;
  return `<script type="module" src="/verification-upgrade.js"></script>

${style}<verification-upgrade
  ${attributesFor(options, scenario).join('\n  ')}
></verification-upgrade>

<script type="module">
  const upgrade = document.querySelector('verification-upgrade');
  ${scenario.client ? CLIENTS[scenario.client] : HEADERS}
  upgrade.addEventListener('upgrade-approved', ({ state }) => {
    if (state.confirmedBy === 'server') location.reload();
  });
</script>`;
}

function attributesFor(options: Options, { attributes = {}, liveness, verificationStatus }: Scenario): string[] {
  const chosen = (['launch', 'display', 'theme', 'lang'] as const)
    .filter((name) => options[name] !== ELEMENT_DEFAULTS[name])
    .map((name) => `${name}="${options[name]}"`);
  const own = Object.entries(attributes).map(([name, value]) => (value ? `${name}="${value}"` : name));
  const status = verificationStatus ? 'verification-status' : 'upgrade-status';
  const endpoints = liveness
    ? ['endpoint="/api/v2/buy/{id}/identification/liveness"', 'method="get"']
    : [`status-endpoint="/api/v2/user/${status}"`];
  const levels = options.launch === 'offer' ? ['levels-endpoint="/api/v1/user/levels"', 'privacy-url="/privacy"'] : [];
  return [...chosen, ...own, ...endpoints, ...levels, 'sign-in-url="/sign-in"', 'support-url="/support"'];
}
