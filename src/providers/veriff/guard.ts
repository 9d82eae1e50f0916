export interface Guarded {
  /** Of the frame's page. */
  readonly origin: string;
  readonly signal: AbortSignal;
  readonly ready: () => void;
  /** The frame wants to start over. */
  readonly reload: () => void;
}

/** The id that the SDK gives to its frame. */
export const frameOf = (): HTMLIFrameElement | null => document.querySelector<HTMLIFrameElement>('iframe#veriffFrame');

/**
 * Stands in front of the SDK's listener, which believes any frame on the page: a forged `VERIFF_FINISHED` would end the
 * verification. Nor does a frame get to reload the page that it is in; ours is loaded anew alone.
 */
export function guard({ origin, signal, ready, reload }: Guarded): void {
  const listen = (event: MessageEvent<unknown>) => {
    const { data, source } = event;
    if (typeof data !== 'string' || !data.startsWith('VERIFF_')) return;
    const isOurs = source !== null && source === frameOf()?.contentWindow && event.origin === origin;
    const isReload = data === 'VERIFF_FORCE_RELOAD';
    if (!isOurs || isReload) event.stopImmediatePropagation();
    if (!isOurs) return;
    if (isReload) reload();
    if (data === 'VERIFF_HANDSHAKE') ready();
  };
  addEventListener('message', listen, { signal, capture: true });
}
