// @ts-check
import { h } from './dom.js';
import { layout } from './views.js';
import { wordsFor } from './words.js';

/**
 * @typedef {object} View
 * @property {string} name
 * @property {number} [step] which of the three steps this is
 * @property {string} [document] the chosen document
 * @property {boolean} [blurred]
 * @property {(type: string) => void} [choose]
 * @property {(() => void) | undefined} [next] the main button; without it the button is there and cannot be pressed
 * @property {(() => void) | undefined} [again] the other button
 */

/**
 * The one screen of the frame. It can be drawn again in another language at any time.
 *
 * @param {HTMLElement} root
 */
export function createScreen(root) {
  const status = h('p', { role: 'status', class: 'unseen' });
  root.after(status);
  let language = 'en';
  /** @type {View} */
  let view = { name: 'starting' };
  draw();

  function draw() {
    const { key, words } = wordsFor(language);
    document.documentElement.lang = key;
    document.title = words.title;
    const focused = document.activeElement?.getAttribute('data-key');
    root.setAttribute('data-view', view.name);
    root.replaceChildren(...layout(view, words));
    /** @type {HTMLElement | null} */ (root.querySelector(`[data-key="${focused ?? 'none'}"]`))?.focus();
  }

  return {
    /** @param {View} next */
    show(next) {
      const inside = root.contains(document.activeElement);
      view = next;
      draw();
      // Focus that was in the screen before must not get lost; where there was none, it is not taken from the page.
      const heading = root.querySelector('h1');
      if (inside) heading?.focus();
      else status.textContent = heading?.textContent ?? '';
    },
    /** @param {string} tag */
    setLanguage(tag) {
      language = tag;
      draw();
    },
    /** @param {string | null} theme */
    setTheme(theme) {
      if (theme) document.documentElement.setAttribute('data-theme', theme);
    },
    /** The height that everything on the screen needs, in pixels. */
    height: () => Math.ceil(root.getBoundingClientRect().height),
    /** @param {() => void} report called when the height has changed */
    onResize(report) {
      new ResizeObserver(report).observe(root);
    },
  };
}

/** @typedef {ReturnType<typeof createScreen>} Screen */
