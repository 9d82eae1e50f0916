/** Messages per second that a frame may send. The others are dropped: each of them costs work on the page. */
const MAX_RATE = 200;

export interface MessageSource {
  readonly signal: AbortSignal;
  /** Window of the SDK's frame or tab, if it is there. */
  readonly window: () => Window | null | undefined;
  /** Origin of the page in that window, as it was requested. */
  readonly origin: string;
  /** Whether the SDK listens to messages of an origin at all. Default: of the frame's own. */
  readonly listensTo?: (origin: string) => boolean;
  /** Whether the SDK's listener can read this without an exception. Default: objects and strings. */
  readonly canRead?: (data: unknown) => boolean;
}

/**
 * Whether the message that is being handled comes from our own frame, and from the page that we loaded there. Most SDKs check
 * the origin alone or nothing, so any frame on the page can speak in the vendor's name. Call it before the SDK adds its own
 * listener, which then sees neither unreadable messages nor a flood.
 */
export function trackMessageSource(source: MessageSource): () => boolean {
  const { origin, listensTo = (other) => other === origin, canRead = isReadable } = source;
  let isFromFrame = false;
  let second = 0;
  let count = 0;
  const track = (event: MessageEvent<unknown>) => {
    isFromFrame = event.source !== null && event.source === source.window() && event.origin === origin;
    if (isFromFrame && Math.abs(event.timeStamp - second) > 1_000) {
      second = event.timeStamp;
      count = 0;
    }
    const isFlood = isFromFrame && (count += 1) > MAX_RATE;
    if (isFlood || (listensTo(event.origin) && !canRead(event.data))) {
      isFromFrame = false;
      event.stopImmediatePropagation();
    }
  };
  // `once` by name: put on Object.prototype, it would end this after the first message.
  addEventListener('message', track, { signal: source.signal, capture: true, once: false });
  return () => isFromFrame;
}

const isReadable = (data: unknown): boolean => data !== null && /^(object|string)$/.test(typeof data);
