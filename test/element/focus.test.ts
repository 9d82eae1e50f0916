import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { expectFocusOn } from '../support/dialog.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { frameOf, mountUpgrade, offer, offerOf, part, play, record, until } from '../support/upgrade.js';
import { action, firstView } from '../support/view.js';

describe('the focus', () => {
  it('is not taken by an element that starts by itself', async () => {
    const { element } = await mountUpgrade({ replies: [{ status: 500 }] });
    await until(element, 'failed');
    await firstView(element);
    expectFocusOn(document.body);
  });

  it('stays where the page has it, whatever happens in the element', async () => {
    const input = document.createElement('input');
    document.body.append(input);
    input.focus();
    const { element } = await mountUpgrade();
    await until(element, 'active');
    play(element, 'idCheck.onApplicantSubmitted');
    await until(element, 'pending');
    play(element, 'idCheck.onStepInitiated', { idDocSetType: 'SELFIE' });
    await until(element, 'active');
    element.cancel();
    await until(element, 'cancelled');
    expectFocusOn(input);
    input.remove();
  });

  it('goes to the heading when the button that had it is gone', async () => {
    const { element } = await mountUpgrade({ replies: [{ status: 500 }, { hang: true }] });
    await until(element, 'failed');
    await firstView(element);
    const button = action(element, 'Try again');
    button.focus();
    expectFocusOn(button);
    button.click();
    await element.updateComplete;
    expect(element.state.status).to.equal('requesting');
    expectFocusOn(part(element, 'heading'));
  });

  it('is in the element still after another failure, and the keyboard can go on', async () => {
    const { element } = await mountUpgrade({ replies: [{ status: 500 }] });
    await until(element, 'failed');
    await firstView(element);
    action(element, 'Try again').focus();
    const statuses = record(element);
    await sendKeys({ press: 'Enter' });
    await until(element, 'failed');
    expect(statuses).to.deep.equal(['requesting', 'failed']);
    expectFocusOn(part(element, 'heading'));
    await sendKeys({ press: 'Tab' });
    expectFocusOn(action(element, 'Try again'));
  });

  it('is not taken from where the user went meanwhile', async () => {
    const input = document.createElement('input');
    document.body.append(input);
    const { element } = await mountUpgrade({ replies: [{ status: 500 }, offer()] });
    await until(element, 'failed');
    await firstView(element);
    const button = action(element, 'Try again');
    button.focus();
    button.click();
    input.focus();
    await until(element, 'active');
    expectFocusOn(input);
    input.remove();
  });

  it('goes to the heading when the SDK that had it is gone', async () => {
    const { element } = await mountUpgrade();
    await until(element, 'active');
    frameOf(element)?.focus();
    expectFocusOn(frameOf(element));
    element.cancel();
    await until(element, 'cancelled');
    expectFocusOn(part(element, 'heading'));
  });

  it('goes to the heading when the SDK closes itself', async () => {
    const fake = new FakeProvider({
      onMount: (mount) => {
        const button = document.createElement('button');
        mount.context.container.append(button);
        mount.report({ type: 'ready' });
        button.focus();
        return mount;
      },
    });
    const { element } = await mountUpgrade({
      replies: [offerOf('acme')],
      properties: { providers: { acme: fake.load } },
    });
    const sdk = await fake.mounted();
    await until(element, 'active');
    sdk.report({ type: 'submitted', closed: true });
    await until(element, 'pending');
    await element.updateComplete;
    expectFocusOn(part(element, 'heading'));
  });

  it('stays in the SDK while it moves on', async () => {
    const { element } = await mountUpgrade();
    await until(element, 'active');
    frameOf(element)?.focus();
    play(element, 'idCheck.onApplicantSubmitted');
    await until(element, 'pending');
    expectFocusOn(frameOf(element));
  });

  it('stays on a button that stays', async () => {
    const { element } = await mountUpgrade({ replies: [{ status: 500 }], attributes: { 'support-url': '/help' } });
    await until(element, 'failed');
    await firstView(element);
    const link = action(element, 'Contact support');
    link.focus();
    element.theme = 'dark';
    element.headingLevel = 4;
    await element.updateComplete;
    expectFocusOn(link);
  });

  it('does not scroll the page when it goes to the heading', async () => {
    const { element } = await mountUpgrade({
      replies: [{ status: 500 }, { hang: true }],
      attributes: { style: 'margin-block: 2000px' },
    });
    await until(element, 'failed');
    await firstView(element);
    scrollTo(0, 0);
    const button = action(element, 'Try again');
    button.focus({ preventScroll: true });
    button.click();
    await element.updateComplete;
    expectFocusOn(part(element, 'heading'));
    expect(scrollY).to.equal(0);
  });
});
