import { keepVisible } from '../shared/sdk.js';

export interface ShowOptions {
  readonly container: HTMLElement;
  readonly url: string;
  readonly label: string;
  readonly allow: string;
  /** The vendor's page posts messages to the window that has opened it. */
  readonly needsOpener: boolean;
  readonly onReady: () => void;
  /** The user has opened the tab. */
  readonly onOpen: () => void;
  /** The frame has returned to the page's own origin, or the tab is closed. */
  readonly onReturn: () => void;
}

export interface HostedView {
  readonly window: () => Window | null;
  readonly remove: () => void;
}

/** Everything that a verification needs, without `allow-top-navigation`: the frame must not lead the page away. */
const SANDBOX =
  'allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-downloads allow-storage-access-by-user-activation';

/** The vendor's page in a frame. A blocked or broken page fires `load` too, so `onReady` says no more than that. */
export function showFrame({ container, url, allow, onReady, onReturn }: ShowOptions): HostedView {
  const frame = container.ownerDocument.createElement('iframe');
  frame.setAttribute('sandbox', SANDBOX);
  frame.src = url;
  frame.allow = allow;
  frame.style.cssText = 'inline-size: 100%; block-size: 800px; border: 0';
  keepVisible(frame);
  // If the page's policy blocks the frame, WebKit fires `load` first and reports the violation after it.
  frame.addEventListener('load', () => (hasReturned(frame.contentWindow) ? onReturn() : setTimeout(onReady, 50)));
  container.append(frame);
  return { window: () => frame.contentWindow, remove: () => frame.remove() };
}

/** The location is readable only if the frame is on the page's own origin. */
function hasReturned(frame: Window | null): boolean {
  try {
    return frame?.location.origin === location.origin;
  } catch {
    return false;
  }
}

/** A link, because browsers open no tab without a click. A closed tab means that the user is done or gave up: the server knows. */
export function showLink({ container, url, label, needsOpener, onReady, onOpen, onReturn }: ShowOptions): HostedView {
  let tab: Window | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;
  const link = container.ownerDocument.createElement('a');
  link.href = url;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  link.textContent = `${label} ↗`;
  link.style.cssText = 'place-self: center; padding: 1rem; font: inherit; color: inherit';
  link.addEventListener('click', (event) => {
    event.preventDefault();
    clearInterval(timer);
    // Without an opener, the tab can neither post messages nor be observed.
    tab = open(url, '_blank', needsOpener ? '' : 'noopener,noreferrer');
    if (tab) timer = setInterval(checkClosed, 500);
    onOpen();
  });
  const checkClosed = () => {
    if (!tab?.closed) return;
    clearInterval(timer);
    onReturn();
  };
  container.style.cssText = 'display: grid !important; min-block-size: 12rem';
  container.append(link);
  onReady();
  const remove = () => {
    clearInterval(timer);
    link.remove();
  };
  return { window: () => tab, remove };
}
