import { frameOf } from './guard.js';

/**
 * On phones the SDK covers the screen with a frame at the end of the body. Under an open modal dialog, ours or the page's,
 * nobody could see or touch it there, so it moves into the dialog before it has begun to load.
 */
export function placeInTopLayer(container: HTMLElement): void {
  const frame = frameOf();
  if (!frame) return;
  // The frame's own title is empty; inside of the container ours follows.
  frame.title ||= 'Veriff';
  const cover = frame.parentElement;
  if (cover && cover !== container && isInModal(container)) container.append(cover);
}

/** Along what is rendered: through slots and shadow roots. */
function isInModal(element: Element): boolean {
  for (let at: Element | null = element; at; at = outer(at)) if (at.matches(':modal')) return true;
  return false;
}

function outer(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  const root = element.getRootNode();
  return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}
