export interface Shown {
  readonly container: HTMLElement;
  readonly url: string;
  readonly label: string;
  readonly allow: string;
  /** The vendor's page speaks to the one that has opened it. */
  readonly needsOpener: boolean;
  readonly ready: () => void;
  /** The person has opened the tab. */
  readonly opened: () => void;
  /** The vendor's page is done, and back on our own origin or closed. */
  readonly left: () => void;
}

export interface Showing {
  readonly window: () => Window | null;
  readonly remove: () => void;
}

/** The vendor's page in a frame. A blocked or broken one loads too: `ready` then means no more than that. */
export function showFrame({ container, url, allow, ready, left }: Shown): Showing {
  const frame = container.ownerDocument.createElement('iframe');
  frame.src = url;
  frame.allow = allow;
  frame.allowFullscreen = true;
  frame.style.cssText = 'display: block; inline-size: 100%; block-size: 800px; border: 0';
  // WebKit says "loaded" of a frame that the page's policy has blocked, and only then that it was blocked.
  frame.addEventListener('load', () => (isBack(frame.contentWindow) ? left() : setTimeout(ready, 50)));
  container.append(frame);
  return { window: () => frame.contentWindow, remove: () => frame.remove() };
}

/** Readable only where it has come back to the page's own origin. */
function isBack(frame: Window | null): boolean {
  try {
    return frame?.location.origin === location.origin;
  } catch {
    return false;
  }
}

/** A link, as browsers open no tab without a click. The tab closed means: done, or given up; the server knows. */
export function showLink({ container, url, label, needsOpener, ready, opened, left }: Shown): Showing {
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
    // Without an opener there is no word from the tab, and no hold of it either.
    tab = open(url, '_blank', needsOpener ? '' : 'noopener,noreferrer');
    clearInterval(timer);
    timer = setInterval(() => {
      if (!tab?.closed) return;
      clearInterval(timer);
      left();
    }, 500);
    opened();
  });
  container.style.cssText = 'display: grid; min-block-size: 12rem';
  container.append(link);
  ready();
  const remove = () => {
    clearInterval(timer);
    link.remove();
  };
  return { window: () => tab, remove };
}
