import { expect } from '@open-wc/testing';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import type { Reply } from '../support/upgrade.js';
import { record, until } from '../support/upgrade.js';
import { begin } from './support/begin.js';

const levels = { currentLevel: 'hero', nextLevel: 'satoshi' };
const withStatus = (status: string, provider = 'SumSub'): Reply => ({
  body: { ...levels, upgrade: { status, provider } },
});

describe('the state after an answer that needs no SDK', () => {
  const answers: readonly (readonly [what: string, reply: Reply, state: { readonly status: 'pending' } | object])[] = [
    ['under review', withStatus('pending'), { status: 'pending', provider: 'sumsub', ...levels }],
    ['approved', withStatus('Approved'), { status: 'approved', confirmedBy: 'server', provider: 'sumsub', ...levels }],
    [
      'rejected',
      withStatus('declined'),
      { status: 'rejected', final: false, confirmedBy: 'server', provider: 'sumsub', ...levels },
    ],
    [
      'of a provider without an adapter',
      withStatus('pending', 'Acme-ID'),
      { status: 'pending', provider: 'Acme-ID', ...levels },
    ],
    ['of no provider', { body: { ...levels, status: 'open' } }, { status: 'pending', ...levels }],
    ['with no next level', { body: { ...levels, nextLevel: null } }, { status: 'unavailable', currentLevel: 'hero' }],
    ['with no upgrade', { body: { ...levels, upgrade: null } }, { status: 'unavailable', ...levels }],
    ['that names no level at all', { body: { nextLevel: null } }, { status: 'unavailable' }],
    ['with another success than 200', { status: 201, body: { nextLevel: null } }, { status: 'unavailable' }],
  ];
  for (const [what, reply, expected] of answers) {
    it(`(${what}) says what the server said, and mounts nothing`, async () => {
      const { element, run } = await begin({ replies: [reply] });
      const statuses = record(element);
      const { status } = expected as { status: 'pending' };
      expect(await until(element, status)).to.deep.equal(expected);
      expect(statuses).to.deep.equal([status]);
      expect(element.querySelector('[slot=provider]')).to.equal(null);
      expect((await run.requests()).length).to.equal(1);
    });
  }

  it('an answer without an offer does not load the adapter of the provider that it names', async () => {
    const fake = new FakeProvider();
    const { element } = await begin({
      replies: [withStatus('pending', 'acme')],
      properties: { providers: { acme: fake.load } },
    });
    await until(element, 'pending');
    expect(fake.loads).to.equal(0);
  });
});

describe('the state after an offer', () => {
  it('names the provider as registered, and the levels as the server does', async () => {
    const fake = new FakeProvider();
    const body = { currentLevel: ' hero ', nextLevel: 'Satoshi', type: 'ACME', data: { accessToken: 'secret-token' } };
    const { element } = await begin({ replies: [{ body }], properties: { providers: { acme: fake.load } } });
    const state = await until(element, 'active');
    expect(state).to.deep.equal({ status: 'active', provider: 'acme', currentLevel: 'hero', nextLevel: 'Satoshi' });
  });

  it('never holds the token', async () => {
    const fake = new FakeProvider();
    const upgrade = { provider: 'acme', access_token: 'secret-token' };
    const { element } = await begin({
      replies: [{ body: { upgrade } }],
      properties: { providers: { acme: fake.load } },
    });
    const states: string[] = [];
    element.addEventListener('upgrade-state-change', (event) => states.push(JSON.stringify(event.state)));
    await until(element, 'active');
    (await fake.mounted()).report({ type: 'submitted' });
    element.cancel();
    expect(states.join()).to.contain('cancelled').and.not.to.contain('secret-token');
    expect((await fake.mounted()).context.payload.accessToken).to.equal('secret-token');
  });
});
