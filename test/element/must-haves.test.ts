import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { canResize } from '../support/abilities.js';
import { useFakeTimers } from 'sinon';
import en from '../../src/locales/en.js';
import { activeDialog, modalOf } from '../support/dialog.js';
import { backgroundOf, contrast } from '../support/colors.js';
import { mountUpgrade, part, refusal, until } from '../support/upgrade.js';
import { action, firstView, seenView, wordsOf } from '../support/view.js';

describe('the button that closes the dialog', () => {
  afterEach(async () => {
    document.documentElement.style.fontSize = '';
    if (canResize) await setViewport({ width: 800, height: 600 });
  });

  for (const width of canResize ? [320, 360, 390] : []) {
    it(`is on screen in German with large text, ${width} px wide`, async () => {
      await setViewport({ width, height: 640 });
      document.documentElement.style.fontSize = '200%';
      const { element } = await activeDialog({ attributes: { lang: 'de' } });
      await firstView(element);
      const close = part(element, 'close')?.getBoundingClientRect();
      expect(close?.right).to.be.at.most(width);
      expect(close?.width).to.be.at.least(44);
      expect(modalOf(element)?.scrollWidth).to.be.at.most(width);
    });
  }
});

describe('an accent of the page', () => {
  for (const theme of ['light', 'dark'])
    for (const accent of ['#0f766e', '#ffd400', '#000', '#fff', '#e11d48', '#7c7c7c', '#f5c2e7'])
      it(`${accent} leaves everything readable, ${theme}`, async () => {
        const { element } = await mountUpgrade({
          attributes: { launch: 'manual', theme, style: `--verification-upgrade-accent: ${accent}` },
        });
        await firstView(element);
        const button = action(element, en['start.button']);
        const { color, backgroundColor } = getComputedStyle(button);
        expect(contrast(color, backgroundColor), 'label').to.be.at.least(4.5);
        const icon = element.shadowRoot?.querySelector('.icon');
        if (!icon) throw new Error('There is no icon.');
        expect(contrast(getComputedStyle(icon).color, backgroundOf(icon)), 'icon').to.be.at.least(3);
        const { outlineColor } = (button.focus({ focusVisible: true }), getComputedStyle(button));
        const panel = part(element, 'panel');
        if (panel && button.matches(':focus-visible'))
          expect(contrast(outlineColor, backgroundOf(panel)), 'focus ring').to.be.at.least(3);
      });
});

describe('the start', () => {
  it('says what the user needs, how long it takes and who checks it', async () => {
    const { element } = await mountUpgrade({ attributes: { launch: 'manual', 'privacy-url': '/privacy' } });
    await firstView(element);
    const text = wordsOf(part(element, 'panel'));
    for (const key of [
      'start.text',
      'start.document',
      'start.camera',
      'start.checker.unnamed.text',
      'start.privacy',
    ] as const)
      expect(text).to.include(en[key]);
  });
});

describe('English in a page of another language', () => {
  const langOf = (element: Element) => part(element, 'panel')?.getAttribute('lang');

  for (const [lang, expected] of [
    ['it', 'en'],
    ['ar', 'en'],
    ['en-GB', null],
    ['nl_NL.UTF-8', null],
  ] as const) {
    it(`is marked as such or not needed: ${lang}`, async () => {
      const { element } = await mountUpgrade({ attributes: { launch: 'manual', lang } });
      await firstView(element);
      expect(langOf(element)).to.equal(expected);
    });
  }

  it('is not claimed of the page’s own texts', async () => {
    const { element } = await mountUpgrade({
      attributes: { launch: 'manual', lang: 'it' },
      properties: { messages: en },
    });
    await firstView(element);
    expect(langOf(element)).to.equal(null);
  });
});

describe('a slow start', () => {
  it('is admitted after a while, then can be cancelled', async () => {
    const clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { element } = await mountUpgrade({ replies: [{ hang: true }] });
      await until(element, 'requesting');
      await firstView(element);
      clock.tick(4900);
      await element.updateComplete;
      expect(seenView(element)).to.deep.include({ text: en['loading.text'], actions: [] });
      clock.tick(200);
      await element.updateComplete;
      expect(seenView(element)).to.deep.include({ text: en['loading.slow.text'], actions: [] });
      clock.tick(3000);
      await element.updateComplete;
      action(element, en['action.cancel']).click();
      await element.updateComplete;
      expect(element.state.status).to.equal('cancelled');
    } finally {
      clock.restore();
    }
  });
});

describe('a translation extension', () => {
  it('that replaces text nodes does not freeze the texts', async () => {
    const { element } = await mountUpgrade({ replies: [refusal(500, 'ER999'), { hang: true }] });
    await until(element, 'failed');
    await firstView(element);
    for (const name of ['heading', 'text', 'button']) {
      const target = part(element, name);
      if (target) target.innerHTML = '<font><font>Übersetzt</font></font>';
    }
    part(element, 'button')?.click();
    await until(element, 'requesting');
    expect(seenView(element)).to.deep.include({ heading: en['loading.heading'], text: en['loading.text'] });
  });
});

describe('the open dialog', () => {
  it('takes clicks in a page that has taken them away from its body', async () => {
    document.body.style.pointerEvents = 'none';
    try {
      const { element } = await activeDialog();
      const close = part(element, 'close');
      if (!close) throw new Error('There is no button.');
      const { left, top, width, height } = close.getBoundingClientRect();
      expect(element.shadowRoot?.elementFromPoint(left + width / 2, top + height / 2)?.closest('button')).to.equal(
        close,
      );
    } finally {
      document.body.style.pointerEvents = '';
    }
  });
});

describe('a level’s name', () => {
  for (const [name, shown] of [
    ['basic_verified-2', 'Basic verified 2'],
    ['he\u202Ero\u200B', 'Hero'],
    ['مستوى', '\u2068مستوى\u2069'],
    ['x'.repeat(60), `X${'x'.repeat(30)}…`],
  ] as const) {
    it(`${JSON.stringify(name).slice(0, 24)} is made presentable`, async () => {
      const { element } = await mountUpgrade({
        replies: [{ body: { currentLevel: name, nextLevel: 'satoshi', upgrade: { status: 'pending' } } }],
      });
      await until(element, 'pending');
      await firstView(element);
      expect(wordsOf(part(element, 'levels')?.querySelector('b'))).to.equal(shown);
    });
  }
});
