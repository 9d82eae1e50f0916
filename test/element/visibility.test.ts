import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { nearViewport, visibilityOf } from '../../src/element/visibility.js';
import { untilObserved } from '../support/view.js';
import { setVisible } from '../upgrade/support/fake-page.js';

describe('whether the user can see the element', () => {
  const far = 'position: absolute; inset-block-start: 5000px';
  const watching: AbortController[] = [];
  afterEach(() => {
    for (const watch of watching.splice(0)) watch.abort();
  });

  /** Watches an element; `seen` has everything that is reported. */
  async function watch({ style = '', isElsewhere = false } = {}) {
    const element = await fixture<HTMLElement>(html`<p style=${style}>Here</p>`);
    const seen: boolean[] = [];
    const end = new AbortController();
    watching.push(end);
    visibilityOf(element, () => isElsewhere)(end.signal, (isVisible) => seen.push(isVisible));
    return { element, seen, end: () => end.abort() };
  }

  it('is reported when the browser knows, and when the element is scrolled away and back', async () => {
    const { element, seen } = await watch();
    expect(seen).to.deep.equal([]);
    await untilObserved(element);
    expect(seen).to.deep.equal([true]);
    element.style.cssText = far;
    await untilObserved(element);
    expect(seen).to.deep.equal([true, false]);
    element.style.cssText = '';
    await untilObserved(element);
    expect(seen).to.deep.equal([true, false, true]);
  });

  it('is not assumed before the browser knows', async () => {
    const { seen } = await watch({ style: far });
    setVisible(true);
    expect(seen).to.deep.equal([false]);
  });

  it('follows the tab into the background and back', async () => {
    const { element, seen } = await watch();
    await untilObserved(element);
    setVisible(false);
    setVisible(true);
    expect(seen).to.deep.equal([true, false, true]);
  });

  it('does not depend on the place of an element that is shown in a dialog, but on the tab', async () => {
    const { element, seen } = await watch({ style: far, isElsewhere: true });
    await untilObserved(element);
    setVisible(false);
    expect(seen).to.deep.equal([true, false]);
  });

  it('is not reported after the abort', async () => {
    const { element, seen, end } = await watch();
    await untilObserved(element);
    end();
    element.style.cssText = far;
    await untilObserved(element);
    await nextFrame();
    setVisible(false);
    expect(seen).to.deep.equal([true]);
  });
});

describe('an element that comes near the viewport', () => {
  const { IntersectionObserver: original } = globalThis;
  afterEach(() => void Object.assign(globalThis, { IntersectionObserver: original }));

  it('counts also if it has gone again when the browser reports it', async () => {
    let report: ((entries: readonly object[]) => void) | undefined;
    class Observer {
      constructor(callback: (entries: readonly object[]) => void) {
        report = callback;
      }
      readonly observe = () => undefined;
      readonly disconnect = () => undefined;
    }
    Object.assign(globalThis, { IntersectionObserver: Observer });
    const near = nearViewport(document.body, new AbortController().signal);
    report?.([{ isIntersecting: true }, { isIntersecting: false }]);
    await near;
  });
});
