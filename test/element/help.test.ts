import { expect, waitUntil } from '@open-wc/testing';
import en from '../../src/locales/en.js';
import { activeDialog, modalOf, pressPart } from '../support/dialog.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import type { UpgradeSetup } from '../support/upgrade.js';
import { mountUpgrade, offerOf, part, record, until } from '../support/upgrade.js';
import { action, parts, wordsOf } from '../support/view.js';

async function mountActive(setup: UpgradeSetup = {}) {
  const fake = new FakeProvider();
  const { element, run } = await mountUpgrade({
    replies: [offerOf('acme')],
    ...setup,
    properties: { providers: { acme: fake.load } },
  });
  await until(element, 'active');
  // Its code is loaded while the SDK is starting.
  await waitUntil(() => part(element, 'help'));
  return { element, run, sdk: await fake.mounted(), fake };
}

const open = (element: Element) => part(element, 'help')?.querySelector('summary')?.click();

describe('the help below the SDK', () => {
  it('is one line until it is opened', async () => {
    const { element } = await mountActive();
    const [help] = parts(element, 'help');
    expect(wordsOf(help?.querySelector('summary'))).to.equal(en['help.heading']);
    expect(help?.getBoundingClientRect().height).to.be.within(44, 48);
    expect(parts(element, 'button')).to.deep.equal([]);
  });

  it('starts the step again: a new SDK, and no second request', async () => {
    const { element, run, sdk, fake } = await mountActive();
    open(element);
    action(element, en['help.restart']).click();
    await fake.mounted(2);
    expect(sdk.unmounts).to.equal(1);
    expect(await run.requests()).to.have.length(1);
  });

  it('lets the user carry on later', async () => {
    const { element, sdk } = await mountActive();
    open(element);
    action(element, en['help.later']).click();
    await until(element, 'cancelled');
    expect(sdk.unmounts).to.equal(1);
  });

  it('leads to support, with a reference that holds no secret', async () => {
    const { element, sdk } = await mountActive({ attributes: { 'support-url': '/help' } });
    sdk.report({ type: 'step', step: 'selfie' });
    await element.updateComplete;
    open(element);
    const link = action(element, en['action.support']);
    expect([link.getAttribute('href'), link.getAttribute('target')]).to.deep.equal(['/help', '_blank']);
    const reference = wordsOf(part(element, 'code')?.querySelector('code'));
    expect(reference).to.match(/^acme · selfie · \d{4}-\d\d-\d\d \d\d:\d\d UTC$/);
    expect(element.shadowRoot?.textContent).not.to.include('secret-token');
  });

  it('says that the camera is blocked, if it is', async () => {
    const { element, sdk } = await mountActive();
    const warn = console.warn;
    console.warn = () => undefined;
    try {
      sdk.report({ type: 'warning', code: 'camera-blocked', message: 'No camera here.' });
    } finally {
      console.warn = warn;
    }
    await element.updateComplete;
    open(element);
    expect(wordsOf(part(element, 'help'))).to.include(en['help.camera.text']);
  });

  it('can be replaced, or taken away', async () => {
    const { element } = await mountActive({ content: '<span slot="help"></span>' });
    expect(part(element, 'help')?.checkVisibility()).to.equal(false);
  });

  it('is not there without an SDK on screen', async () => {
    const { element } = await mountActive();
    element.cancel();
    await until(element, 'cancelled');
    expect(part(element, 'help')).to.equal(null);
  });
});

describe('the help in the dialog', () => {
  it('is in its bar, and closes by Escape before the dialog does', async () => {
    const { element } = await activeDialog();
    open(element);
    const help = part(element, 'help');
    expect(help?.closest('.bar')).not.to.equal(null);
    modalOf(element)?.dispatchEvent(new Event('cancel', { cancelable: true }));
    await element.updateComplete;
    expect(help).to.have.property('open', false);
    expect(element.shadowRoot?.querySelector('[role=alertdialog]')).to.equal(null);
  });

  it('leaves without another question', async () => {
    const { element } = await activeDialog();
    const statuses = record(element);
    open(element);
    action(element, en['help.later']).click();
    await element.updateComplete;
    expect([statuses, modalOf(element)]).to.deep.equal([['cancelled'], null]);
  });

  it('gives way to the question', async () => {
    const { element } = await activeDialog();
    await pressPart(element, 'close');
    expect(element.shadowRoot?.querySelector('[role=alertdialog]')).not.to.equal(null);
  });
});
