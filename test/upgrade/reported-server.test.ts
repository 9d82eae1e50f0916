import { expect } from '@open-wc/testing';
// Loaded beforehand: while time is fake, nothing waits for a download.
import '../../src/upgrade/poll-status.js';
import type { ProviderEvent, RequestContext, VerificationUpgradeElement } from '../../src/index.js';
import type { FakeMount } from '../../src/testing/fake-provider.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { until } from '../support/upgrade.js';
import { begin, recordConsole } from './support/begin.js';
import { setOnline, setVisible } from './support/fake-page.js';
import { fakeTime } from './support/fake-time.js';

const submitted: ProviderEvent = { type: 'submitted' };
const hour = 3_600_000;

const open = (upgrade: object = {}) => ({
  currentLevel: 'hero',
  nextLevel: 'satoshi',
  upgrade: { access_token: 'secret-token', provider: 'acme', ...upgrade },
});
const done = { currentLevel: 'satoshi', nextLevel: null, upgrade: null };
const rejected = { currentLevel: 'hero', nextLevel: 'satoshi', upgrade: { status: 'rejected' } };
const waiting = { currentLevel: 'hero', nextLevel: 'satoshi', upgrade: { status: 'pending' } };

describe('a server', () => {
  const time = fakeTime();
  recordConsole();
  beforeEach(() => {
    setVisible(true);
    setOnline(true);
  });

  /** An active SDK of a page whose client answers these in turn; the last one repeats. */
  async function active(
    answers: readonly unknown[],
    fake = new FakeProvider({ singleLevel: false }),
  ): Promise<{ element: VerificationUpgradeElement; sdk: FakeMount; asked: readonly string[] }> {
    const asked: string[] = [];
    const request = ({ reason }: RequestContext) => answers[Math.min(asked.push(reason), answers.length) - 1];
    const attributes = { 'status-endpoint': '/status' };
    const { element } = await begin({ attributes, properties: { providers: { acme: fake.load }, request } });
    await until(element, 'active');
    return { element, sdk: await fake.mounted(), asked };
  }

  /** Time passes until the server was asked so often, and its answers are read. */
  async function pass(asked: readonly string[], times: number): Promise<void> {
    while (asked.length < times) {
      await time.clock.tickAsync(500);
      await fetch('/emulators.json');
    }
    await time.clock.tickAsync(0);
  }

  /** The module that asks is there: it is imported again for each status. */
  const settled = async () => {
    await fetch('/emulators.json');
    await fetch('/emulators.json');
  };

  it('is asked once the code for that can be downloaded', async () => {
    const { element, sdk, asked } = await active([open(), done]);
    sdk.report(submitted);
    // At once, before the module is there.
    time.clock.tick(30_000);
    await pass(asked, 2);
    expect(element.state).to.include({ status: 'approved', confirmedBy: 'server' });
  });

  describe('that decides while the user is away', () => {
    for (const [what, provider, event] of [
      ['under review', new FakeProvider({ singleLevel: false }), submitted],
      ['approved by the provider', new FakeProvider(), { type: 'approved' }],
    ] as const) {
      it(`for an hour, is asked when the user comes back to an upgrade that is ${what}`, async () => {
        const { element, sdk, asked } = await active([open(), done], provider);
        sdk.report(event);
        await settled();
        setVisible(false);
        await time.clock.tickAsync(hour);
        expect(asked).to.deep.equal(['start']);
        setVisible(true);
        await pass(asked, 2);
        expect(element.state).to.include({ status: 'approved', confirmedBy: 'server' });
      });
    }
  });

  it('is asked though the browser claims to be offline, behind a VPN', async () => {
    setOnline(false);
    const { element, sdk, asked } = await active([open(), waiting, done]);
    sdk.report(submitted);
    await pass(asked, 3);
    expect(element.state).to.include({ status: 'approved', confirmedBy: 'server' });
  });

  describe('that still says what was true before', () => {
    it('does not reject again what the user has handed in anew', async () => {
      const { element, sdk, asked } = await active([
        open({ status: 'rejected' }),
        rejected,
        rejected,
        waiting,
        rejected,
      ]);
      sdk.report(submitted);
      await pass(asked, 3);
      expect(element.state.status).to.equal('pending');
      expect(sdk.unmounts).to.equal(0);
      await pass(asked, 5);
      expect(element.state).to.include({ status: 'rejected', confirmedBy: 'server' });
    });

    it('approves what was rejected before', async () => {
      const { element, sdk, asked } = await active([open({ status: 'declined' }), rejected, done]);
      sdk.report(submitted);
      await pass(asked, 3);
      expect(element.state).to.include({ status: 'approved', confirmedBy: 'server' });
    });

    const item = (status: string) => [{ name: 'idDocument', status }];
    it('does not ask again for what the user has handed in anew', async () => {
      const answers = [open(), item('pending'), item('missing'), item('pending'), item('missing')];
      const { element, sdk, asked } = await active(answers);
      sdk.report(submitted);
      await pass(asked, 2);
      sdk.report({ type: 'step', step: 'retry' });
      sdk.report(submitted);
      await pass(asked, 3);
      expect(element.state.status).to.equal('pending');
      expect(sdk.unmounts).to.equal(0);
      await pass(asked, 5);
      expect(element.state).to.include({ status: 'rejected', final: false, confirmedBy: 'server' });
    });
  });

  describe('that spells a level in another case when it is asked for a fresh token', () => {
    it('is understood', async () => {
      const fresh = {
        currentLevel: 'Hero',
        nextLevel: 'SATOSHI',
        upgrade: { access_token: 'fresh', provider: 'Acme' },
      };
      const { element, sdk } = await active([open(), fresh]);
      const refreshed = sdk.context.refresh();
      await time.clock.tickAsync(0);
      expect((await refreshed).accessToken).to.equal('fresh');
      expect(element.state.status).to.equal('active');
    });

    it('is understood if it has approved', async () => {
      const { element, sdk } = await active([open(), { ...done, currentLevel: 'Satoshi' }]);
      const refreshed = sdk.context.refresh().catch(() => undefined);
      await time.clock.tickAsync(0);
      await refreshed;
      expect(element.state).to.include({ status: 'approved', confirmedBy: 'server' });
    });
  });
});
