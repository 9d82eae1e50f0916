// @ts-check
/** @typedef {Record<string, unknown>} Payload */

/**
 * Connects the frame with the page above: protocol messages in both directions, and the commands of a test.
 *
 * A test posts to this window
 * - `{ emulator: 'send', method, payload }`: the frame sends that protocol message,
 * - `{ emulator: 'post', data }`: the frame posts this, whatever it is,
 * - `{ emulator: 'report' }`: the frame answers with `{ emulator: 'report', received }`, all messages that the SDK has sent,
 * - `{ emulator: 'reload' }`: the frame loads again, as a new session,
 * - `{ emulator: 'navigate', url }`: the frame goes to another address.
 *
 * @param {string} frameId the id by which the SDK knows its frame
 */
export function connect(frameId) {
  const sessionId = crypto.getRandomValues(new Uint32Array(4)).join('-');
  /** @type {Payload[]} */
  const received = [];
  /** @type {Map<string, (payload: Payload) => void>} */
  const handlers = new Map();

  /** @param {string} method @param {Payload} [payload] */
  function send(method, payload = {}) {
    parent.postMessage({ method, frameId, sessionId, ...payload }, '*');
  }

  addEventListener('message', ({ data, source }) => {
    if (typeof data !== 'object' || data === null) return;
    if (data.emulator === 'send') send(String(data.method), data.payload);
    if (data.emulator === 'post') parent.postMessage(data.data, '*');
    if (data.emulator === 'report') source?.postMessage({ emulator: 'report', received }, { targetOrigin: '*' });
    if (data.emulator === 'reload') location.reload();
    if (data.emulator === 'navigate') location.assign(data.url);
    if (data.emulator || typeof data.method !== 'string') return;
    received.push(data);
    handlers.get(data.method)?.(data);
  });

  return {
    send,
    /** @param {string} method @param {(payload: Payload) => void} handler */
    on(method, handler) {
      handlers.set(method, handler);
    },
  };
}

/** @typedef {ReturnType<typeof connect>} Connection */
