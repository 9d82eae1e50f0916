import { expect } from '@open-wc/testing';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import type { Reply, UpgradeSetup } from '../support/upgrade.js';
import { createUpgrade, mountUpgrade, neverReady, offer, offerOf, part, refusal, until } from '../support/upgrade.js';
import { change, firstView, parts } from '../support/view.js';

const names = 'start loading pending approved rejected cancelled unavailable failed failed-ER709 failed-http-500'.split(
  ' ',
);
/** One view of the page’s own for each slot. */
const content = names.map((name) => `<p slot="${name}">The page’s ${name}</p>`).join('');

/** The slots of the page’s views that are on screen. */
const shown = (element: Element) =>
  [...element.querySelectorAll('p[slot]')].filter((view) => view.checkVisibility()).map(({ slot }) => slot);

/** The stage has come, and has decided. */
async function staged(element: Element): Promise<void> {
  const { shadowRoot } = element;
  while (shadowRoot && !part(element, 'panel')) await change(shadowRoot);
}

const verdict = (status: string): Reply => ({ body: { nextLevel: 'satoshi', upgrade: { status } } });

const table: readonly (readonly [slot: string, status: string, UpgradeSetup])[] = [
  ['start', 'idle', { attributes: { launch: 'manual' } }],
  ['loading', 'requesting', { replies: [{ hang: true }] }],
  ['pending', 'pending', { replies: [refusal(400, 'ER708')] }],
  ['approved', 'approved', { replies: [verdict('approved')] }],
  ['rejected', 'rejected', { replies: [verdict('rejected')] }],
  ['unavailable', 'unavailable', { replies: [{ body: { nextLevel: null } }] }],
  ['failed', 'failed', { replies: [{ status: 503 }] }],
  ['failed-ER709', 'failed', { replies: [refusal(400, 'ER709')] }],
  ['failed-http-500', 'failed', { replies: [{ status: 500 }] }],
];

describe('slots', () => {
  for (const [slot, status, setup] of table) {
    it(`replace the whole view: ${slot}`, async () => {
      const { element } = await mountUpgrade({ ...setup, content });
      await until(element, status as 'failed');
      await staged(element);
      expect(shown(element)).to.deep.equal([slot]);
      for (const name of ['heading', 'text', 'button', 'details']) expect(parts(element, name), name).to.deep.equal([]);
    });
  }

  it('replace the loading view before a launch, too', async () => {
    const attributes = { launch: 'visible', style: 'margin-top: 9000px' };
    const { element } = await mountUpgrade({ content, attributes });
    await staged(element);
    expect(shown(element)).to.deep.equal(['loading']);
  });

  it('replace the loading view while the SDK starts, and give way to it', async () => {
    const fake = new FakeProvider(neverReady);
    const { element } = await mountUpgrade({
      replies: [offerOf('acme')],
      properties: { providers: { acme: fake.load } },
      content,
    });
    const sdk = await fake.mounted();
    await element.updateComplete;
    expect(shown(element)).to.deep.equal(['loading']);
    sdk.report({ type: 'ready' });
    await until(element, 'active');
    expect(shown(element)).to.deep.equal([]);
    sdk.report({ type: 'submitted' });
    await until(element, 'pending');
    expect(shown(element)).to.deep.equal([]);
    expect(sdk.context.container.checkVisibility()).to.equal(true);
    element.cancel();
    await until(element, 'cancelled');
    expect(shown(element)).to.deep.equal(['cancelled']);
  });

  it('replace what is below an SDK that shows the reason of a rejection', async () => {
    const fake = new FakeProvider({ showsRejection: true });
    const { element } = await mountUpgrade({
      replies: [offerOf('acme')],
      properties: { providers: { acme: fake.load } },
      content,
    });
    const sdk = await fake.mounted();
    for (const type of ['ready', 'submitted'] as const) sdk.report({ type });
    sdk.report({ type: 'rejected', final: false });
    await until(element, 'rejected');
    await element.updateComplete;
    expect(shown(element)).to.deep.equal(['rejected']);
    expect(sdk.context.container.checkVisibility()).to.equal(true);
    expect(parts(element, 'button')).to.deep.equal([]);
    element.querySelector('[slot=rejected]')?.remove();
    expect(parts(element, 'button')).not.to.deep.equal([]);
  });

  it('take an error’s general view where its code has none', async () => {
    const { element } = await mountUpgrade({
      replies: [refusal(400, 'ER705')],
      content: '<p slot="failed-ER709">Code</p><p slot="failed">Any</p>',
    });
    await until(element, 'failed');
    await staged(element);
    expect(shown(element)).to.deep.equal(['failed']);
  });

  it('take our view where the page has one for another code alone', async () => {
    const { element } = await mountUpgrade({
      replies: [refusal(400, 'ER705')],
      content: '<p slot="failed-ER709">Code</p>',
    });
    await until(element, 'failed');
    expect((await firstView(element)).heading).not.to.equal('');
    expect(shown(element)).to.deep.equal([]);
  });

  it('go from one to the next with the state', async () => {
    const { element } = await mountUpgrade({ replies: [refusal(400, 'ER709'), { status: 503 }, offer()], content });
    await until(element, 'failed');
    await staged(element);
    expect(shown(element)).to.deep.equal(['failed-ER709']);
    element.start();
    await element.updateComplete;
    expect(shown(element)).to.deep.equal(['loading']);
    await until(element, 'failed');
    expect(shown(element)).to.deep.equal(['failed']);
    element.start();
    await until(element, 'active');
    expect(shown(element)).to.deep.equal([]);
  });

  it('may be filled later', async () => {
    const { element } = await mountUpgrade({ replies: [{ status: 503 }] });
    await until(element, 'failed');
    await firstView(element);
    const view = document.createElement('p');
    view.slot = 'failed';
    element.append(view);
    expect(parts(element, 'heading')).to.deep.equal([]);
    view.remove();
    expect(parts(element, 'heading')).to.have.length(1);
  });

  it('leave the page’s content alone when an SDK comes and goes', async () => {
    const { element } = await mountUpgrade({ content });
    await until(element, 'active');
    expect(element.children).to.have.length(names.length + 1);
    element.cancel();
    await until(element, 'cancelled');
    expect([...element.children].map(({ slot }) => slot)).to.deep.equal(names);
  });

  it('show nothing of content that names no slot', async () => {
    const { element } = await mountUpgrade({ replies: [{ status: 503 }], content: '<p>Fallback for old browsers</p>' });
    await until(element, 'failed');
    await firstView(element);
    expect(element.querySelector('p')?.checkVisibility()).to.equal(false);
  });

  it('show nothing of the page’s before it is its turn', async () => {
    const { element } = await createUpgrade({ replies: [{ hang: true }], content });
    document.body.append(element);
    await element.updateComplete;
    expect(shown(element)).to.satisfy((now: string[]) => now.every((slot) => slot === 'loading'));
    element.remove();
  });
});
