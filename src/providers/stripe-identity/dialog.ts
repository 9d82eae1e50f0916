interface StripeDialog {
  /** The dialog, as soon as it has been seen. */
  readonly find: () => Element | undefined;
  /** It has ended. */
  readonly forget: () => void;
  readonly remove: () => void;
}

/**
 * Finds the dialog that Stripe adds to the body after this call, so that it can be removed: the SDK has no way to close it.
 * A dialog that the page itself opens meanwhile, such as one for a payment, comes later and stays.
 *
 * @param origin of the dialog's frame
 */
export function trackDialog(body: HTMLElement, origin: string): StripeDialog {
  const added = new Set<Element>();
  let dialog: Element | undefined;
  const take = (records: readonly MutationRecord[]) => {
    for (const { addedNodes } of records) for (const node of addedNodes) if (node instanceof Element) added.add(node);
  };
  const find = () => (dialog ??= [...added].find(isDialog));
  const observer = new MutationObserver((records) => {
    take(records);
    // Once it has been removed, it has no size.
    find();
  });
  observer.observe(body, { childList: true });
  const forget = () => {
    observer.disconnect();
    added.clear();
    dialog = undefined;
  };
  const isDialog = (element: Element) =>
    // Stripe also adds frames for its own use, which have no size.
    element.getBoundingClientRect().height > 0 && framesIn(element).some(({ src }) => src.startsWith(`${origin}/`));
  return {
    find,
    forget,
    remove() {
      take(observer.takeRecords());
      find()?.remove();
      forget();
    },
  };
}

const framesIn = (element: Element): readonly HTMLIFrameElement[] =>
  element instanceof HTMLIFrameElement ? [element] : [...element.querySelectorAll('iframe')];
