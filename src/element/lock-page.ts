import { documentProperty } from '../upgrade/util.js';

/**
 * Keeps the page behind an open dialog from scrolling, and its libraries from closing their own dialog, with the element in it, and from
 * taking away Escape, Tab, clicks and scrolling, until the signal aborts.
 */
export function lockPage(dialog: HTMLElement, root: ShadowRoot, signal: AbortSignal): void {
  const { ownerDocument } = dialog;
  const window = documentProperty(ownerDocument, 'defaultView');
  if (!window) return;
  lockScroll(ownerDocument, window, signal);
  const received = new WeakSet<Event>();
  const targetOf = (event: Event) => event.composedPath()[0] as Element;
  // Before the listeners of the document, where libraries have theirs.
  const listen = (types: string, listener: (event: Event) => unknown) =>
    types.split(' ').map((type) => window.addEventListener(type, listener, { capture: true, signal }));

  listen('keydown keyup', (event) => {
    const isOurs = event.composedPath().includes(dialog) || targetOf(event).localName === 'body';
    if (isOurs && /Escape|Tab/.test((event as KeyboardEvent).key)) event.stopImmediatePropagation();
  });
  listen('mousedown pointerdown touchmove touchstart wheel', (event) => {
    if (root.contains(targetOf(event))) event.stopImmediatePropagation();
  });
  // A click must reach the page, too. A focus trap may stop it on its way to the button; then it is repeated.
  dialog.addEventListener('click', (event) => received.add(event), { signal });
  listen('click', (event) => {
    const target = targetOf(event);
    const repeat = () => target.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    if (root.contains(target)) setTimeout(() => received.has(event) || repeat());
  });
}

/** By a style sheet of its own: no style of the page has to be restored. */
function lockScroll(document: Document, { CSSStyleSheet, innerWidth }: typeof globalThis, signal: AbortSignal): void {
  const sheet = new CSSStyleSheet();
  const gutter =
    innerWidth > documentProperty(document, 'documentElement').clientWidth ? 'scrollbar-gutter:stable' : '';
  sheet.replaceSync(`html{overflow:hidden!important;${gutter}}`);
  const sheets = documentProperty(document, 'adoptedStyleSheets');
  sheets.push(sheet);
  signal.addEventListener('abort', () => {
    const at = sheets.indexOf(sheet);
    if (at >= 0) sheets.splice(at, 1);
  });
}
