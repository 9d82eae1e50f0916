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
    await say(element, 'onResize', { height: 900 });
    expect(frameOf(element)?.offsetHeight).to.equal(900);
    await say(element, 'onResize', { height: 10_000_000 });
    expect(frameOf(element)?.offsetHeight).to.equal(4_000);
  });
});
