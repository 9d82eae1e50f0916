import { expect } from '@open-wc/testing';
import { emulators, frameOf, told } from '../support/upgrade.js';
import { activeSumsub, say } from '../support/sumsub.js';

describe('settings that would take something away from Sumsub’s frame', () => {
  for (const [name, value] of [
    ['controlledNavigationBack', true],
    ['singleStep', 'SELFIE'],
  ] as const) {
    it(`are refused, and the page is told so: ${name}`, async () => {
      const warnings: string[] = [];
      const listen = (event: Event) => warnings.push((event as unknown as { message: string }).message);
      document.addEventListener('upgrade-warning', listen);
      const { element } = await activeSumsub({
        properties: {
          providerOptions: { sumsub: { baseUrl: (await emulators()).sumsub, country: 'NLD', [name]: value } },
        },
      });
      document.removeEventListener('upgrade-warning', listen);
      const [init] = await told(element);
      expect(init).to.include({ country: 'NLD' }).and.to.not.have.property(name, value);
      expect(warnings.join(' ')).to.contain(name);
    });
  }
});

describe('the height of Sumsub’s frame', () => {
  it('is what it asks for, up to a limit', async () => {
    const { element } = await activeSumsub();
    // The frame asks for the height of its first screen, too: that may come in between.
    for (const [asked, expected] of [
      [900, 900],
      [10_000_000, 4_000],
    ]) {
      do await say(element, 'onResize', { height: asked });
      while (frameOf(element)?.offsetHeight !== expected);
    }
  });
});
