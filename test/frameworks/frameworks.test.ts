import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { launchBrowser } from '../support/pages.js';
import { Account } from './support/account.js';
import { accountTests, type Surroundings } from './support/account-tests.js';
import { startHost } from './support/host.js';
import { install } from './support/install.js';
import { base, run } from './support/run.js';

/** An account page, and how its users would check and build it. */
interface App {
  readonly name: string;
  readonly folder: string;
  readonly check: readonly string[];
  readonly build: readonly string[];
  /** Where the build puts the pages, below the folder. */
  readonly output: string;
  readonly env?: Readonly<Record<string, string>>;
}

const vite = (name: string, folder: string, check: readonly string[], mode = 'production'): App => {
  const output = `dist/${mode}`;
  const build = ['vite', 'build', '--logLevel', 'warn', '--mode', mode, '--outDir', output];
  return { name, folder, check, build, output, env: { NODE_ENV: mode } };
};
/** Part of the address of an app’s pages. */
const slug = (output: string, folder: string) => `${folder}-${path.basename(output)}`;

const tsc = ['tsc', '-p', '.'];

const apps: readonly App[] = [
  vite('React', 'react', tsc),
  // StrictMode does nothing in a build for production.
  vite('React in StrictMode', 'react', tsc, 'development'),
  vite('Vue', 'vue', ['vue-tsc', '-p', '.']),
  vite('Svelte', 'svelte', ['svelte-check', '--fail-on-warnings']),
  vite('Solid', 'solid', tsc),
  vite('Preact', 'preact', tsc),
  {
    name: 'Angular',
    folder: 'angular',
    check: ['ngc', '-p', '.', '--noEmit'],
    build: ['ng', 'build'],
    output: 'dist/production',
  },
];

describe('with frameworks', { concurrency: 2 }, () => {
  let surroundings: Surroundings;

  before(async () => {
    await install();
    const mounts = apps.map(
      ({ folder, output }) => [slug(output, folder), { folder: path.join(base, 'apps', folder, output) }] as const,
    );
    const recorder = { folder: 'test/pages-fixtures' };
    const [host, browser] = await Promise.all([
      startHost({ ...Object.fromEntries(mounts), recorder }),
      launchBrowser(),
    ]);
    surroundings = { host, browser };
  });
  after(async () => {
    await surroundings.browser.close();
    await surroundings.host.close();
  });

  for (const { name, folder, check, build, output, env } of apps) {
    describe(`in ${name}`, () => {
      const cwd = path.join(base, 'apps', folder);
      before(async () => {
        await run(build, cwd, env);
      });

      it('is sound to the type checker', async () => {
        await run(check, cwd);
      });

      accountTests(() => surroundings, { path: `/${slug(output, folder)}/` });
    });
  }

  it('is there in StrictMode indeed', async () => {
    const account = await Account.open(surroundings.browser, surroundings.host, { path: '/react-development/' }, {});
    await account.until(`document.documentElement.dataset.effects === '++'`);
    await account.close();
  });

  it('is sound to the type checker in plain HTML, too', async () => {
    await run(tsc, path.join(base, 'apps/html'));
  });
});
