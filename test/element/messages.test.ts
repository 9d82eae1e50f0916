import { expect } from '@open-wc/testing';
import en from '../../src/locales/en.js';
import type { Messages } from '../../src/index.js';
import { mountUpgrade, refusal, until } from '../support/upgrade.js';
import { firstView, seenView, wordsOf } from '../support/view.js';

const pathOf = (element: Element) => {
  const path = element.shadowRoot?.querySelector('[role=img]');
  return [path?.getAttribute('aria-label'), wordsOf(path)];
};

const pending = { replies: [{ body: { currentLevel: 'hero', nextLevel: 'satoshi', upgrade: { status: 'pending' } } }] };

describe('messages', () => {
  it('take the place of our words, one by one', async () => {
    const messages: Partial<Messages> = { 'start.heading': 'Who are you?', 'start.button': 'Go' };
    const { element } = await mountUpgrade({ attributes: { launch: 'manual' }, properties: { messages } });
    const { heading, text, actions } = await firstView(element);
    expect({ heading, text, actions }).to.deep.equal({
      heading: 'Who are you?',
      text: en['start.text'],
      actions: ['Go'],
    });
  });

  it('can change at any time', async () => {
    const { element } = await mountUpgrade({ attributes: { launch: 'manual' } });
    await firstView(element);
    element.messages = { 'start.heading': 'Who are you?' };
    await element.updateComplete;
    expect(seenView(element).heading).to.equal('Who are you?');
    element.messages = {};
    await element.updateComplete;
    expect(seenView(element).heading).to.equal(en['start.heading']);
  });

  it('may speak of one error alone', async () => {
    const messages = { 'failed.ER709.heading': 'Known already', 'failed.account.text': 'Write to us.' };
    const { element } = await mountUpgrade({ replies: [refusal(400, 'ER709')], properties: { messages } });
    await until(element, 'failed');
    expect(await firstView(element)).to.deep.include({ heading: 'Known already', text: 'Write to us.' });
  });

  it('get their facts filled in', async () => {
    const messages = { 'pending.text': 'On the way from {currentLevel} to {nextLevel}. {nothing}' };
    const { element } = await mountUpgrade({ ...pending, properties: { messages } });
    await until(element, 'pending');
    expect((await firstView(element)).text).to.equal('On the way from Hero to Satoshi.');
  });

  it('name the levels', async () => {
    const messages = { 'level.hero': 'Helden', 'level.satoshi': 'Größe' };
    const { element } = await mountUpgrade({ ...pending, properties: { messages } });
    await until(element, 'pending');
    await firstView(element);
    expect(pathOf(element)).to.deep.equal(['From Helden to Größe', 'Helden Größe']);
  });

  it('leave the server’s names of levels, with a capital', async () => {
    const { element } = await mountUpgrade(pending);
    await until(element, 'pending');
    await firstView(element);
    expect(pathOf(element)).to.deep.equal(['From Hero to Satoshi', 'Hero Satoshi']);
  });

  it('are text, whatever is in them', async () => {
    const messages = { 'start.heading': '<b onclick="alert()">Bold</b>' };
    const { element } = await mountUpgrade({ attributes: { launch: 'manual' }, properties: { messages } });
    expect((await firstView(element)).heading).to.equal('<b onclick="alert()">Bold</b>');
    expect(element.shadowRoot?.querySelector('b')).to.equal(null);
  });

  it('take a level by the name of a built-in for what it is', async () => {
    const replies = [{ body: { currentLevel: 'constructor', nextLevel: 'toString', upgrade: { status: 'pending' } } }];
    const { element } = await mountUpgrade({ replies });
    await until(element, 'pending');
    await firstView(element);
    expect(pathOf(element)[0]).to.equal('From Constructor to ToString');
  });

  for (const empty of [undefined, null]) {
    it(`fall back to our words where they hold ${JSON.stringify(empty)}`, async () => {
      const messages = { 'start.heading': empty } as unknown as Partial<Messages>;
      const { element } = await mountUpgrade({ attributes: { launch: 'manual' }, properties: { messages } });
      expect((await firstView(element)).heading).to.equal(en['start.heading']);
    });
  }
});
