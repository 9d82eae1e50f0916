import { expect } from '@open-wc/testing';
import { backgroundOf, contrast } from '../support/colors.js';
import { showView, views } from '../support/gallery.js';
import { mountUpgrade } from '../support/upgrade.js';
import { firstView, wordsOf } from '../support/view.js';

/** WCAG 2.2 AA: text, and what has to be seen beside text. */
const least = { text: 4.5, graphics: 3 };

const styleOf = (name: string) => fetch(`/demo/looks/${name}.css`).then((response) => response.text());

/** The element as it comes, and in each of the demo's two examples of a theme. */
const looks: Readonly<Record<string, string>> = {
  plain: '',
  bank: await styleOf('bank'),
  wallet: await styleOf('wallet'),
};

/** What is on screen, and not for screen readers alone. */
const isSeen = (element: Element) => element.checkVisibility() && element.getBoundingClientRect().width > 1;

function all(element: Element, selector = '*'): Element[] {
  const found = [...(element.shadowRoot?.querySelectorAll(selector) ?? [])];
  return found.filter((at) => isSeen(at) && !at.closest('.sdk-visible .card, [inert]'));
}

const hasText = (element: Element) =>
  [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());

/** Everything that does not stand out enough, in words. */
function faults(element: Element): string[] {
  const list: string[] = [];
  const check = (name: string, one: string, other: string, needed: number) => {
    const ratio = contrast(one, other);
    if (ratio < needed) list.push(`${name}: ${ratio.toFixed(2)} (${one} on ${other})`);
  };
  for (const at of all(element).filter(hasText)) {
    check(`“${wordsOf(at)}”`, getComputedStyle(at).color, backgroundOf(at), least.text);
  }
  for (const drawing of all(element, 'svg')) {
    check('a drawing', getComputedStyle(drawing).stroke, backgroundOf(drawing), least.graphics);
  }
  for (const button of all(element, '[part~=button]:not(:disabled, .quiet, .foot-line *)')) {
    check(
      'a button’s edge',
      getComputedStyle(button).borderTopColor,
      backgroundOf(button.parentElement ?? button),
      least.graphics,
    );
  }
  for (const track of all(element, '[part=levels] i')) {
    check(
      'the way that is done',
      getComputedStyle(track, '::after').backgroundColor,
      getComputedStyle(track).backgroundColor,
      least.graphics,
    );
  }
  for (const button of all(element, 'button:enabled:not(.foot-line *), a:not(.foot-line *), summary')) {
    (button as HTMLElement).focus({ focusVisible: true });
    if (!button.matches(':focus-visible')) continue; // WebKit shows none in a window that is not in front.
    const { outlineColor, outlineStyle } = getComputedStyle(button);
    expect(outlineStyle, wordsOf(button)).to.equal('solid');
    check('a ring of focus', outlineColor, backgroundOf(button.parentElement ?? button), least.graphics);
  }
  return list;
}

describe('the contrast check', () => {
  it('finds what does not stand out', async () => {
    const view = views.find(([name]) => name === 'rejected')?.[1];
    if (!view) throw new Error('There is no such view.');
    const style = ['muted: #999', 'text: #bbb', 'accent: #ccc']
      .map((rule) => `--verification-upgrade-${rule}`)
      .join(';');
    const found = faults(await showView(view, { theme: 'light', style }));
    expect(found.join('\n')).to.match(/Hero.*Satoshi.*Contact support.*edge/su);
  });
});

describe('the contrast', () => {
  const sheet = new CSSStyleSheet();

  before(() => document.adoptedStyleSheets.push(sheet));

  after(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  });

  for (const [name, view] of views) {
    it(`is enough for ${name}, light and dark, in each look`, async () => {
      const element = await showView(view);
      expect(all(element).length, 'something to be seen').to.be.greaterThan(0);
      for (const theme of ['light', 'dark'] as const) {
        element.theme = theme;
        await element.updateComplete;
        for (const [look, css] of Object.entries(looks)) {
          sheet.replaceSync(css);
          expect(faults(element), `${look}, ${theme}`).to.deep.equal([]);
        }
      }
    });
  }
});

/** The rules that Dark Reader finds. */
const rulesIn = (list: CSSRuleList): CSSStyleRule[] =>
  [...list].flatMap((rule) => {
    if (rule instanceof CSSStyleRule) return [rule, ...rulesIn(rule.cssRules)];
    const isOn =
      rule instanceof CSSMediaRule ? matchMedia(rule.conditionText).matches : rule instanceof CSSSupportsRule;
    return isOn && rule instanceof CSSGroupingRule ? rulesIn(rule.cssRules) : [];
  });

/** What Dark Reader does: each variable gets a dark twin for backgrounds and a pale one for texts. */
function darken(root: ShadowRoot): void {
  const kinds = { bg: 'black', text: 'white' };
  const twin = (value: string, kind: keyof typeof kinds) =>
    value
      .replaceAll('var(--', `var(--${kind}-`)
      .replace(/#[\da-f]{3,6}\b/gi, (color) => `color-mix(in srgb, ${color} 30%, ${kinds[kind]})`);
  const override = ({ selectorText, style }: CSSStyleRule) => {
    const lines = [...style].flatMap((name) => {
      const value = style.getPropertyValue(name);
      if (name.startsWith('--'))
        return [`--bg-${name.slice(2)}: ${twin(value, 'bg')}`, `--text-${name.slice(2)}: ${twin(value, 'text')}`];
      if (name === 'background-color') return [`${name}: ${twin(value || style.background, 'bg')}`];
      return name === 'color' ? [`${name}: ${twin(value, 'text')}`] : [];
    });
    return `${selectorText} { ${lines.join('; ')} }`;
  };
  const sheet = new CSSStyleSheet();
  const rules = root.adoptedStyleSheets.flatMap(({ cssRules }) => rulesIn(cssRules));
  sheet.replaceSync(rules.map(override).join('\n'));
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

describe('a page that an extension darkens', () => {
  for (const theme of ['light', 'dark']) {
    it(`(theme ${theme}) has a main button whose text can be read`, async () => {
      const { element } = await mountUpgrade({ attributes: { launch: 'manual', theme } });
      await firstView(element);
      if (element.shadowRoot) darken(element.shadowRoot);
      const [button] = all(element, '.primary');
      if (!button) throw new Error('There is no main button.');
      expect(contrast(getComputedStyle(button).color, backgroundOf(button))).to.be.above(least.text);
    });
  }
});
