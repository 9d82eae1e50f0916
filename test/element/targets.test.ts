import { expect } from '@open-wc/testing';
import { showView, views } from '../support/gallery.js';
import { wordsOf } from '../support/view.js';

/** Everything that can be pressed, and is not behind a question. */
const targetsOf = (element: Element) =>
  [...(element.shadowRoot?.querySelectorAll<HTMLElement>('button, a, summary') ?? [])].filter(
    (target) => target.checkVisibility() && !target.closest('[inert]'),
  );

const nameOf = (target: Element) => target.ariaLabel ?? wordsOf(target);

describe('what a finger has to hit', () => {
  for (const [name, view] of views) {
    it(`is at least 44 pixels wide and high in ${name}, on a phone and on a desktop`, async () => {
      const element = await showView(view, { lang: 'de' });
      const small: string[] = [];
      for (const width of ['280px', '720px']) {
        element.style.inlineSize = width;
        for (const target of targetsOf(element)) {
          const rect = target.getBoundingClientRect();
          if (rect.height < 44 || rect.width < 44)
            small.push(`${nameOf(target)}, ${width}: ${rect.width} by ${rect.height}`);
        }
      }
      expect(small).to.deep.equal([]);
    });
  }

  it('is not so close to the next one that one hits both', async () => {
    const rejected = views.find(([name]) => name === 'rejected')?.[1];
    if (!rejected) throw new Error('There is no such view.');
    const element = await showView(rejected, { style: 'inline-size: 280px', lang: 'de' });
    const [first, second] = targetsOf(element).map((target) => target.getBoundingClientRect());
    expect((second?.top ?? 0) - (first?.bottom ?? 0)).to.be.at.least(8);
  });
});
