import { expect } from '@open-wc/testing';
import en from '../../src/locales/en.js';
import type { UpgradeStatus } from '../../src/index.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import type { Reply } from '../support/upgrade.js';
import { mountUpgrade, neverReady, offer, offerOf, part, play, refusal, until } from '../support/upgrade.js';
import { action, firstView, parts, seenView, wordsOf } from '../support/view.js';

const levels = { currentLevel: 'hero', nextLevel: 'satoshi' };
const verdict = (status: string): Reply => ({ body: { ...levels, upgrade: { status } } });

/** The picture of the two levels, in words. */
const pathOf = (element: Element) => element.shadowRoot?.querySelector('[role=img]')?.getAttribute('aria-label');

const codeOf = (element: Element) => part(element, 'code');

interface Row {
  readonly reply: Reply;
  readonly status: UpgradeStatus;
  readonly heading: string;
  readonly text: string;
  readonly actions: readonly string[];
}

const rows: Readonly<Record<string, Row>> = {
  'an upgrade under review': {
    reply: verdict('in_review'),
    status: 'pending',
    heading: en['pending.heading'],
    text: en['pending.text'],
    actions: [en['action.check']],
  },
  'a document under review (ER708)': {
    reply: refusal(400, 'ER708'),
    status: 'pending',
    heading: en['pending.heading'],
    text: en['pending.text'],
    actions: [en['action.check']],
  },
  'an approval by the server': {
    reply: verdict('validated'),
    status: 'approved',
    heading: en['approved.heading'],
    text: 'Your account is now on level Satoshi.',
    actions: [],
  },
  'a rejection': {
    reply: verdict('declined'),
    status: 'rejected',
    heading: en['rejected.heading'],
    text: en['rejected.text'],
    actions: [en['action.retry'], en['action.support']],
  },
  'the highest level': {
    reply: { body: { currentLevel: 'satoshi', nextLevel: null } },
    status: 'unavailable',
    heading: en['unavailable.top.heading'],
    text: en['unavailable.top.text'],
    actions: [],
  },
  'a level that is not offered now': {
    reply: { body: { ...levels, upgrade: null } },
    status: 'unavailable',
    heading: en['unavailable.heading'],
    text: en['unavailable.text'],
    actions: [en['action.support']],
  },
};

