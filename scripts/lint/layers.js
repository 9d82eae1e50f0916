// @ts-check
/**
 * Who may import what inside `src/`. The first row whose `of` matches a file holds for it; what no row allows is an error.
 *
 * Patterns are paths below `src/` or package names; `*` stands for one path segment, `**` for any number.
 *
 * @typedef {object} Layer
 * @property {string} of      the files it is about
 * @property {string[]} [values]  may be imported in any way
 * @property {string[]} [types]   may be imported with `import type` alone
 * @property {string[]} [lazily]  may be imported with `import()`, and with `import type`
 */

/**
 * One vendor: its adapter, which alone may name the vendor's package, and what the adapter keeps in a folder of its own.
 *
 * @param {string} name
 * @param {string} [vendorPackage]
 * @returns {Layer[]}
 */
const adapter = (name, vendorPackage) => {
  const values = [`providers/${name}/**`, 'providers/shared/*'];
  const types = ['providers/provider.ts'];
  return [
    { of: `providers/${name}.ts`, values: [...values, ...(vendorPackage ? [vendorPackage] : [])], types },
    { of: `providers/${name}/**`, values, types },
  ];
};

/** @type {readonly Layer[]} */
export const layers = [
  // The entries: one with the side effect, one without.
  { of: 'index.ts', values: ['element.ts', 'element/*'] },
  {
    of: 'element.ts',
    values: ['element/*', 'upgrade/*', 'providers/registry.ts', 'locales/*'],
    types: ['providers/*'],
  },

  { of: 'import-with-retry.ts' },

  // The views know states and texts.
  {
    of: 'element/views/**',
    values: ['element/views/**', 'element/scaled-css.ts', 'lit', 'lit/**'],
    types: ['upgrade/state.ts', 'upgrade/error.ts', 'locales/en.ts', 'element/localizer.ts'],
  },
  {
    of: 'element/**',
    values: [
      'element/**',
      'upgrade/*',
      'import-with-retry.ts',
      'providers/registry.ts',
      'providers/find-provider.ts',
      'locales/en.ts',
      'lit',
      'lit/**',
    ],
    types: ['providers/provider.ts'],
    lazily: ['locales/*'],
  },

  // The upgrade knows no page, no vendor and no text.
  {
    of: 'upgrade/**',
    values: ['upgrade/**', 'import-with-retry.ts', 'providers/shared/trusted-url.ts'],
    types: ['providers/provider.ts'],
    lazily: ['upgrade/*'],
  },

  // Each vendor's package is named in one file.
  { of: 'providers/provider.ts', types: ['upgrade/error.ts'] },
  { of: 'providers/registry.ts', types: ['providers/provider.ts'], lazily: ['providers/*'] },
  {
    of: 'providers/find-provider.ts',
    values: ['upgrade/error.ts', 'upgrade/util.ts', 'import-with-retry.ts'],
    types: ['providers/provider.ts', 'providers/registry.ts'],
  },
  { of: 'providers/hosts.ts' },
  { of: 'providers/shared/**', values: ['providers/shared/*'], types: ['providers/provider.ts'] },
  ...adapter('sumsub', '@sumsub/websdk'),
  ...adapter('veriff', '@veriff/incontext-sdk'),
  ...adapter('persona', 'persona'),
  ...adapter('didit', '@didit-protocol/sdk-web'),
  ...adapter('stripe-identity', '@stripe/stripe-js/pure/index.mjs'),
  ...adapter('onfido'),
  ...adapter('hosted'),

  // The server half: nothing of the browser's, and the browser's nothing of it. The files named after Node know it, one knows Redis.
  { of: 'server/node*.ts', values: ['server/*', 'node:*'] },
  { of: 'server/redis.ts', values: ['server/*', 'redis'] },
  { of: 'server/*', values: ['server/*'] },

  // For the tests of pages and of adapters.
  { of: 'testing/**', values: ['testing/*', 'providers/shared/trusted-url.ts'], types: ['providers/provider.ts'] },

  // The command line, for Node alone; its packages are bundled.
  {
    of: 'cli/**',
    values: [
      'cli/**',
      'providers/hosts.ts',
      'node:*',
      'content-security-policy-parser',
      'parse5',
      'structured-headers',
    ],
  },

  // For analytics: it knows events and states, and nothing of how they come about.
  { of: 'observe/**', values: ['observe/**'], types: ['upgrade/events.ts', 'upgrade/state.ts'] },

  // A component for React: it registers the tag, and reads the names of the settings.
  {
    of: 'frameworks/react18.ts',
    values: ['index.ts', 'element/settings.ts', 'react'],
    types: ['frameworks/markup.ts', 'element/verification-upgrade.ts'],
  },

  // Types for frameworks' markup: nothing of them is there at run time. A framework's package is named in its own file.
  {
    of: 'frameworks/*',
    types: [
      'frameworks/markup.ts',
      'element/verification-upgrade.ts',
      'element/settings.ts',
      'upgrade/events.ts',
      ...['lit', 'preact', 'react', 'solid-js', 'svelte/elements', 'vue'],
    ],
  },

  // Texts.
  { of: 'locales/en.ts' },
  { of: 'locales/*', types: ['locales/en.ts'] },
];
