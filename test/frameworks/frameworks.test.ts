import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { launchBrowser } from '../support/pages.js';
import { Account } from './support/account.js';
import { accountTests, type Surroundings } from './support/account-tests.js';
import { startHost } from './support/host.js';
import { install } from './support/install.js';
import { renderPage } from './support/render.js';
import { base, run } from './support/run.js';

/** An account page, and how its users would check and build it. */
interface App {
  readonly name: string;
  readonly folder: string;
  /** Not where another app of the same folder has it. */
  readonly check?: readonly string[];
  readonly build: readonly string[];
  /** Where the build puts the pages, below the folder. */
  readonly output: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The module that renders it on a server. */
  readonly server?: string;
}

const vite = (name: string, folder: string, check?: readonly string[], mode = 'production'): App => {
  const output = `dist/${mode}`;
  const build = ['vite', 'build', '--logLevel', 'warn', '--mode', mode, '--outDir', output];
  return { name, folder, ...(check && { check }), build, output, env: { NODE_ENV: mode } };
};
/** Part of the address of an app’s pages. */
const slug = (output: string, folder: string) => `${folder}-${path.basename(output)}`;

const tsc = ['tsc', '-p', '.'];

const apps: readonly App[] = [
  vite('React', 'react', tsc),
  // StrictMode does nothing in a build for production.
  vite('React in StrictMode', 'react', undefined, 'development'),
  { ...vite('React 18', 'react18', [...tsc, '--skipLibCheck', 'false']), server: 'src/server.tsx' },
  { ...vite('React 18 in StrictMode', 'react18', undefined, 'development'), server: 'src/server.tsx' },
  { ...vite('Vue', 'vue', ['vue-tsc', '-p', '.']), server: 'src/server.ts' },
  { ...vite('Svelte', 'svelte', ['svelte-check', '--fail-on-warnings']), server: 'src/server.ts' },
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
    await install('', 'apps/react18');
    const mounts = apps.map(
      ({ folder, output }) => [slug(output, folder), { folder: path.join(base, 'apps', folder, output) }] as const,
    );
    const [host, browser] = await Promise.all([startHost(Object.fromEntries(mounts)), launchBrowser()]);
    surroundings = { host, browser };
  });
  after(async () => {
    await surroundings.browser.close();
    await surroundings.host.close();
  });

  for (const { name, folder, check, build, output, env = {}, server } of apps) {
    describe(`in ${name}`, () => {
      const cwd = path.join(base, 'apps', folder);
      before(async () => {
        await run(build, cwd, env);
      });

      if (check)
        it('is sound to the type checker', async () => {
          await run(check, cwd);
        });

      accountTests(() => surroundings, { path: `/${slug(output, folder)}/` });

      if (server)
        describe('rendered on a server', () => {
          let html = '';
          before(async () => {
            html = await renderPage({ cwd, server, output, env });
          });

          it('has the tag there, with its attributes', () => {
            const [tag = ''] = /<verification-upgrade[^>]*>/.exec(html) ?? [];
            const written = ['wait-for="headers"', 'lang="en"', 'theme="light"', 'support-url="/support"'];
            assert.deepEqual(
              written.filter((attribute) => !tag.includes(attribute)),
              [],
            );
          });

          accountTests(() => surroundings, { path: `/${slug(output, folder)}/rendered.html` });
        });
    });
  }

  it('is written on a server by React itself, with its attributes and without its functions', async () => {
    const print = `
      import { createElement } from 'react';
      import { renderToString } from 'react-dom/server';
      import 'verification-upgrade';
      const props = { 'support-url': '/support', headers: () => ({ secret: 'token' }), 'onupgrade-failed'() {} };
      process.stdout.write(renderToString(createElement('verification-upgrade', props)));`;
    const html = await run(['node', '--input-type=module', '--eval', print], base);
    assert.equal(html, '<verification-upgrade support-url="/support"></verification-upgrade>');
  });

  it('is there in StrictMode indeed', async () => {
    const account = await Account.open(surroundings.browser, surroundings.host, { path: '/react-development/' }, {});
    await account.until(`document.documentElement.dataset.effects === '++'`);
    await account.close();
  });

  it('is sound to the type checker in plain HTML, too', async () => {
    await run(tsc, path.join(base, 'apps/html'));
  });
});
