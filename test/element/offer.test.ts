import { expect, nextFrame } from '@open-wc/testing';
import type { RequestContext, VerificationUpgradeElement } from '../../src/index.js';
import en from '../../src/locales/en.js';
import { findLimits } from '../../src/element/views/offer.js';
import { expectFocusOn } from '../support/dialog.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import type { UpgradeSetup } from '../support/upgrade.js';
import { mountUpgrade, offerOf, part, record, refusal, Run, until } from '../support/upgrade.js';
import { action, firstView, seenView, wordsOf } from '../support/view.js';
import { deferred } from '../upgrade/support/deferred.js';
import { fakeTime } from '../upgrade/support/fake-time.js';

const euros = (amount: unknown) => ({ amount, currencyCode: 'EUR' });
const answer = [
  { level: 'hero', buyLimit: euros(3000), sellLimit: euros(5000) },
  { level: 'satoshi', buyLimit: euros(25_000), sellLimit: euros(50_000.5) },
];
const names = { currentLevel: 'hero', nextLevel: 'satoshi' };

async function mountOffer(setup: UpgradeSetup = {}) {
  const fake = new FakeProvider();
  const { element, run } = await mountUpgrade({
    replies: [offerOf('acme')],
    ...setup,
    attributes: { launch: 'offer', ...setup.attributes },
    properties: { providers: { acme: fake.load }, ...setup.properties },
  });
  return { element, run, fake };
}

/** The limits on screen, row by row. */
const tableOf = (element: VerificationUpgradeElement) =>
  [...(element.shadowRoot?.querySelectorAll('tr') ?? [])].map((row) => [...row.cells].map(wordsOf));

