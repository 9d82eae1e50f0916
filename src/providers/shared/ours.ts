/**
 * Whether the message being dealt with now comes from our own frame, and from where we sent it. Most SDKs look at the
 * origin alone, or at nothing, so any frame on the page can speak in the vendor's name. To be set up before the SDK's own
 * listener.
 *
 * @param origin of the frame's page, as it was asked for
 */
export function watchSender(frame: () => HTMLIFrameElement | null, origin: string, signal: AbortSignal): () => boolean {
  let isOurs = false;
  const watch = ({ source, origin: from }: MessageEvent) => {
    isOurs = source !== null && source === frame()?.contentWindow && from === origin;
  };
  addEventListener('message', watch, { signal, capture: true });
  return () => isOurs;
}
