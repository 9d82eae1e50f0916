// @ts-check
/** @typedef {Node | string | undefined} Child */

/**
 * Makes an element.
 *
 * @param {string} tag
 * @param {Record<string, string | boolean | (() => void) | undefined>} [props] attributes; functions listen for the event of that name
 * @param {...Child} children
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** Makes a drawing that is hidden from screen readers. @param {string} markup of an SVG @param {string} [name] its class */
export function draw(markup, name = '') {
  const template = document.createElement('template');
  template.innerHTML = markup;
  const svg = /** @type {SVGElement} */ (template.content.firstElementChild);
  svg.setAttribute('class', name);
  svg.setAttribute('aria-hidden', 'true');
  return svg;
}
