import path from 'node:path';
import { defineConfig, globalIgnores } from 'eslint/config';
import prettier from 'eslint-config-prettier';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';
import { importDirection } from './scripts/lint/import-direction.js';
import { layers } from './scripts/lint/layers.js';
import { prose } from './scripts/lint/prose.js';

const root = import.meta.dirname;
const everyTest = ['test/**/*.ts'];

/** The one file that may send a request, and the one that may register a tag. */
const fetches = 'src/upgrade/request.ts';
const registers = 'src/index.ts';

/**
 * Forbids a global under its own name and as a member of the global objects.
 *
 * @param {string[]} names
 * @param {string} message
 */
const forbidden = (names, message) => ({
  globals: names.map((name) => ({ name, message })),
  properties: names.flatMap((property) =>
    ['window', 'globalThis', 'self', 'navigator'].map((object) => ({ object, property, message })),
  ),
});

const network = forbidden(
  ['fetch', 'XMLHttpRequest', 'sendBeacon', 'EventSource', 'WebSocket'],
  `Only ${fetches} sends requests.`,
);
const registry = forbidden(['customElements'], `Only ${registers} touches the element registry.`);

/** @param {...ReturnType<typeof forbidden>} rules */
const forbid = (...rules) =>
  /** @type {const} */ ({
    'no-restricted-globals': ['error', ...rules.flatMap(({ globals }) => globals)],
    'no-restricted-properties': ['error', ...rules.flatMap(({ properties }) => properties)],
  });

const runner = '/^(describe|it|test|suite|context|specify)$/';

export default defineConfig(
  globalIgnores([
    'dist/',
    'dist-site/',
    '.cache/',
    '.shots/',
    'coverage/',
    'test/consumers/',
    'test/frameworks/apps/',
    'test/frameworks/projects/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },

  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } } },
  {
    plugins: { 'import-x': importX, house: { rules: { 'import-direction': importDirection, prose } } },
    rules: {
      eqeqeq: 'error',
      'import-x/no-duplicates': ['error', { 'prefer-inline': false }],
      'import-x/first': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['describe', 'it', 'suite', 'test'] },
            // "@open-wc/testing" declares a promise for `equal`; there is one only for snapshots.
            { from: 'package', package: 'chai', name: 'Equal' },
          ],
        },
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // What an AbortSignal was given as its reason is passed on as it is.
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingAny: true, allowRethrowing: true }],
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingAny: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, varsIgnorePattern: '^_', argsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },

  {
    files: ['src/**/*.ts'],
    extends: [lit.configs['flat/recommended'], wc.configs['flat/best-practice'], litA11y.configs.recommended],
    settings: {
      wc: { elementBaseClasses: ['SettingsElement'] },
      'import-x/extensions': ['.ts'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [createNodeResolver({ extensionAlias: { '.js': ['.ts', '.js'] } })],
    },
    rules: {
      'house/import-direction': ['error', { root: path.join(root, 'src'), layers }],
      'import-x/no-cycle': 'error',
      'lit/no-classfield-shadowing': 'error',
      'wc/guard-super-call': 'off', // SettingsElement has those that are called
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/no-unsafe-declaration-merging': 'off', // how a class gets the types of its events
      // Names are set as `textContent`, which it does not see (views/card.ts); axe checks them in every view.
      'lit-a11y/accessible-name': 'off',
      'lit-a11y/no-autofocus': 'off', // in a dialog it says where the focus goes
      'lit/no-native-attributes': 'off', // `lang` is ours on purpose
      'lit/no-this-assign-in-render': 'error',
      'lit/lifecycle-super': 'error',
      'lit/no-useless-template-literals': 'error',
      ...forbid(network, registry),
    },
  },
  // The command line and the server half run in Node.
  { files: [fetches, 'src/cli/**/*.ts', 'src/server/**/*.ts'], rules: forbid(registry) },
  // JSX is a namespace of each framework's, and there is no other way to add a tag to it.
  { files: ['src/frameworks/*.ts'], rules: { '@typescript-eslint/no-namespace': 'off' } },
  { files: [registers], rules: forbid(network) },

  // A vendor's package is named in its adapter alone; there the table of layers decides.
  {
    ignores: ['src/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(@sumsub/|@veriff/|@didit-protocol/|@stripe/|persona$)',
              message: 'Only the adapter names the vendor.',
            },
          ],
        },
      ],
    },
  },

  // Texts on screen have their own rules.
  {
    ignores: ['demo/words.ts', 'src/locales/**', 'scripts/lint/prose.js'],
    rules: { 'house/prose': 'error' },
  },

  {
    files: everyTest,
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off', // chai: `expect(x).to.be.true`
      'no-restricted-syntax': [
        'error',
        {
          selector: `MemberExpression[object.name=${runner}][property.name=/^(only|skip|todo)$/]`,
          message: 'Every test runs.',
        },
        {
          selector: 'CallExpression[callee.name=/^(fit|fdescribe|xit|xdescribe|xtest|xspecify|xcontext)$/]',
          message: 'Every test runs.',
        },
        {
          selector: `CallExpression[callee.name=${runner}] > ObjectExpression > Property[key.name=/^(only|skip|todo)$/]`,
          message: 'Every test runs.',
        },
      ],
    },
  },
  { files: ['**/*.js'], extends: [tseslint.configs.disableTypeChecked] },
  prettier,
);
