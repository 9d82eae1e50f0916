import { expect } from '@open-wc/testing';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { createUpgrade, mountUpgrade, offerOf, until } from '../support/upgrade.js';

const all = 'idle requesting loading active pending approved rejected cancelled unavailable failed'.split(' ');
const shown = (element: Element) => all.filter((status) => element.matches(`:state(${status})`));

describe('the custom state', () => {
  it('is idle from the first moment on', async () => {
    const { element } = await createUpgrade({ attributes: { launch: 'manual' } });
    expect(shown(element)).to.deep.equal(['idle']);
    document.body.append(element);
    expect(shown(element)).to.deep.equal(['idle']);
    await element.updateComplete;
    expect(shown(element)).to.deep.equal(['idle']);
    element.remove();
  });

  it('is the status, and only that, when the page hears of it', async () => {
    const provider = new FakeProvider();
    const { element } = await mountUpgrade({
      replies: [offerOf('acme')],
      attributes: { launch: 'manual' },
      properties: { providers: { acme: provider.load } },
    });
    const seen: string[][] = [];
    element.addEventListener('upgrade-state-change', () => seen.push(shown(element)));
    element.start();
    const sdk = await provider.mounted();
    sdk.report({ type: 'submitted' });
    sdk.report({ type: 'rejected', final: true });
    element.start();
    element.cancel();
    element.reset();
    const way = ['requesting', 'loading', 'active', 'pending', 'rejected', 'requesting', 'cancelled', 'idle'];
    expect(seen).to.deep.equal(way.map((status) => [status]));
  });

  it('is idle again once the element has left the page', async () => {
    const { element } = await mountUpgrade({ replies: [{ status: 500 }] });
    await until(element, 'failed');
    expect(shown(element)).to.deep.equal(['failed']);
    element.remove();
    await Promise.resolve();
    expect(shown(element)).to.deep.equal(['idle']);
  });

  it('can be used in the page’s style sheet', async () => {
    const { element } = await mountUpgrade({ replies: [{ body: { nextLevel: null } }] });
    const style = document.createElement('style');
    style.textContent = 'verification-upgrade:state(unavailable) { outline: 3px solid rgb(1, 2, 3) }';
    document.head.append(style);
    await until(element, 'unavailable');
    expect(getComputedStyle(element).outlineColor).to.equal('rgb(1, 2, 3)');
    style.remove();
  });
});