describe('the offer', () => {
  it('is shown before anything of the provider is loaded, and mounts nothing until it is accepted', async () => {
    const { element, run, fake } = await mountOffer({ properties: { levels: answer } });
    await until(element, 'offered');
    expect(await firstView(element)).to.deep.include({
      heading: 'Move up to Satoshi',
      text: en['offer.text'],
      actions: [en['start.button'], en['offer.later']],
    });
    expect(fake.mounts).to.have.length(0);
    action(element, en['start.button']).click();
    await until(element, 'active');
    expect(fake.mounts).to.have.length(1);
    expect(await run.requests()).to.have.length(1);
  });

  it('shows the limits of both levels', async () => {
    const { element } = await mountOffer({ properties: { levels: answer } });
    await until(element, 'offered');
    await firstView(element);
    // Browsers write spaces and thousands in their own ways.
    const rows = tableOf(element).map((cells) =>
      cells.map((cell) => cell.replaceAll(/(?<=\d),(?=\d{3})|(?<=€)\s/g, '')),
    );
    expect(rows).to.deep.equal([
      ['', 'Hero', 'Satoshi'],
      [en['offer.buy'], '€3000', '€25000'],
      [en['offer.sell'], '€5000', '€50000.50'],
    ]);
  });

  for (const [when, delay] of [
    ['come a moment later than the offer', 100],
    ['never come', 60_000],
  ] as const)
    it(`moves nothing when the limits ${when}`, async () => {
      const levels = new Run().endpoint([{ body: answer, delay }]).replace('v2/user/upgrade', 'v1/user/levels');
      const { element } = await mountOffer({ attributes: { 'levels-endpoint': levels } });
      await until(element, 'offered');
      await element.updateComplete;
      const rows = tableOf(element).length;
      expect(rows).to.equal(delay < 1000 ? 3 : 0);
      element.requestUpdate();
      await element.updateComplete;
      expect(tableOf(element)).to.have.length(rows);
    });

  it('promises no higher limits if none are known', async () => {
    const { element } = await mountOffer();
    await until(element, 'offered');
    expect(await firstView(element)).to.deep.include({ heading: 'Move up to Satoshi', text: en['start.text'] });
    expect(tableOf(element)).to.deep.equal([]);
  });

  it('names no level if the server names none', async () => {
    const { element } = await mountOffer({
      replies: [{ body: { upgrade: { access_token: 'secret-token', status: 'open', provider: 'acme' } } }],
    });
    await until(element, 'offered');
    expect((await firstView(element)).heading).to.equal(en['start.heading']);
  });

  it('says who checks the photos, and leads to what happens with them', async () => {
    const { element } = await mountOffer({ attributes: { 'privacy-url': '/privacy' } });
    await until(element, 'offered');
    await firstView(element);
    const note = element.shadowRoot?.querySelector('.small');
    expect(wordsOf(note)).to.equal(`Our partner Acme checks your photos. ${en['start.privacy']}`);
    expect(note?.querySelector('a')?.getAttribute('href')).to.equal('/privacy');
  });

  it('can be put off', async () => {
    const { element, fake } = await mountOffer();
    await until(element, 'offered');
    await firstView(element);
    const statuses = record(element);
    action(element, en['offer.later']).click();
    await element.updateComplete;
    expect(statuses).to.deep.equal(['cancelled']);
    expect(seenView(element).heading).to.equal(en['cancelled.heading']);
    expect(fake.mounts).to.have.length(0);
  });

  it('gives the focus to the next view once it is accepted', async () => {
    const { element } = await mountOffer({ properties: { providers: { acme: () => new Promise(() => undefined) } } });
    await until(element, 'offered');
    await firstView(element);
    const button = action(element, en['start.button']);
    button.focus();
    button.click();
    await until(element, 'loading');
    expectFocusOn(part(element, 'heading'));
    const region = element.shadowRoot?.querySelector('[role=status]');
    expect(region?.getAttribute('aria-live'), 'the focus reads it already').to.equal('off');
  });

  it('is not shown again when an accepted upgrade is tried again, but is after reset()', async () => {
    const { element, fake } = await mountOffer();
    await until(element, 'offered');
    await firstView(element);
    action(element, en['start.button']).click();
    await until(element, 'active');
    (await fake.mounted()).report({ type: 'failed' });
    await until(element, 'failed');
    const statuses = record(element);
    element.start();
    await until(element, 'active');
    expect(statuses).to.deep.equal(['requesting', 'loading', 'active']);
    element.reset();
    element.start();
    await until(element, 'offered');
  });

  it('is shown anew to an element that has left the page and comes back', async () => {
    const { element } = await mountOffer();
    const parent = element.parentElement;
    await until(element, 'offered');
    await firstView(element);
    action(element, en['start.button']).click();
    await until(element, 'active');
    for (let times = 0; times < 2; times += 1) {
      element.remove();
      await Promise.resolve();
      parent?.append(element);
      await until(element, 'offered');
    }
  });

  it('is no step for users without one', async () => {
    const { element } = await mountOffer({ replies: [refusal(400, 'ER708')] });
    const statuses = record(element);
    await until(element, 'pending');
    expect(statuses).not.to.include('offered');
  });

  it('can be replaced, the limits alone too', async () => {
    const { element } = await mountOffer({
      properties: { levels: answer },
      content: '<p slot="benefits">Everything is better.</p>',
    });
    await until(element, 'offered');
    await firstView(element);
    expect(element.shadowRoot?.querySelector('table')?.checkVisibility()).to.equal(false);
    expect(element.querySelector('p')?.checkVisibility()).to.equal(true);
    element.innerHTML = '<p slot="offer">Come up.</p>';
    expect(seenView(element).heading).to.equal('');
  });
});

