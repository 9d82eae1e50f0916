import { expect, fixtureSync, html } from '@open-wc/testing';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { createUpgrade, offerOf, record, until } from '../support/upgrade.js';

async function create() {
  const provider = new FakeProvider();
  const properties = { providers: { acme: provider.load } };
  const attributes = { launch: 'manual' };
  const { element, run } = await createUpgrade({ replies: [offerOf('acme')], properties, attributes });
  return { element, run, provider, statuses: record(element) };
}

describe('start() on an element that is not on the page', () => {
  it('asks nothing and mounts nothing until the element comes onto it', async () => {
    const { element, run, provider, statuses } = await create();
    element.start();
    expect(element.state.status).to.equal('idle');
    expect([await run.requests(), provider.loads, statuses]).to.deep.equal([[], 0, []]);
    fixtureSync(html`<div>${element}</div>`);
    await until(element, 'active');
    const { context } = await provider.mounted();
    expect(context.container.isConnected).to.equal(true);
    expect(await run.requests()).to.have.length(1);
  });

  it('is taken back by reset()', async () => {
    const { element, run } = await create();
    element.start();
    element.reset();
    fixtureSync(html`<div>${element}</div>`);
    await element.updateComplete;
    expect(element.state.status).to.equal('idle');
    expect(await run.requests()).to.deep.equal([]);
  });

  it('counts in the middle of a move', async () => {
    const { element, run } = await create();
    const place = fixtureSync<HTMLElement>(html`<div>${element}</div>`);
    element.remove();
    element.start();
    place.append(element);
    await until(element, 'active');
    expect(await run.requests()).to.have.length(1);
  });

  it('asks nothing for an element that has just been taken off', async () => {
    const { element, run, statuses } = await create();
    fixtureSync(html`<div>${element}</div>`);
    element.remove();
    element.start();
    await Promise.resolve();
    expect(element.state.status).to.equal('idle');
    expect([await run.requests(), statuses]).to.deep.equal([[], []]);
  });
});
