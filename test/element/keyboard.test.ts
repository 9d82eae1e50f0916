import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import en from '../../src/locales/en.js';
import { focused } from '../support/dialog.js';
import { createUpgrade, frameOf, offer, part, refusal, until } from '../support/upgrade.js';
import type { UpgradeSetup } from '../support/upgrade.js';
import { action, firstView, wordsOf } from '../support/view.js';

const links = { 'sign-in-url': '/sign-in', 'support-url': '/help' };

/** An element between two buttons of the page's; the first one has the focus. */
async function mountBetween(setup: UpgradeSetup) {
  const { element, run } = await createUpgrade({ ...setup, attributes: { ...links, ...setup.attributes } });
  const page = await fixture<HTMLElement>(html`<div><button>Before</button>${element}<button>After</button></div>`);
  await firstView(element);
  page.querySelector('button')?.focus();
  return { element, run };
}

/** The names of what has the focus, one Tab after another, up to the page's second button. */
async function walk(): Promise<string[]> {
  const names: string[] = [];
  while (names.length < 10 && names.at(-1) !== 'After') {
    await sendKeys({ press: 'Tab' });
    const at = focused();
    names.push(at instanceof HTMLIFrameElement ? at.title : wordsOf(at));
  }
  return names;
}

const { 'action.retry': retry, 'action.support': support, 'action.sign-in': signIn } = en;

describe('the keyboard', () => {
  const walks: Readonly<Record<string, readonly [UpgradeSetup, status: string, stops: readonly string[]]>> = {
    'the start': [{ attributes: { launch: 'manual' } }, 'idle', [en['start.button']]],
    'the request': [{ replies: [{ hang: true }] }, 'requesting', []],
    'a fault of the server': [{ replies: [refusal(500, 'ER999')] }, 'failed', [retry, support]],
    'a failed sign-in': [{ replies: [refusal(401, 'ER700')] }, 'failed', [signIn]],
    // Nothing to press before its time: what is said counts the seconds.
    'a wait': [{ replies: [refusal(429, 'ER920')] }, 'failed', []],
    'an approval': [{ replies: [{ body: { upgrade: { status: 'approved' } } }] }, 'approved', []],
    'a decision to come': [
      { replies: [{ body: { upgrade: { status: 'pending' } } }] },
      'pending',
      [en['action.check']],
    ],
    'a rejection': [{ replies: [{ body: { upgrade: { status: 'rejected' } } }] }, 'rejected', [retry, support]],
  };
  for (const [name, [setup, status, stops]] of Object.entries(walks)) {
    it(`goes through ${name}, and on`, async () => {
      const { element } = await mountBetween(setup);
      await until(element, status as 'failed');
      await firstView(element);
      expect(await walk()).to.deep.equal([...stops, 'After']);
    });
  }

  it('goes from the page into the SDK', async () => {
    const { element } = await mountBetween({ replies: [offer('story')] });
    await until(element, 'active');
    await waitUntil(() => element.state.status === 'active' && element.state.step, 'there is something to press');
    await sendKeys({ press: 'Tab' });
    // On its way into another process.
    await waitUntil(() => focused() === frameOf(element), 'the frame has the focus', { timeout: 10_000 });
    expect(frameOf(element)?.title).to.equal(en['active.heading']);
  });

  for (const [name, key] of [
    ['Enter', 'Enter'],
    ['the space bar', ' '],
  ] as const) {
    it(`starts by ${name}`, async () => {
      const { element } = await mountBetween({ attributes: { launch: 'manual' }, replies: [{ hang: true }] });
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: key });
      await until(element, 'requesting');
    });

    it(`opens and closes the help by ${name}`, async () => {
      const { element } = await mountBetween({ replies: [offer('quiet')] });
      await until(element, 'active');
      await waitUntil(() => part(element, 'help'));
      const help = part(element, 'help');
      help?.querySelector('summary')?.focus();
      await sendKeys({ press: key });
      expect(help).to.have.property('open', true);
      await sendKeys({ press: key });
      expect(help).to.have.property('open', false);
    });
  }

  it('tries again by Enter, and again after the next failure', async () => {
    const { element, run } = await mountBetween({ replies: [{ status: 500 }], attributes: { 'support-url': '' } });
    await until(element, 'failed');
    await firstView(element);
    await sendKeys({ press: 'Tab' });
    for (const requests of [2, 3]) {
      // The page names no support: there is one button.
      expect(focused() === action(element, retry)).to.equal(true);
      await sendKeys({ press: 'Enter' });
      await until(element, 'failed');
      expect(await run.requests()).to.have.length(requests);
      await sendKeys({ press: 'Tab' }); // From the heading, where the focus waits.
    }
  });
});
