import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import en from '../../src/locales/en.js';
import { activeDialog, expectFocusOn, focused, modalOf, pressPart, requestClose } from '../support/dialog.js';
import { frameOf, mountUpgrade, next, offer, part, record, until } from '../support/upgrade.js';
import { wordsOf } from '../support/view.js';

const questionOf = (element: Element) => element.shadowRoot?.querySelector<HTMLElement>('[role=alertdialog]') ?? null;

/** The words that an element is called by, or described with. */
const namedBy = (element: HTMLElement | null, attribute: string) => {
  const root = element?.getRootNode() as ShadowRoot | undefined;
  return wordsOf(root?.getElementById(element?.getAttribute(attribute) ?? ''));
};

describe('the question before leaving', () => {
  it('is asked while the user is in the SDK, and nothing has happened yet', async () => {
    const { element, sdk } = await activeDialog();
    const statuses = record(element);
    await pressPart(element, 'close');
    expect(modalOf(element)).not.to.equal(null);
    const question = questionOf(element);
    expect(namedBy(question, 'aria-labelledby')).to.equal(en['leave.heading']);
    expect(namedBy(question, 'aria-describedby')).to.equal(en['leave.text']);
    expect([statuses, sdk.unmounts]).to.deep.equal([[], 0]);
  });

  it('has the focus on the button that changes nothing', async () => {
    const { element } = await activeDialog();
    await pressPart(element, 'close');
    expectFocusOn(part(element, 'stay'));
  });

  it('covers the SDK, also for the keyboard', async () => {
    const { element } = await mountUpgrade({ replies: [offer()], attributes: { display: 'dialog' } });
    await until(element, 'active');
    const { left = 0, top = 0, width = 0, height = 0 } = frameOf(element)?.getBoundingClientRect() ?? {};
    await pressPart(element, 'close');
    expect(document.elementFromPoint(left + width / 2, top + height / 4)).to.equal(element);
    const seen = new Set<Element | null>();
    for (let presses = 0; presses < 6; presses++) {
      await sendKeys({ press: 'Tab' });
      seen.add(focused());
    }
    // In Firefox the focus walks on through the browser's own toolbars, where it must not stay.
    for (let presses = 0; presses < 20 && !document.hasFocus(); presses++) await sendKeys({ press: 'Tab' });
    expect(seen.has(frameOf(element)), 'the frame').to.equal(false);
    expect(seen.has(part(element, 'leave')), 'the button to leave').to.equal(true);
  });

  it('is taken back by staying; the SDK goes on', async () => {
    const { element, sdk } = await activeDialog();
    await pressPart(element, 'close');
    await pressPart(element, 'stay');
    expect(questionOf(element)).to.equal(null);
    expect([element.state.status, sdk.unmounts]).to.deep.equal(['active', 0]);
    expect(modalOf(element)?.querySelector<HTMLElement>('[part=panel]')?.inert).to.equal(false);
  });

  it('gives the focus back to where it was', async () => {
    const { element } = await mountUpgrade({ replies: [offer()], attributes: { display: 'dialog' } });
    await until(element, 'active');
    frameOf(element)?.focus();
    await requestClose(element);
    expectFocusOn(part(element, 'stay'));
    await pressPart(element, 'stay');
    expectFocusOn(frameOf(element));
  });

  it('gives the focus back to a control of the dialog that had it', async () => {
    const { element } = await activeDialog();
    part(element, 'close')?.focus();
    await requestClose(element);
    expectFocusOn(part(element, 'stay'));
    await pressPart(element, 'stay');
    expectFocusOn(part(element, 'close'));
  });

  it('is asked again the next time', async () => {
    const { element } = await activeDialog();
    await pressPart(element, 'close');
    await pressPart(element, 'stay');
    await pressPart(element, 'close');
    expect(questionOf(element)).not.to.equal(null);
  });

  it('cancels by leaving', async () => {
    const { element, sdk } = await activeDialog();
    await pressPart(element, 'close');
    await pressPart(element, 'leave');
    expect([element.state.status, sdk.unmounts]).to.deep.equal(['cancelled', 1]);
    expect(modalOf(element)).to.equal(null);
  });

  it('is asked once: who asks to close again, leaves', async () => {
    const { element } = await activeDialog();
    await pressPart(element, 'close');
    await pressPart(element, 'close');
    expect(element.state.status).to.equal('cancelled');
  });

  it('is answered by Escape with the safe answer', async () => {
    const { element } = await activeDialog();
    part(element, 'close')?.focus();
    await sendKeys({ press: 'Escape' });
    while (!questionOf(element)) await new Promise(requestAnimationFrame);
    expectFocusOn(part(element, 'stay'));
    await sendKeys({ press: 'Escape' });
    while (questionOf(element)) await new Promise(requestAnimationFrame);
    expect(element.state.status).to.equal('active');
    expect(modalOf(element)).not.to.equal(null);
  });

  it('is asked also where the browser closes without asking', async () => {
    const { element, sdk } = await activeDialog();
    const dialog = modalOf(element);
    const closed = next(dialog ?? element, 'close');
    dialog?.close();
    await closed;
    await element.updateComplete;
    expect(modalOf(element)).not.to.equal(null);
    expectFocusOn(part(element, 'stay'));
    expect([element.state.status, sdk.unmounts]).to.deep.equal(['active', 0]);
  });

  it('does not take the focus back from “leave” when the SDK says something', async () => {
    const { element, sdk } = await activeDialog();
    await pressPart(element, 'close');
    part(element, 'leave')?.focus();
    sdk.report({ type: 'step', step: 'selfie', progress: { current: 2, total: 3 } });
    element.lang = 'en-GB';
    await element.updateComplete;
    expect(questionOf(element)).not.to.equal(null);
    expectFocusOn(part(element, 'leave'));
  });

  for (const [name, report, status] of [
    ['handed everything in', { type: 'submitted' }, 'pending'],
    ['failed', { type: 'failed' }, 'failed'],
  ] as const) {
    it(`is not asked any more when the user has ${name} meanwhile`, async () => {
      const { element, sdk } = await activeDialog();
      await pressPart(element, 'close');
      sdk.report(report);
      await until(element, status as 'failed');
      expect(questionOf(element)).to.equal(null);
      expect(modalOf(element)?.querySelector<HTMLElement>('[part=panel]')?.inert).to.equal(false);
      expect(modalOf(element)?.contains(element.shadowRoot?.activeElement ?? null), 'the focus is within').to.equal(
        true,
      );
    });
  }

  it('speaks the language, also when that changes', async () => {
    const { element } = await activeDialog({ properties: { messages: { 'leave.stay': 'Hang on' } } });
    await pressPart(element, 'close');
    expect(wordsOf(part(element, 'stay'))).to.equal('Hang on');
    element.messages = {};
    await element.updateComplete;
    expect(wordsOf(part(element, 'stay'))).to.equal(en['leave.stay']);
    expect(wordsOf(part(element, 'leave'))).to.equal(en['leave.leave']);
  });
});
