import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { permissionsLine } from '../../src/cli/checks/permissions.js';
import { usage } from '../../src/cli/options.js';
import { providerHosts, trustedTypesPolicy } from '../../src/providers/hosts.js';
import { builtInProviders } from '../../src/providers/registry.js';
import { snippetsIn } from '../support/snippets/snippet.js';
import { doctor } from './support/doctor.js';
import { pageWith, startShop, tag } from './support/shop.js';

const read = (file: string) => readFileSync(file, 'utf8');
const providers = Object.entries(providerHosts);

/** The headers in the blocks of a document, by name. */
const headersIn = (file: string) =>
  snippetsIn(file)
    .filter(({ language }) => language === 'http')
    .flatMap(({ code }) => code.trim().split('\n'))
    .map((line) => line.split(/: (.*)/));

describe('the table of hosts', () => {
  it('has each provider of the registry that has hosts of its own', () => {
    const known = Object.keys(builtInProviders).filter((name) => name !== 'hosted');
    assert.deepEqual(Object.keys(providerHosts).sort(), known.sort());
  });

  it('is what the adapters let a server name, and nothing beside it', () => {
    for (const [name, { policy }] of providers) {
      // `context.trustedUrl(url, ['sumsub.com'], …)`: the only hosts whose frames an adapter opens.
      const trusted = [...read(`src/providers/${name}.ts`).matchAll(/rustedUrl\([^[]*\[([^\]]*)\]/g)]
        .flatMap(([, list = '']) => [...list.matchAll(/'([^']+)'/g)])
        .map(([, domain = '']) => domain);
      assert.ok(trusted.length > 0, name);
      const sources = policy['frame-src'] ?? [];
      for (const domain of trusted)
        assert.ok(
          sources.some((source) => source.endsWith(`.${domain}`)),
          `${name}: ${domain}`,
        );
      for (const source of sources)
        assert.ok(
          trusted.some((domain) => source.endsWith(`.${domain}`)),
          `${name}: ${source}`,
        );
    }
  });

  it('is what the loaders say', () => {
    for (const [name, { cameraOrigins, policy }] of providers) {
      const loader = builtInProviders[name];
      const warm = loader?.warmUpUrl?.({});
      if (warm !== undefined) assert.ok(cameraOrigins.includes(new URL(warm).origin), name);
      // What asks for the camera is a frame that the policy allows.
      const hosts = (policy['frame-src'] ?? []).map((source) => source.replace('https://', '').replace('*', ''));
      for (const origin of cameraOrigins)
        assert.ok(
          hosts.some((host) => origin.endsWith(host)),
          origin,
        );
    }
  });

  it('is what docs/providers.md says of each', () => {
    const rows = read('docs/providers.md')
      .split('\n## What pages must allow')[1]
      ?.split('\n## ')[0]
      ?.split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));
    const expected = providers.map(([name, { policy, cameraOrigins }]) => {
      const directives = Object.entries(policy).map(([directive, sources]) => [directive, ...sources].join(' '));
      return ['', name, directives.join('; '), permissionsLine(cameraOrigins), ''];
    });
    assert.deepEqual(rows, expected);
  });

  it('is in the headers that the README, SECURITY.md and AGENTS.md give for Sumsub', () => {
    for (const file of ['README.md', 'SECURITY.md', 'AGENTS.md']) {
      const headers = headersIn(file);
      const permissions = headers.filter(([name]) => name === 'Permissions-Policy').map(([, value]) => value);
      assert.deepEqual(permissions, [permissionsLine(providerHosts.sumsub.cameraOrigins)], file);
      const policies = headers.filter(([name]) => name === 'Content-Security-Policy').map(([, value = '']) => value);
      assert.ok(policies.length > 0, file);
      for (const policy of policies) {
        const directives = policy.split('; ');
        for (const [directive, sources] of Object.entries(providerHosts.sumsub.policy))
          assert.ok(directives.includes([directive, ...sources].join(' ')), `${file}: ${policy}`);
        const types = directives.find((directive) => directive.startsWith('trusted-types'));
        if (types) assert.equal(types, `trusted-types ${trustedTypesPolicy}`);
      }
    }
  });
});

describe('docs/doctor.md', () => {
  const page = read('docs/doctor.md');

  it('shows what the command prints', async () => {
    const [sample] = snippetsIn('docs/doctor.md').filter(({ language }) => language === 'console');
    const shop = await startShop({
      headers: {
        'content-security-policy': "default-src 'self'",
        'permissions-policy': 'camera=(self)',
        'x-frame-options': 'SAMEORIGIN',
      },
      html: pageWith('<verification-upgrade></verification-upgrade>', tag),
      answers: {
        '/api/v2/user/upgrade': {
          status: 401,
          headers: { 'content-type': 'application/json' },
          body: '{"errors":{"ER700":{}}}',
        },
      },
    });
    const { out, code } = await doctor(`${shop.origin}/account`);
    await shop.close();
    assert.equal(code, 1);
    assert.equal(sample?.code, out.replaceAll(shop.origin, 'http://localhost:3000'));
  });

  it('has each option of the command, and no other', () => {
    const options = (text: string) => [...new Set([...text.matchAll(/--[a-z]+/g)].map(([option]) => option))].sort();
    assert.deepEqual(options(page), options(usage));
  });
});

describe('docs/observe.md', () => {
  it('has the recipes that the tests in the browser run', () => {
    const blocks = snippetsIn('docs/observe.md').map(({ code }) => code);
    for (const name of ['sentry', 'opentelemetry', 'datadog', 'tag-manager']) {
      const file = read(`test/observe/recipes/${name}.ts`);
      const published = file.replace("'../../../src/observe/index.js'", "'verification-upgrade/observe'");
      assert.ok(blocks.includes(published), `${name} is another in docs/observe.md`);
    }
  });
});
