import { expect } from '@open-wc/testing';
import { VerificationUpgradeElement } from '../../src/index.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { secondCopy } from '../support/second-copy.js';
import {
  createUpgrade,
  frameOf,
  mountUpgrade,
  neverReady,
  offer,
  offerOf,
  play,
  record,
  told,
  until,
} from '../support/upgrade.js';

const mountMany = (...plays: readonly string[]) =>
  Promise.all(plays.map((name) => mountUpgrade({ replies: [offer(name)] })));

describe('several elements on a page', () => {
  it('all reach their SDK, each its own', async () => {
    const mounted = await mountMany('quiet', 'quiet', 'quiet');
    const states = await Promise.all(mounted.map(({ element }) => until(element, 'active')));
    expect(states.map(({ status }) => status)).to.deep.equal(['active', 'active', 'active']);
    const addresses = mounted.map(({ element }) => frameOf(element)?.src);
    expect(new Set(addresses).size).to.equal(3);
    expect(document.querySelectorAll('iframe')).to.have.length(3);
    for (const { run } of mounted) expect(await run.requests()).to.have.length(1);
  });

  it('hear their own SDK alone', async () => {
    const [one, two] = await mountMany('quiet', 'quiet');
    if (!one || !two) throw new Error('Two were wanted.');
    await Promise.all([until(one.element, 'active'), until(two.element, 'active')]);
    const statuses = record(two.element);
    play(one.element, 'idCheck.onApplicantSubmitted');
    await until(one.element, 'pending');
    await told(two.element);
    expect(statuses).to.deep.equal([]);
    expect(two.element.state.status).to.equal('active');
  });

  it('wait for a dead SDK no longer than its time', async () => {
    const { element: dead } = await mountUpgrade({ replies: [offer('dead')], attributes: { 'ready-timeout': '300' } });
    await until(dead, 'loading');
    while (!frameOf(dead)) await dead.updateComplete.then(() => new Promise(requestAnimationFrame));
    const { element } = await mountUpgrade();
    await Promise.all([until(dead, 'failed'), until(element, 'active')]);
  });

  it('wait no longer for one that leaves', async () => {
    const { element: dead } = await createUpgrade({ replies: [offer('dead')] });
    document.body.append(dead);
    while (!frameOf(dead)) await new Promise(requestAnimationFrame);
    const { element } = await mountUpgrade();
    await until(element, 'loading');
    dead.remove();
    await until(element, 'active');
  });

  it('end one by one', async () => {
    const [one, two] = await mountMany('quiet', 'quiet');
    if (!one || !two) throw new Error('Two were wanted.');
    await Promise.all([until(one.element, 'active'), until(two.element, 'active')]);
    one.element.cancel();
    await until(one.element, 'cancelled');
    play(two.element, 'idCheck.onApplicantSubmitted');
    await until(two.element, 'pending');
    expect(frameOf(one.element)).to.equal(null);
    expect(frameOf(two.element)).not.to.equal(null);
  });

  it('do not wait for each other if their SDK allows several', async () => {
    const [slow, quick] = [new FakeProvider(neverReady), new FakeProvider()];
    const setup = (fake: FakeProvider) => ({
      replies: [offerOf('acme')],
      properties: { providers: { acme: fake.load } },
    });
    await mountUpgrade(setup(slow));
    await slow.mounted();
    const { element } = await mountUpgrade(setup(quick));
    await until(element, 'active');
  });
});

describe('a second copy of the script', () => {
  it('does no harm: the first one stays', async () => {
    const copy = await secondCopy();
    expect(copy.VerificationUpgradeElement).not.to.equal(VerificationUpgradeElement);
    expect(customElements.get('verification-upgrade')).to.equal(VerificationUpgradeElement);
    const { element } = await mountUpgrade();
    await until(element, 'active');
  });

  it('can be used beside the first, under another tag', async () => {
    const copy = await secondCopy();
    class SecondUpgrade extends copy.VerificationUpgradeElement {}
    customElements.define('second-upgrade', SecondUpgrade);
    const { element: first } = await createUpgrade();
    const { element: model } = await createUpgrade();
    const second = new SecondUpgrade();
    Object.assign(second, { endpoint: model.endpoint, providerOptions: model.providerOptions });
    document.body.append(first, second);
    await Promise.all([until(first, 'active'), until(second, 'active')]);
    expect(frameOf(first)).not.to.equal(null);
    expect(frameOf(second)).not.to.equal(null);
    first.remove();
    second.remove();
  });

  it('knows the errors of the first', async () => {
    const copy = await secondCopy();
    const error = new copy.UpgradeError('ER709');
    const { element } = await mountUpgrade({ properties: { request: () => Promise.reject(error) } });
    expect((await until(element, 'failed')).error).to.equal(error);
  });
});

describe('the package', () => {
  it('registers the tag with the class that it exports', () => {
    expect(document.createElement('verification-upgrade')).to.be.instanceOf(VerificationUpgradeElement);
  });

  it('can be told to register a class of its own making', async () => {
    class Subclass extends VerificationUpgradeElement {}
    customElements.define('sub-upgrade', Subclass);
    const { element: model } = await createUpgrade();
    const element = new Subclass();
    Object.assign(element, { endpoint: model.endpoint, providerOptions: model.providerOptions });
    document.body.append(element);
    await until(element, 'active');
    element.remove();
  });
});
