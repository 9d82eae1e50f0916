/**
 * On phones the SDK covers the screen with a frame at the end of the body. Under an open modal dialog, the element's or the
 * page's, that frame would be invisible and inert, so it moves into the dialog before it has begun to load.
 */
export function placeInTopLayer(frame: HTMLElement | null, container: HTMLElement): void {
  if (!frame) return;
  // The SDK sets no title. Inside the container the element sets one.
  frame.title ||= 'Veriff';
  const cover = frame.parentElement;
  if (cover && cover !== container && isInModal(container)) container.append(cover);
}

/** Follows the flat tree, through slots and shadow roots. */
function isInModal(element: Element): boolean {
  for (let at: Element | null = element; at; at = flatTreeParent(at)) if (at.matches(':modal')) return true;
  return false;
}

function flatTreeParent(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  const root = element.getRootNode();
  return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}
