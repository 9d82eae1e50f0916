import { expect } from '@open-wc/testing';
import en from '../../src/locales/en.js';
import { UpgradeError } from '../../src/index.js';
import type { Reply, UpgradeSetup } from '../support/upgrade.js';
import { mountUpgrade, part, refusal, until } from '../support/upgrade.js';
import { firstView, wordsOf } from '../support/view.js';

async function failedUpgrade(setup: UpgradeSetup) {
  const { element } = await mountUpgrade(setup);
  await until(element, 'failed');
  await firstView(element);
  return element;
}

const evil = '</p><img src=x onerror="window.harmed = true"><script>window.harmed = true</script>';

/** Answers with texts that are for developers, or for no reader. */
const replies: Readonly<Record<string, Reply>> = {
  'the API’s message and solution': {
    status: 400,
    body: { errors: { ER703: { code: 'ER703', message: `Secret ${evil}`, solution: `Secret ${evil}` } } },
  },
  'a body that is no JSON': { status: 502, body: `<html><body>${evil}Secret gateway at 10.0.0.7</body></html>` },
};

describe('the code of an error', () => {
  it('is on screen, and is selected as a whole', async () => {
    const element = await failedUpgrade({ replies: [refusal(400, 'ER705')] });
    const line = part(element, 'code');
    expect(line?.checkVisibility()).to.equal(true);
    expect(wordsOf(line)).to.equal(`${en['error.code']}: ER705`);
    const code = line?.querySelector('code');
    if (!code) throw new Error('There is no code.');
    const styles = getComputedStyle(code);
    expect(styles.getPropertyValue('user-select') || styles.getPropertyValue('-webkit-user-select')).to.equal('all');
    expect(code.getAttribute('translate'), 'for translation extensions').to.equal('no');
  });

  for (const [name, reply] of Object.entries(replies)) {
    it(`is all that the user sees of ${name}`, async () => {
      const element = await failedUpgrade({ replies: [reply] });
      expect(element.shadowRoot?.textContent).not.to.include('Secret');
      expect(element.shadowRoot?.querySelector('img, script')).to.equal(null);
      expect(window).not.to.have.property('harmed');
    });
  }

  it('may be one of the page’s own, whose message is for the console', async () => {
    const request = () => Promise.reject(new UpgradeError('bad-response', { message: 'Secret.' }));
    const element = await failedUpgrade({ properties: { request } });
    expect(wordsOf(part(element, 'code'))).to.equal(`${en['error.code']}: bad-response`);
    expect(element.shadowRoot?.textContent).not.to.include('Secret');
  });

  it('is there for errors alone', async () => {
    const { element } = await mountUpgrade({ replies: [{ body: { nextLevel: null } }] });
    await until(element, 'unavailable');
    await firstView(element);
    expect(part(element, 'code')).to.equal(null);
  });
});
