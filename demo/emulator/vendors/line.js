// @ts-check
/**
 * Connects an emulated vendor's frame with the page above it, and takes the commands of a test.
 *
 * A test posts to this window
 * - `{ emulator: 'post', data }`: the frame posts this to the page,
 * - `{ emulator: 'reload' }`: the frame loads again,
 * - `{ emulator: 'report' }`: the frame answers with `{ emulator: 'report', received }`, all messages of the SDK.
 *
 * @param {(data: any) => void} [hear] gets the messages of the SDK
 * @param {Window} [target] the page
 * @returns {(data: unknown) => void} posts a message to the page
 */
export function openLine(hear = () => undefined, target = parent) {
  /** @type {unknown[]} */
  const received = [];
  /** @param {unknown} data */
  const post = (data) => target.postMessage(data, '*');
  addEventListener('message', ({ data, source }) => {
    if (data?.emulator === 'post') post(data.data);
    else if (data?.emulator === 'reload') location.reload();
    else if (data?.emulator === 'report') source?.postMessage({ emulator: 'report', received }, { targetOrigin: '*' });
    else {
      received.push(data);
      hear(data);
    }
  });
  return post;
}
