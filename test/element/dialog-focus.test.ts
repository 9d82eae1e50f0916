import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import en from '../../src/locales/en.js';
import {
  activeDialog,
  expectFocusOn,
  focused,
  modalOf,
  mountDialog,
  pressPart,
  requestClose,
} from '../support/dialog.js';
import { next, part, until } from '../support/upgrade.js';
import { action, firstView } from '../support/view.js';

/** A button of the page's with the focus on it, until the test is over. */
function pagesButton(): HTMLButtonElement {
  const button = document.createElement('button');
  button.textContent = 'Raise my limits';
  document.body.append(button);
  buttons.push(button);
  button.focus();
  return button;
}
const buttons: Element[] = [];

describe('the focus and the dialog', () => {
  afterEach(() => {
    for (const button of buttons.splice(0)) button.remove();
  });

  it('goes to the heading of what is in the dialog, not to its cross', async () => {
    pagesButton();
    const { element } = await mountDialog({ replies: [{ hang: true }], attributes: { launch: 'manual' } });
    await firstView(element);
    element.start();
    await element.updateComplete;
    expect(modalOf(element)).not.to.equal(null);
    expectFocusOn(part(element, 'heading'));
  });

  it('is kept within', async () => {
    const button = pagesButton();
    const { element } = await mountDialog({ replies: [{ status: 500 }] });
    await until(element, 'failed');
    await firstView(element);
    for (let presses = 0; presses < 6; presses++) {
      await sendKeys({ press: 'Tab' });
      expect(focused() === button).to.equal(false);
    }
  });

  it('returns to the page’s button that opened it', async () => {
    const { element } = await mountDialog({ replies: [{ hang: true }], attributes: { launch: 'manual' } });
    await firstView(element);
    const button = pagesButton();
    element.start();
    await element.updateComplete;
    await pressPart(element, 'close');
    expect(element.state.status).to.equal('cancelled');
    expectFocusOn(button);
  });

  it('returns to where it was after an end, too', async () => {
    const button = pagesButton();
    const { element, sdk } = await activeDialog();
    sdk.report({ type: 'approved' });
    await until(element, 'approved');
    action(element, en['dialog.close']).click();
    await element.updateComplete;
    expectFocusOn(button);
  });

  it('returns to where it was before the question, too', async () => {
    const button = pagesButton();
    const { element } = await activeDialog();
    await pressPart(element, 'close');
    await pressPart(element, 'leave');
    expectFocusOn(button);
  });

  it('goes to the new view where our own start button is gone', async () => {
    const { element } = await mountDialog({ replies: [{ hang: true }], attributes: { launch: 'manual' } });
    await firstView(element);
    const start = action(element, en['start.button']);
    start.focus();
    start.click();
    await element.updateComplete;
    await pressPart(element, 'close');
    expectFocusOn(part(element, 'heading'));
    expect(part(element, 'heading')?.textContent.trim()).to.equal(en['cancelled.heading']);
    await sendKeys({ press: 'Tab' });
    expectFocusOn(action(element, en['cancelled.button']));
  });

  it('goes to the new view where the browser closes without asking', async () => {
    const { element } = await mountDialog({ replies: [{ hang: true }] });
    await until(element, 'requesting');
    await firstView(element);
    const cancelled = next(element, 'upgrade-cancelled');
    modalOf(element)?.close();
    await cancelled;
    await element.updateComplete;
    expectFocusOn(part(element, 'heading'));
  });

  it('is not taken from another part of the page that the user has gone to', async () => {
    const { element } = await mountDialog({ replies: [{ status: 500 }] });
    await until(element, 'failed');
    await firstView(element);
    await requestClose(element);
    const button = pagesButton();
    element.headingLevel = 3;
    await element.updateComplete;
    expectFocusOn(button);
  });

  it('stays within the element when the page shows it inline meanwhile', async () => {
    const { element } = await activeDialog();
    part(element, 'close')?.focus();
    element.display = 'inline';
    await element.updateComplete;
    expect(modalOf(element)).to.equal(null);
    expectFocusOn(part(element, 'heading'));
  });

  it('does not scroll the page behind', async () => {
    const { element } = await mountDialog({ attributes: { launch: 'manual', style: 'margin-block: 3000px' } });
    await firstView(element);
    scrollTo(0, 0);
    element.start();
    await until(element, 'active');
    expect(scrollY).to.equal(0);
    await pressPart(element, 'close');
    await pressPart(element, 'leave');
    expect(scrollY).to.equal(0);
  });
});
