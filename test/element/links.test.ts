import { expect } from '@open-wc/testing';
import en from '../../src/locales/en.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import type { Reply } from '../support/upgrade.js';
import { mountUpgrade, offerOf, refusal, until } from '../support/upgrade.js';
import { action, firstView, parts, seenView } from '../support/view.js';

const good = [
  'https://help.example/contact?topic=identity#top',
  'http://localhost:1/help',
  '/help',
  'help',
  '?help',
  '//help.example',
  'mailto:help@help.example',
  'tel:+31200000000',
];

const bad = [
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  'javascript://help.example/%0Aalert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'blob:https://help.example/1',
  'file:///etc/passwd',
  'http://',
  'hotel:+31200000000',
  'webmailto:help@help.example',
];

const decided = (status: string): Reply => ({ body: { nextLevel: 'satoshi', upgrade: { status } } });
const approved = decided('approved');

describe('the page’s links', () => {
  for (const address of good) {
    it(`lead to ${address}`, async () => {
      const { element } = await mountUpgrade({
        replies: [refusal(400, 'ER705')],
        attributes: { 'support-url': address },
      });
      await until(element, 'failed');
      await firstView(element);
      const link = action(element, en['action.support']);
      expect(link).to.have.property('href', new URL(address, document.baseURI).href);
    });
  }

  for (const address of bad) {
    it(`do not lead to ${JSON.stringify(address)}`, async () => {
      const attributes = { 'support-url': address, 'sign-in-url': address };
      for (const code of ['ER705', 'ER700']) {
        const { element } = await mountUpgrade({ replies: [refusal(400, code)], attributes });
        await until(element, 'failed');
        expect(await firstView(element)).to.deep.include({ actions: [en['action.retry']], links: [] });
        expect(element.shadowRoot?.querySelector('a')).to.equal(null);
      }
    });
  }

  for (const address of bad) {
    it(`lead from a start or an approval not to ${JSON.stringify(address)}`, async () => {
      const attributes = { 'privacy-url': address, 'done-url': address };
      const start = await mountUpgrade({ attributes: { ...attributes, launch: 'manual' } });
      const end = await mountUpgrade({ replies: [approved], attributes });
      await until(end.element, 'approved');
      for (const { element } of [start, end]) {
        expect((await firstView(element)).heading).not.to.equal('');
        expect(element.shadowRoot?.querySelector('a')).to.equal(null);
      }
    });
  }

  it('lead on after an approval by the server', async () => {
    const { element } = await mountUpgrade({ replies: [approved], attributes: { 'done-url': '/account' } });
    await until(element, 'approved');
    expect(await firstView(element)).to.deep.include({ actions: [en['action.done']], links: ['/account'] });
  });

  it('lead on after an approval by the provider', async () => {
    const fake = new FakeProvider();
    const properties = { providers: { acme: fake.load }, doneUrl: '/account' };
    const { element } = await mountUpgrade({ replies: [offerOf('acme')], properties });
    (await fake.mounted()).report({ type: 'approved' });
    await until(element, 'approved');
    expect(await firstView(element)).to.deep.include({ actions: [en['action.done']], links: ['/account'] });
  });

  it('do not lead on after an approval if the page names no address', async () => {
    const { element } = await mountUpgrade({ replies: [approved] });
    await until(element, 'approved');
    expect(await firstView(element)).to.deep.include({ actions: [], links: [] });
  });

  for (const [status, reply] of [
    ['pending', decided('pending')],
    ['rejected', decided('rejected')],
    ['unavailable', { body: { currentLevel: 'hero', nextLevel: null } }],
    ['failed', refusal(400, 'ER705')],
  ] as const) {
    it(`do not lead on while ${status}`, async () => {
      const { element } = await mountUpgrade({ replies: [reply], attributes: { 'done-url': '/account' } });
      await until(element, status as 'failed');
      expect((await firstView(element)).links).to.deep.equal([]);
    });
  }

  it('may come and go while the error is on screen', async () => {
    const { element } = await mountUpgrade({ replies: [refusal(400, 'ER705')] });
    await until(element, 'failed');
    await firstView(element);
    element.supportUrl = '/help';
    await element.updateComplete;
    expect(seenView(element).links).to.deep.equal(['/help']);
    element.supportUrl = 'javascript:alert(1)';
    await element.updateComplete;
    expect(seenView(element).actions).to.deep.equal([en['action.retry']]);
  });

  it('stay in the same tab, as links do', async () => {
    const { element } = await mountUpgrade({ replies: [refusal(400, 'ER700')], attributes: { 'sign-in-url': '/in' } });
    await until(element, 'failed');
    await firstView(element);
    expect(parts(element, 'button').map((link) => link.getAttribute('target'))).to.deep.equal([null]);
  });
});
