import { trackMessageSource } from '../shared/message-source.js';
import type { MessageSource } from '../shared/message-source.js';

/** The id that the SDK gives to its frame. */
export const FRAME_ID = 'veriffFrame';

interface FilterOptions extends MessageSource {
  readonly onReady: () => void;
  /** The frame asks to start over. */
  readonly onReload: () => void;
}

/**
 * Runs before the SDK's listener, which accepts messages of any frame: a forged `VERIFF_FINISHED` would end the verification.
 * The SDK also reloads the whole page if the frame asks for it; here only the frame is loaded again.
 */
export function filterMessages({ onReady, onReload, ...source }: FilterOptions): void {
  const isFromFrame = trackMessageSource(source);
  const filter = (event: MessageEvent<unknown>) => {
    const { data } = event;
    if (typeof data !== 'string' || !data.startsWith('VERIFF_')) return;
    const isReload = data === 'VERIFF_FORCE_RELOAD';
    if (!isFromFrame() || isReload) event.stopImmediatePropagation();
    if (!isFromFrame()) return;
    if (isReload) onReload();
    if (data === 'VERIFF_HANDSHAKE') onReady();
  };
  addEventListener('message', filter, { signal: source.signal, capture: true });
}
