import { looks } from './looks.js';
import { defaults, type Options } from './options.js';

/** The HTML that a page needs for these options. */
export function codeFor(options: Options): string {
  const elementDefaults = { ...defaults, launch: 'auto' };
  const chosen = (['launch', 'display', 'theme', 'lang'] as const)
    .filter((name) => options[name] !== elementDefaults[name])
    .map((name) => `${name}="${options[name]}"`);
  const attributes = [
    ...chosen,
    'status-endpoint="/api/v2/user/upgrade-status"',
    'sign-in-url="/sign-in"',
    'support-url="/support"',
  ];
  const css = looks[options.look].trim().replace(/^/gm, '  ').replace(/ +$/gm, '');
  const style = css && `<style>\n${css}\n</style>\n\n`;
  return `<script type="module" src="/verification-upgrade.js"></script>

${style}<verification-upgrade
  ${attributes.join('\n  ')}
></verification-upgrade>

<script type="module">
  const upgrade = document.querySelector('verification-upgrade');
  upgrade.headers = async () => ({
    'User-Authorization': \`Bearer \${await userToken()}\`,
  });
  upgrade.addEventListener('upgrade-approved', ({ state }) => {
    if (state.confirmedBy === 'server') location.reload();
  });
</script>`;
}
