import { expect, waitUntil } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { canPreferDark as canPrefer } from '../support/abilities.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import type { FakeMount } from '../../src/testing/fake-provider.js';
import { mountUpgrade, neverReady, offerOf, part, until } from '../support/upgrade.js';

/** What moves in the element, also in pseudo-elements. */
const moving = (element: Element) => part(element, 'panel')?.getAnimations({ subtree: true }) ?? [];

const namesOf = (element: Element) =>
  moving(element)
    .map((animation) => (animation as CSSAnimation).animationName)
    .sort();

async function startingSdk() {
  const fake = new FakeProvider(neverReady);
  const { element } = await mountUpgrade({
    replies: [offerOf('acme')],
    properties: { providers: { acme: fake.load } },
  });
  const sdk = await fake.mounted();
  // The SDK does not wait for the views.
  await waitUntil(() => element.shadowRoot?.querySelector('.bones'), 'There is no view.');
  return { element, sdk };
}

/** From the first screen to the approval: the skeleton goes, the tick is drawn. */
async function approve(element: Awaited<ReturnType<typeof startingSdk>>['element'], sdk: FakeMount): Promise<void> {
  sdk.report({ type: 'ready' });
  sdk.report({ type: 'approved' });
  await until(element, 'approved');
}

describe('motion', () => {
  before(async () => {
    if (canPrefer) await emulateMedia({ reducedMotion: 'no-preference' });
  });

  it('shows that something is loading, and draws the tick of an approval', async () => {
    const { element, sdk } = await startingSdk();
    expect(namesOf(element)).to.deep.equal(Array(6).fill('breathe'));
    await approve(element, sdk);
    await waitUntil(() => namesOf(element).includes('draw')); // WebKit needs a moment.
    expect(namesOf(element)).to.deep.equal(['draw', 'pop']);
  });

  if (canPrefer) {
    describe('for a user who wants none', () => {
      before(() => emulateMedia({ reducedMotion: 'reduce' }));
      after(() => emulateMedia({ reducedMotion: 'no-preference' }));

      it('is left out, and nothing else', async () => {
        const { element, sdk } = await startingSdk();
        expect(element.shadowRoot?.querySelector('.bones')?.checkVisibility()).to.equal(true);
        expect(moving(element)).to.have.length(0);
        await approve(element, sdk);
        expect(moving(element)).to.have.length(0);
      });
    });
  }
});
