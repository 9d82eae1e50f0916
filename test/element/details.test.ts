import { expect } from '@open-wc/testing';
import en from '../../src/locales/en.js';
import { UpgradeError } from '../../src/index.js';
import type { Reply } from '../support/upgrade.js';
import { mountUpgrade, part, refusal, until } from '../support/upgrade.js';
import { firstView, wordsOf } from '../support/view.js';

async function detailsOf(reply: Reply) {
  const { element } = await mountUpgrade({ replies: [reply] });
  await until(element, 'failed');
  await firstView(element);
  const details = part(element, 'details');
  if (!(details instanceof HTMLDetailsElement)) throw new Error('There is no details box.');
  return { element, details };
}

describe('the details box', () => {
  it('is closed, and says what it is', async () => {
    const { details } = await detailsOf(refusal(400, 'ER705'));
    expect(details.open).to.equal(false);
    expect(wordsOf(details.querySelector('summary'))).to.equal(en['details.summary']);
  });

  it('holds the code, the HTTP status and the server’s words', async () => {
    const { details } = await detailsOf(refusal(409, 'ER705'));
    const text = wordsOf(details.querySelector('p'));
    for (const fact of ['ER705', 'HTTP 409', 'Message of ER705.', 'Solution of ER705.']) expect(text).to.include(fact);
  });

  it('says nothing twice, and nothing that is not known', async () => {
    const { details } = await detailsOf({ status: 503 });
    expect(wordsOf(details.querySelector('p'))).to.equal('http-503 · HTTP 503');
  });

  it('opens for the person', async () => {
    const { details } = await detailsOf(refusal(400, 'ER705'));
    details.querySelector('summary')?.click();
    expect(details.open).to.equal(true);
    expect(details.querySelector('p')?.checkVisibility()).to.equal(true);
  });

  it('stays open while the element is drawn again', async () => {
    const { element, details } = await detailsOf(refusal(400, 'ER705'));
    details.open = true;
    element.theme = 'dark';
    await element.updateComplete;
    expect(part(element, 'details')).to.equal(details);
    expect(details.open).to.equal(true);
  });

  it('is closed again for the next error', async () => {
    const { element } = await mountUpgrade({ replies: [{ status: 500 }, { status: 502 }] });
    await until(element, 'failed');
    await firstView(element);
    part(element, 'details')?.setAttribute('open', '');
    part(element, 'button')?.click();
    await until(element, 'failed');
    expect(part(element, 'details')?.hasAttribute('open')).to.equal(false);
  });

  const evil = '</p><img src=x onerror="window.harmed = true"><script>window.harmed = true</script>';
  it('shows a server’s HTML as text', async () => {
    const errors = { ER705: { code: 'ER705', message: evil, solution: `Solution ${evil}` } };
    const { element, details } = await detailsOf({ status: 400, body: { errors } });
    expect(wordsOf(details)).to.include(evil).and.to.include(`Solution ${evil}`);
    expect(element.shadowRoot?.querySelector('img, script')).to.equal(null);
    expect(window).not.to.have.property('harmed');
  });

  it('shows nothing of a body that is no JSON', async () => {
    const { element } = await detailsOf({
      status: 502,
      body: `<html><body>${evil}Bad gateway at 10.0.0.7</body></html>`,
    });
    expect(wordsOf(element.shadowRoot?.firstElementChild)).not.to.match(/gateway|10\.0/);
    expect(element.shadowRoot?.textContent).not.to.match(/gateway|10\.0/);
  });

  it('holds what the page’s own client says', async () => {
    const { element } = await mountUpgrade({
      properties: { request: () => Promise.reject(new UpgradeError('bad-response', { message: 'Odd.' })) },
    });
    await until(element, 'failed');
    await firstView(element);
    expect(wordsOf(part(element, 'details'))).to.include('bad-response Odd.');
  });

  it('is there for errors alone', async () => {
    const { element } = await mountUpgrade({ replies: [{ body: { nextLevel: null } }] });
    await until(element, 'unavailable');
    await firstView(element);
    expect(part(element, 'details')).to.equal(null);
  });
});
