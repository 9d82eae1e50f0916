import { expect } from '@open-wc/testing';
import { mountUpgrade, offer, part, refusal, until } from '../support/upgrade.js';
import { firstView } from '../support/view.js';

const links = { 'support-url': '/help', theme: 'light' };
const failure = { replies: [refusal(500, 'ER999')], attributes: links };

const styleOf = (element: Element, name: string): CSSStyleDeclaration => {
  const found = part(element, name);
  if (!found) throw new Error(`There is no part "${name}".`);
  return getComputedStyle(found);
};

/** A style sheet of the page’s, until the test is over. */
function style(rules: string): void {
  const sheet = document.createElement('style');
  sheet.textContent = rules;
  document.head.append(sheet);
  sheets.push(sheet);
}
const sheets: Element[] = [];

describe('looks', () => {
  afterEach(() => {
    for (const sheet of sheets.splice(0)) sheet.remove();
  });

  it('can be changed part by part', async () => {
    const names = ['panel', 'heading', 'text', 'actions', 'button', 'code'];
    style(names.map((name) => `verification-upgrade::part(${name}) { outline: 2px dotted rgb(1, 2, 3) }`).join(''));
    const { element } = await mountUpgrade(failure);
    await until(element, 'failed');
    await firstView(element);
    for (const name of names) expect(styleOf(element, name).outlineColor, name).to.equal('rgb(1, 2, 3)');
    expect(element.shadowRoot?.querySelectorAll('[part~=button]')).to.have.length(2);
  });

  const color = 'rgb(12, 34, 56)';
  const properties: readonly (readonly [
    name: string,
    value: string,
    part: string,
    property: string,
    effect?: string,
  ])[] = [
    ['accent', color, 'button', 'background-color'],
    ['on-accent', color, 'button', 'color'],
    ['surface', color, 'panel', 'background-color'],
    ['text', color, 'heading', 'color'],
    ['muted', color, 'text', 'color'],
    ['border', color, 'panel', 'border-top-color'],
    ['radius', '7px', 'panel', 'border-top-left-radius'],
    ['font', 'monospace', 'heading', 'font-family'],
    ['font', 'monospace', 'button', 'font-family'],
  ];
  for (const theme of ['light', 'dark']) {
    for (const [name, value, where, property] of properties) {
      it(`take --verification-upgrade-${name} for the ${where}’s ${property} (${theme})`, async () => {
        const setup = { ...failure, attributes: { theme, style: `--verification-upgrade-${name}: ${value}` } };
        const { element } = await mountUpgrade(setup);
        await until(element, 'failed');
        await firstView(element);
        expect(styleOf(element, where).getPropertyValue(property)).to.equal(value);
      });
    }
  }

  it('take custom properties from the page around', async () => {
    style(':root { --verification-upgrade-radius: 3px }');
    const { element } = await mountUpgrade(failure);
    await until(element, 'failed');
    await firstView(element);
    expect(styleOf(element, 'panel').borderTopLeftRadius).to.equal('3px');
  });

  it('take --verification-upgrade-min-height for the provider’s area, which has a line of help below it', async () => {
    const heights = [];
    for (const value of ['432px', '532px']) {
      const setup = { ...failure, attributes: { style: `--verification-upgrade-min-height: ${value}` } };
      const { element } = await mountUpgrade(setup);
      await until(element, 'failed');
      await firstView(element);
      heights.push(part(element, 'panel')?.clientHeight);
    }
    expect(heights).to.deep.equal([432 + 45, 532 + 45]);
  });

  it('keep an area of 600 pixels by default', async () => {
    const { element } = await mountUpgrade(failure);
    await until(element, 'failed');
    await firstView(element);
    expect(part(element, 'panel')?.clientHeight).to.equal(600 + 45);
  });

  it('are those of a block from the first moment on', async () => {
    const { element } = await mountUpgrade(failure);
    const early = getComputedStyle(element).display;
    await until(element, 'failed');
    await firstView(element);
    expect([early, getComputedStyle(element).display]).to.deep.equal(['block', 'block']);
  });

  it('leave the display to the page', async () => {
    style(
      'verification-upgrade { display: inline-block; inline-size: 300px } verification-upgrade[hidden] { display: none }',
    );
    const { element } = await mountUpgrade(failure);
    await until(element, 'failed');
    await firstView(element);
    expect(element.getBoundingClientRect().width).to.equal(300);
  });

  it('are nothing for a hidden element', async () => {
    const { element } = await mountUpgrade({ ...failure, attributes: { hidden: '' } });
    await until(element, 'failed');
    expect(element.getBoundingClientRect().height).to.equal(0);
  });

  it('fit into a narrow page', async () => {
    const { element } = await mountUpgrade({
      replies: [{ status: 400, body: { errors: { ER705: { code: 'ER705', message: 'x'.repeat(400) } } } }],
      attributes: { ...links, style: 'inline-size: 280px' },
    });
    await until(element, 'failed');
    await firstView(element);
    const panel = part(element, 'panel');
    expect(panel?.scrollWidth).to.be.at.most(280);
    const right = element.getBoundingClientRect().right;
    for (const child of element.shadowRoot?.querySelectorAll('[part] *') ?? []) {
      expect(child.getBoundingClientRect().right, child.outerHTML).to.be.at.most(right);
    }
  });

  for (const [level, expected] of [
    ['1', '1'],
    ['6', '6'],
    ['3.5', '3'],
    ['', '2'],
    ['title', '2'],
  ]) {
    it(`have a heading of level ${expected} for heading-level="${level}"`, async () => {
      const { element } = await mountUpgrade({ ...failure, attributes: { 'heading-level': level ?? '' } });
      await until(element, 'failed');
      await firstView(element);
      const heading = part(element, 'heading');
      expect(heading?.role).to.equal('heading');
      expect(heading?.ariaLevel).to.equal(expected);
      element.headingLevel = 4;
      await element.updateComplete;
      expect(heading?.ariaLevel).to.equal('4');
    });
  }

  it('keep the SDK inside of the rounded panel', async () => {
    const { element } = await mountUpgrade({ replies: [offer()] });
    await until(element, 'active');
    const panel = part(element, 'panel')?.getBoundingClientRect();
    const container = element.querySelector('[slot=provider]')?.getBoundingClientRect();
    expect(container?.width).to.be.within((panel?.width ?? 0) - 2, panel?.width ?? 0);
    expect(styleOf(element, 'panel').overflow).to.equal('clip');
  });
});
