/** What a user sees of our own view: nothing that is hidden, replaced by a slot, or for screen readers alone. */
export interface SeenView {
  readonly heading: string;
  readonly text: string;
  /** Labels of buttons and links, in their order; a disabled one in brackets. */
  readonly actions: readonly string[];
  /** Where the links lead. */
  readonly links: readonly string[];
}

/** The words of an element, without the white space of its template. */
export const wordsOf = (element: Element | null | undefined): string =>
  element?.textContent.replace(/\s+/g, ' ').trim() ?? '';

/** The parts of an element that are rendered. */
export function parts(element: Element, name: string): HTMLElement[] {
  const all = element.shadowRoot?.querySelectorAll<HTMLElement>(`[part~=${name}]`) ?? [];
  return [...all].filter((part) => part.checkVisibility());
}

export function seenView(element: Element): SeenView {
  const buttons = parts(element, 'button');
  return {
    heading: wordsOf(parts(element, 'heading')[0]),
    text: wordsOf(parts(element, 'text')[0]),
    actions: buttons.map((button) => (button.matches(':disabled') ? `(${wordsOf(button)})` : wordsOf(button))),
    links: buttons.flatMap((button) => button.getAttribute('href') ?? []),
  };
}

/** Resolves with the next change below a node. */
export function change(node: Node): Promise<void> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      resolve();
    });
    observer.observe(node, { childList: true, characterData: true, subtree: true });
  });
}

/** Resolves once this is so: asked now, and after each change in a node or below it. */
export function untilDom(node: Node, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(look);
    function look() {
      if (!isSo()) return;
      observer.disconnect();
      resolve();
    }
    observer.observe(node, { attributes: true, childList: true, subtree: true });
    look();
  });
}

/** Resolves once the browser has told every observer where an element is, also those that were there before. */
export async function untilObserved(element: Element): Promise<void> {
  await new Promise<void>((resolve) => {
    const observer = new IntersectionObserver(() => {
      observer.disconnect();
      resolve();
    });
    observer.observe(element);
  });
  // Browsers call the observers in any order, but all of them before the next frame.
  await new Promise(requestAnimationFrame);
}

/** What a user sees, once there is a view: the first may have to wait for its chunk and its texts. */
export async function firstView(element: Element & { readonly updateComplete?: Promise<void> }): Promise<SeenView> {
  const { shadowRoot } = element;
  // The view of the state before is on screen until that of this one has its own chunk.
  await element.updateComplete;
  while (shadowRoot && !seenView(element).heading) await change(shadowRoot);
  return seenView(element);
}

/**
 * The button or link with this label.
 * @throws {Error} where it is not on screen
 */
export function action(element: Element, label: string): HTMLElement {
  const found = parts(element, 'button').find((button) => wordsOf(button) === label);
  if (!found) throw new Error(`No "${label}" on screen, only: ${seenView(element).actions.join(', ')}`);
  return found;
}
