import { expect } from '@open-wc/testing';
import type { UpgradeMessageEvent, UpgradeWarningEvent } from '../../src/index.js';
import { knowsPolicies } from '../support/abilities.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { openPage, script, tag } from '../support/page.js';
import { setInsecure } from '../upgrade/support/fake-page.js';
import { say } from '../support/sumsub.js';
import {
  emulators,
  frameOf,
  mountUpgrade,
  next,
  offer,
  offerOf,
  play,
  record,
  Run,
  until,
} from '../support/upgrade.js';

const acme = (fake: FakeProvider) => ({ replies: [offerOf('acme')], properties: { providers: { acme: fake.load } } });

/** What is said on the console while something is done. */
async function warningsDuring(act: () => Promise<unknown>): Promise<string> {
  const said: unknown[] = [];
  const { warn } = console;
  console.warn = (...words: unknown[]) => void said.push(...words);
  await act();
  console.warn = warn;
  return said.join(' ');
}

describe('warnings', () => {
  it('tell the page and the developer, and change nothing', async () => {
    const fake = new FakeProvider();
    const { element } = await mountUpgrade(acme(fake));
    await until(element, 'active');
    const statuses = record(element);
    const heard = next<UpgradeWarningEvent>(element, 'upgrade-warning');
    const sdk = await fake.mounted();
    const said = await warningsDuring(() => {
      sdk.report({ type: 'warning', code: 'upload', message: 'The photo is blurred.' });
      return heard;
    });
    expect(await heard).to.include({ code: 'upload', message: 'The photo is blurred.' });
    expect(said).to.match(/upload.*The photo is blurred\./);
    expect(statuses).to.deep.equal([]);
  });

  it('come from Sumsub’s frame', async () => {
    const { element } = await mountUpgrade();
    await until(element, 'active');
    const heard = next<UpgradeWarningEvent>(element, 'upgrade-warning');
    play(element, 'idCheck.onUploadWarning', { code: 'low-photo-quality', msg: 'The photo is blurred.' });
    expect(await heard).to.include({ code: 'upload' });
    expect((await heard).message)
      .to.include('low-photo-quality')
      .and.not.include('blurred');
    expect(element.state.status).to.equal('active');
  });

  const policies: Readonly<Record<string, readonly [code: string, devices: string, header: RegExp]>> = {
    "camera 'none'": ['camera-blocked', 'the camera', /Permissions-Policy: camera=\(self "http[^,"]+"\), and/],
    "microphone 'none'": [
      'microphone-blocked',
      'the microphone',
      /Permissions-Policy: microphone=\(self "http[^,"]+"\), and/,
    ],
    "camera 'none'; microphone 'none'": [
      'camera-blocked',
      'the camera and microphone',
      /Permissions-Policy: camera=\(self "http[^,"]+"\), microphone=\(self "http[^,"]+"\), and/,
    ],
  };
  for (const [policy, [expected, devices, header]] of Object.entries(knowsPolicies ? policies : {})) {
    it(`come where the page has ${policy}, and the SDK is shown all the same`, async () => {
      const run = new Run();
      const { sumsub } = await emulators();
      const { element } = await openPage(`${tag(run.endpoint([offer()]), 'launch="manual"')}${script}`, policy);
      element.providerOptions = { sumsub: { baseUrl: sumsub } };
      const codes: string[] = [];
      let said = '';
      element.addEventListener('upgrade-warning', ({ code, message }) => {
        codes.push(code);
        said = message;
      });
      element.start();
      await until(element, 'active');
      expect(codes).to.deep.equal([expected]);
      expect(said).to.include(`may not use ${devices}.`).and.to.match(header);
      expect(frameOf(element)).not.to.equal(null);
    });
  }

  it('come once where the page was loaded without https, and the SDK is shown all the same', async () => {
    setInsecure();
    const { element } = await mountUpgrade({ attributes: { launch: 'manual' } });
    const codes: string[] = [];
    element.addEventListener('upgrade-warning', ({ code }) => codes.push(code));
    element.start();
    await until(element, 'active');
    expect(codes).to.deep.equal(['insecure-context']);
  });

  it('are not there on a page that may use the camera', async () => {
    const { element } = await mountUpgrade({ attributes: { launch: 'manual' } });
    const codes: string[] = [];
    element.addEventListener('upgrade-warning', ({ code }) => codes.push(code));
    element.start();
    await until(element, 'active');
    expect(codes).to.deep.equal([]);
  });

  it('let no token out', async () => {
    const fake = new FakeProvider();
    const { element } = await mountUpgrade(acme(fake));
    const sdk = await fake.mounted();
    const heard = next<UpgradeWarningEvent>(element, 'upgrade-warning');
    const said = await warningsDuring(() => {
      sdk.report({ type: 'warning', code: 'odd', message: 'It was secret-token.' });
      return heard;
    });
    expect(said + (await heard).message).not.to.include('secret-token');
  });
});

describe('messages of a provider', () => {
  it('reach the page under their own names, fit for analytics', async () => {
    const { element } = await mountUpgrade();
    await until(element, 'active');
    const { event } = await say(element, 'onStepCompleted', {
      idDocSetType: 'IDENTITY',
      applicantId: 'a1',
      image: 'data:',
    });
    const { provider, name, payload } = event;
    expect({ provider, name, payload }).to.deep.equal({
      provider: 'sumsub',
      name: 'idCheck.onStepCompleted',
      payload: { idDocSetType: 'IDENTITY' },
    });
  });

  it('let no token out, however deep', async () => {
    const fake = new FakeProvider();
    const { element } = await mountUpgrade(acme(fake));
    const sdk = await fake.mounted();
    const heard = next<UpgradeMessageEvent>(element, 'upgrade-message');
    sdk.report({
      type: 'message',
      name: 'echo secret-token',
      payload: { fine: 1, url: 'x?t=secret-token', deep: { list: [{ token: btoa('secret-token') }] } },
    });
    const { name, payload } = await heard;
    expect(name).not.to.include('secret-token');
    expect(payload).to.deep.equal({ fine: 1 });
  });
});
