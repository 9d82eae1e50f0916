import { expect, nextFrame } from '@open-wc/testing';
import type { UpgradeWarningEvent } from '../../src/index.js';
import onfido from '../../src/providers/onfido.js';
import { AdapterFixture } from '../../src/testing/index.js';
import { frameOf, next, until } from '../support/upgrade.js';
import { mountVendor, watched } from '../support/vendor.js';
import { deferred } from '../upgrade/support/deferred.js';
import { setBlocked } from '../upgrade/support/fake-page.js';

const run = () => ({ token: '{{token:quiet}}', workflowRunId: 'run-1' });

const jwt = (claims: unknown) => `e30.${btoa(JSON.stringify(claims)).replaceAll('=', '')}.x`;

describe('Onfido’s start', () => {
  for (const [blocked, devices] of [
    [['camera'], 'camera'],
    [['microphone'], 'microphone'],
    [['camera', 'microphone'], 'camera and microphone'],
  ] as const) {
    it(`warns on a page that may not use the ${devices}`, async () => {
      setBlocked(...blocked);
      const { element } = await mountVendor({ vendor: 'onfido', payload: run() });
      const { code, message } = await next<UpgradeWarningEvent>(element, 'upgrade-warning');
      expect(code).to.equal(`${blocked[0]}-blocked`);
      expect(message).to.include(`may not use the ${devices}.`);
    });
  }

  it('warns of nothing on a page that may use both', async () => {
    setBlocked();
    const codes: string[] = [];
    const { element } = await mountVendor({ vendor: 'onfido', payload: run() });
    element.addEventListener('upgrade-warning', ({ code }) => codes.push(code));
    await until(element, 'active');
    expect(codes).to.deep.equal([]);
  });

  it('takes the place of another one of it when that is gone, and not before', async () => {
    const first = await mountVendor({ vendor: 'onfido', payload: run() });
    await until(first.element, 'active');
    const former: (Element | null)[] = [];
    const properties = watched('onfido', onfido, () => former.push(frameOf(first.element)));
    const second = await mountVendor({ vendor: 'onfido', payload: run(), properties });
    await until(second.element, 'loading');
    await nextFrame();
    expect(second.element.state.status).to.equal('loading');
    expect(frameOf(second.element)).to.equal(null);
    first.element.cancel();
    await until(second.element, 'active');
    expect(former).to.deep.equal([null]);
  });

  it('does not start again for a user who has left while a fresh token came', async () => {
    const left = deferred<undefined>();
    let starts = 0;
    let expire: () => void = () => undefined;
    const init = ({ onError }: { onError: (error: { type: string }) => void }) => {
      starts += 1;
      expire = () => onError({ type: 'expired_token' });
      return { tearDown: () => left.promise };
    };
    const payload = { token: jwt({}), workflowRunId: 'run-1' };
    const fixture = new AdapterFixture({
      adapter: onfido,
      options: { sdk: { init } },
      payload,
      refresh: () => Promise.resolve(payload),
    });
    await fixture.mount();
    fixture.container.append('Onfido');
    fixture.container.append(document.createElement('div'));
    expire();
    await nextFrame();
    const unmounted = fixture.unmount();
    left.resolve(undefined);
    await unmounted;
    await nextFrame();
    expect(starts).to.equal(1);
  });

  it('starts at the vendor’s own address, and with an SDK that the page brings', async () => {
    const given: object[] = [];
    const init = (options: object) => {
      given.push(options);
      return { tearDown: () => Promise.resolve() };
    };
    const fixture = new AdapterFixture({
      adapter: onfido,
      options: { sdk: { init } },
      payload: { token: jwt({ urls: { api: 'https://api.eu.onfido.com' } }), workflowRunId: 'run-1' },
    });
    await fixture.mount();
    expect(given).to.have.length(1);
    expect(given[0]).to.include({ workflowRunId: 'run-1', containerEl: fixture.container, showExitButton: true });
    await fixture.unmount();
  });
});