describe('the limits', () => {
  it('are found whatever wraps the list', () => {
    expect(findLimits({ data: answer }, names)?.rows).to.have.length(2);
    expect(findLimits(answer, names)?.isRaise).to.equal(true);
  });

  it('are those that differ', () => {
    const [hero, satoshi] = answer;
    const rows = findLimits([hero, { ...satoshi, sellLimit: euros(5000) }], names)?.rows;
    expect(rows?.map(({ kind }) => kind)).to.deep.equal(['buy']);
  });

  it('are no raise if the currencies differ', () => {
    const dollars = { level: 'satoshi', buyLimit: { amount: 9000, currencyCode: 'USD' } };
    expect(findLimits([answer[0], dollars], names)).to.deep.include({ isRaise: false });
  });

  it('may be known of the next level alone', () => {
    expect(findLimits([answer[1]], names)?.rows.map(({ current }) => current)).to.deep.equal([undefined, undefined]);
  });

  it('are found if a serializer has changed the case of all names', () => {
    const snake = [
      { level: 'hero', buy_limit: { amount: 1, currency_code: 'EUR' } },
      { Level: 'Satoshi', BuyLimit: { Amount: '2', CurrencyCode: 'EUR' } },
    ];
    expect(findLimits(snake, names)?.rows).to.deep.equal([
      { kind: 'buy', current: { amount: 1, currency: 'EUR' }, next: { amount: 2, currency: 'EUR' } },
    ]);
  });

  for (const [amount, currencyCode, expected] of [
    [0.005, 'BTC', /^(BTC|₿)\s?0\.005$/],
    [0.5, 'ETH', /^(ETH|Ξ)\s?0\.50$/],
    [5000, 'USDT', /^5,000\sUSDT$/],
    ['1500000', 'JPY', /^¥1,500,000$/],
    [1e21, 'EUR', /^€1,000,000,000,000,000,000,000$/],
    [7, undefined, /^7$/],
  ] as const) {
    it(`of ${amount} ${String(currencyCode)} are neither rounded nor without their currency`, async () => {
      const levels = [{ level: 'satoshi', buyLimit: { amount, currencyCode } }];
      const { element } = await mountOffer({ properties: { levels }, attributes: { lang: 'en-US' } });
      await until(element, 'offered');
      await firstView(element);
      expect(tableOf(element).at(-1)?.at(-1)).to.match(expected);
    });
  }

  it('are unknown if the answer makes no sense', () => {
    const nonsense: readonly unknown[] = [
      undefined,
      null,
      'satoshi',
      42,
      [],
      [null, 3, 'x', []],
      { levels: 'none' },
      [{ level: 'satoshi' }],
      [{ level: 'satoshi', buyLimit: euros('') }],
      [{ level: 'satoshi', buyLimit: euros('lots') }],
      [{ level: 'satoshi', buyLimit: euros(-1) }],
      [{ level: 'satoshi', buyLimit: euros(Infinity) }],
      [{ level: { toString: 1 }, buyLimit: euros(1) }],
    ];
    for (const value of nonsense) expect(findLimits(value, names), JSON.stringify(value)).to.equal(undefined);
    expect(findLimits(answer, {})).to.equal(undefined);
  });
});

describe('an offer whose limits the page has', () => {
  it('does not ask the server for them', async () => {
    const reasons: string[] = [];
    const request = ({ reason }: RequestContext) => {
      reasons.push(reason);
      return offerOf('acme').body;
    };
    const properties = { request, levels: answer };
    const { element } = await mountOffer({ attributes: { 'levels-endpoint': '/levels' }, properties });
    await until(element, 'offered');
    expect(reasons).to.deep.equal(['start']);
  });
});

describe('an offer whose limits do not come', () => {
  const time = fakeTime();

  it('is shown after a second', async () => {
    const asked = deferred<undefined>();
    const request = ({ reason }: RequestContext) => {
      if (reason !== 'levels') return offerOf('acme').body;
      asked.resolve(undefined);
      return new Promise(() => undefined);
    };
    const { element } = await mountOffer({ attributes: { 'levels-endpoint': '/levels' }, properties: { request } });
    await asked.promise;
    // The answer is read in microtasks.
    await nextFrame();
    await time.clock.tickAsync(999);
    expect(element.state.status).to.equal('requesting');
    await time.clock.tickAsync(1);
    expect(element.state.status).to.equal('offered');
  });
});
