import type { WatchVisibility } from './host.js';
import { isTabVisible, now, ownFields } from './util.js';

/**
 * Calls `onTimeout` after `time` milliseconds in which the user could see the element. Browsers slow down frames in hidden
 * tabs and outside of the viewport, so that time does not count.
 */
export function startReadyTimeout(
  time: number,
  watchVisibility: WatchVisibility,
  signal: AbortSignal,
  onTimeout: () => void,
): void {
  let left = time;
  let since = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const pause = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    left -= now() - since;
  };
  watchVisibility(signal, (visible) => {
    pause();
    if (!visible || signal.aborted) return;
    since = now();
    timer = setTimeout(onTimeout, left);
  });
  signal.addEventListener('abort', pause);
}

/** Milliseconds in the background after which the user may have finished on another device. */
const AWAY = 30_000;

/** Calls `onReturn` when the tab comes back to the front after a while in the background. */
export function watchReturn(signal: AbortSignal, onReturn: () => void): void {
  // By two clocks: one stands still while the computer sleeps, the other can be set.
  let left: readonly number[] | undefined;
  const onChange = () => {
    const times = [now(), Date.now()];
    const wasAway = left?.some((since, index) => (times[index] ?? 0) - since >= AWAY);
    left = isTabVisible() ? undefined : (left ?? times);
    if (wasAway && !left) onReturn();
  };
  document.addEventListener('visibilitychange', onChange, { signal });
}

/** Milliseconds in which a policy violation and the error page in a frame belong together. */
const BLOCKED_TOGETHER = 3_000;
/** Milliseconds that an SDK may leave its container empty, while it replaces its frame. */
const EMPTY_FOR = 1_000;

export interface FrameEvents {
  /** A frame has loaded a second document under the same address. */
  readonly onReload: () => void;
  /** The container, or everything in it, was removed or replaced by something other than the unmount. */
  readonly onRemoved: () => void;
  /** The page's Content-Security-Policy keeps a frame away. */
  readonly onBlocked: (message: string) => void;
}

/**
 * Watches what an SDK has put into its container, as long as it is mounted: a frame that is blocked, reloaded or removed
 * reports nothing by itself.
 */
export function watchFrames(container: HTMLElement, signal: AbortSignal, events: FrameEvents): void {
  watchLoads(container, signal, events);
  watchRemoval(container, signal, events);
}

function watchLoads(
  container: HTMLElement,
  signal: AbortSignal,
  { onReload, onRemoved, onBlocked }: FrameEvents,
): void {
  const loaded = new Map<HTMLIFrameElement, string>();
  let reloaded = -Infinity;
  let violation = { message: '', at: -Infinity };
  const isBlocked = () => Math.abs(violation.at - reloaded) < BLOCKED_TOGETHER;
  container.ownerDocument.addEventListener(
    'securitypolicyviolation',
    ({ disposition, effectiveDirective, blockedURI }) => {
      if (disposition !== 'enforce' || !/^(frame|child|default)-src$/.test(effectiveDirective)) return;
      // Only the origin is named: the address of a frame may hold the access token.
      const origin = originOf(blockedURI);
      const message = `The page's Content-Security-Policy blocks the provider's frame. Add to it: ${effectiveDirective} ${origin}`;
      violation = { message, at: now() };
      // A frame that has navigated itself has another address than its `src`: then the error page is what tells.
      const isOurs = framesIn(container).some(({ src }) => originOf(src) === origin);
      if (isOurs || isBlocked()) onBlocked(message);
    },
    { signal },
  );
  container.addEventListener(
    'load',
    ({ target }) => {
      const frame = framesIn(container).find((each) => each === target);
      if (!frame?.src) return;
      const { src } = frame;
      const former = loaded.get(frame);
      // A script of the page, such as one that waits for a consent to cookies, has put another page into it.
      if (former && originOf(former) !== originOf(src) && !container.innerText.trim()) onRemoved();
      if (src === 'about:blank') return;
      // Also a copy of the frame: the SDK does not talk to it.
      const isCopy = [...loaded].some(([other, url]) => url === src && !container.contains(other));
      const isKnown = former === src || isCopy;
      loaded.set(frame, src);
      if (!isKnown) return;
      reloaded = now();
      if (isBlocked()) onBlocked(violation.message);
      // An element that is being moved mounts its SDK anew by itself; some frames load before it does.
      else setTimeout(() => signal.aborted || onReload());
    },
    { capture: true, signal },
  );
}

function watchRemoval(container: HTMLElement, signal: AbortSignal, { onRemoved }: FrameEvents): void {
  const { parentElement: element, slot } = container;
  if (!element) return;
  let wasFilled = false;
  let hadFrame = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Some SDKs put a wrapper around their frame, which stays when the frame is removed.
  const hasFrame = () => framesIn(container).some(({ src, srcdoc }) => !srcdoc && /^(http|$)/.test(src));
  const isEmpty = () => container.childElementCount === 0 || (hadFrame && !hasFrame() && !container.innerText.trim());
  // In another parent or slot, it is not rendered.
  const isGone = () => container.parentElement !== element || container.slot !== slot || (wasFilled && isEmpty());
  const observer = new MutationObserver(() => {
    wasFilled ||= container.childElementCount > 0;
    hadFrame ||= hasFrame();
    clearTimeout(timer);
    // An element that is moved, or leaves the page, is not our concern here.
    timer = setTimeout(() => isGone() && element.isConnected && onRemoved(), EMPTY_FOR);
  });
  observer.observe(element, ownFields({ childList: true, subtree: true, attributeFilter: ['slot'] }));
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    observer.disconnect();
  });
}

type PolicyFrame = HTMLIFrameElement & { readonly featurePolicy?: { allowsFeature(feature: string): boolean } };

/**
 * Warns about what stands between the user and the camera. Not fatal: providers can hand over to a phone, or take an upload.
 * The frame itself is asked, since on the page's document the answer is wrong without a header (measured in Chromium 156;
 * other browsers do not answer).
 */
export function checkCameraAccess(container: HTMLElement, warn: (code: string, message: string) => void): void {
  if (!isSecureContext) return warn('insecure-context', 'There is no camera without https.');
  for (const frame of framesIn(container) as PolicyFrame[]) {
    const origin = originOf(frame.src);
    const blocked = ['camera', 'microphone'].filter((feature) => frame.featurePolicy?.allowsFeature(feature) === false);
    if (blocked.length === 0 || frame.allow === '') continue;
    const header = blocked.map((feature) => `${feature}=(self "${origin}")`).join(', ');
    warn(
      `${blocked[0] ?? 'camera'}-blocked`,
      `The provider's frame may not use the ${blocked.join(' and ')}. Send the header Permissions-Policy: ${header}, ` +
        'and set allow="camera; microphone" on every frame around this page.',
    );
  }
}

const framesIn = (container: HTMLElement): HTMLIFrameElement[] => [...container.querySelectorAll('iframe')];

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url);