describe('the view', () => {
  for (const [name, { reply, status, ...expected }] of Object.entries(rows)) {
    it(`of ${name}`, async () => {
      const { element } = await mountUpgrade({ replies: [reply], attributes: { 'support-url': '/help' } });
      await until(element, status as 'pending');
      expect(await firstView(element)).to.deep.include(expected);
      expect(codeOf(element)).to.equal(null);
    });
  }

  it('of the start', async () => {
    const { element } = await mountUpgrade({ attributes: { launch: 'manual' } });
    const { heading, text, actions } = await firstView(element);
    expect([heading, text]).to.deep.equal([en['start.heading'], en['start.text']]);
    expect(actions).to.deep.equal([en['start.button']]);
  });

  it('of the time before a launch has no button', async () => {
    const { element } = await mountUpgrade({ attributes: { launch: 'visible', style: 'margin-top: 9000px' } });
    const view = await firstView(element);
    expect(element.state.status).to.equal('idle');
    expect(view).to.deep.include({ heading: en['loading.heading'], actions: [] });
  });

  it('of the request', async () => {
    const { element } = await mountUpgrade({ replies: [{ hang: true }] });
    await until(element, 'requesting');
    const expected = { heading: en['loading.heading'], text: en['loading.text'], actions: [] };
    expect(await firstView(element)).to.deep.include(expected);
  });

  it('of an SDK that is starting names the levels', async () => {
    const fake = new FakeProvider(neverReady);
    const { element } = await mountUpgrade({
      replies: [offerOf('acme')],
      properties: { providers: { acme: fake.load } },
    });
    const sdk = await fake.mounted();
    await element.updateComplete;
    expect(seenView(element)).to.deep.include({
      heading: en['loading.heading'],
      text: en['loading.text'],
      actions: [],
    });
    expect(pathOf(element)).to.equal('From Hero to Satoshi');
    // Its place is there already, under the card.
    expect(sdk.context.container.getBoundingClientRect().height).to.be.greaterThan(500);
  });

  it('of an SDK in use is the SDK’s alone', async () => {
    const { element } = await mountUpgrade();
    await until(element, 'active');
    const panel = part(element, 'panel')?.getBoundingClientRect();
    const card = part(element, 'heading')?.closest('.card')?.getBoundingClientRect();
    expect(card?.width).to.equal(1);
    const frame = element.querySelector('iframe')?.getBoundingClientRect();
    expect(frame?.height).to.be.greaterThan(0);
    expect(frame?.width).to.be.within((panel?.width ?? 0) - 4, panel?.width ?? 0);
    expect(parts(element, 'button')).to.deep.equal([]);
  });

  it('of a wait with the SDK on screen is the SDK’s too', async () => {
    const { element } = await mountUpgrade();
    await until(element, 'active');
    const before = part(element, 'heading')?.closest('.card')?.getBoundingClientRect().width;
    play(element, 'idCheck.onApplicantSubmitted');
    await until(element, 'pending');
    expect(part(element, 'heading')?.closest('.card')?.getBoundingClientRect().width).to.equal(before);
    expect(element.querySelector('iframe')?.checkVisibility()).to.equal(true);
  });

  it('of a wait whose SDK has closed itself is ours', async () => {
    const fake = new FakeProvider();
    const { element } = await mountUpgrade({
      replies: [offerOf('acme')],
      properties: { providers: { acme: fake.load } },
    });
    const sdk = await fake.mounted();
    sdk.report({ type: 'submitted', closed: true });
    await until(element, 'pending');
    await element.updateComplete;
    expect(seenView(element)).to.deep.include({ heading: en['pending.heading'], actions: [en['action.check']] });
    expect(parts(element, 'heading')[0]?.getBoundingClientRect().height).to.be.greaterThan(20);
    expect(sdk.unmounts).to.equal(1);
    expect(element.querySelector('[slot=provider]')).to.equal(null);
  });

  it('of an approval by the provider does not promise too much', async () => {
    const fake = new FakeProvider();
    const { element } = await mountUpgrade({
      replies: [offerOf('acme')],
      properties: { providers: { acme: fake.load } },
    });
    const sdk = await fake.mounted();
    sdk.report({ type: 'submitted' });
    sdk.report({ type: 'approved' });
    await until(element, 'approved');
    expect(seenView(element)).to.deep.include({
      heading: en['approved.heading'],
      text: en['approved.text'],
      actions: [],
    });
  });

  it('of a final rejection offers support, and no other try', async () => {
    const fake = new FakeProvider();
    const { element } = await mountUpgrade({
      replies: [offerOf('acme')],
      properties: { providers: { acme: fake.load } },
      attributes: { 'support-url': '/help' },
    });
    const sdk = await fake.mounted();
    sdk.report({ type: 'submitted' });
    sdk.report({ type: 'rejected', final: true });
    await until(element, 'rejected');
    expect(seenView(element)).to.deep.equal({
      heading: en['rejected.final.heading'],
      text: en['rejected.final.text'],
      actions: [en['action.support']],
      links: ['/help'],
    });
  });

  it('of a cancelled upgrade offers to continue, which asks again', async () => {
    const { element, run } = await mountUpgrade({ properties: { headers: ({ reason }) => ({ 'x-reason': reason }) } });
    await until(element, 'active');
    element.cancel();
    await until(element, 'cancelled');
    expect(seenView(element)).to.deep.include({
      heading: en['cancelled.heading'],
      text: en['cancelled.text'],
      actions: [en['cancelled.button']],
    });
    action(element, en['cancelled.button']).click();
    await until(element, 'active');
    expect((await run.requests()).map(({ headers }) => headers['x-reason'])).to.deep.equal(['start', 'retry']);
  });

  it('of a rejection offers another try, which asks again', async () => {
    const { element, run } = await mountUpgrade({
      replies: [verdict('rejected'), offer()],
      properties: { headers: ({ reason }) => ({ 'x-reason': reason }) },
    });
    await until(element, 'rejected');
    await firstView(element);
    action(element, en['action.retry']).click();
    await until(element, 'active');
    expect((await run.requests()).map(({ headers }) => headers['x-reason'])).to.deep.equal(['start', 'retry']);
  });

  it('shows how far the user has come in the SDK', async () => {
    const fake = new FakeProvider();
    const { element } = await mountUpgrade({
      replies: [offerOf('acme')],
      properties: { providers: { acme: fake.load } },
    });
    const sdk = await fake.mounted();
    sdk.report({ type: 'step', step: 'selfie', progress: { current: 2, total: 3 } });
    await element.updateComplete;
    const progress = part(element, 'progress');
    // The second step has begun; one of three is done.
    expect(progress).to.include({ max: 3, value: 1 });
    expect(progress?.getAttribute('aria-label')).to.equal('Step 2 of 3');
    sdk.report({ type: 'submitted' });
    await element.updateComplete;
    expect(part(element, 'progress')).to.equal(null);
  });

  it('names no levels that are not known', async () => {
    const { element } = await mountUpgrade({ replies: [{ body: { upgrade: { status: 'pending' } } }] });
    await until(element, 'pending');
    await firstView(element);
    expect(pathOf(element)).to.equal(undefined);
    expect(wordsOf(element.shadowRoot?.firstElementChild)).not.to.include('undefined');
  });

  it('shows a level’s name as text, whatever is in it', async () => {
    const evil = '<img src=x onerror="window.harmed = true">';
    const { element } = await mountUpgrade({
      replies: [{ body: { currentLevel: evil, nextLevel: `${evil}{nextLevel}`, upgrade: { status: 'pending' } } }],
    });
    await until(element, 'pending');
    await firstView(element);
    expect(element.shadowRoot?.querySelector('img')).to.equal(null);
    expect(pathOf(element)).to.include(evil.slice(0, 31));
    expect(window).not.to.have.property('harmed');
  });
});
