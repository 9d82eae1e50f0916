import { once } from 'node:events';
import { connect } from 'node:net';

/** How a client behaves after it has sent its bytes. */
export type Manner =
  /** Waits for one whole answer, then leaves. */
  | 'waits'
  /** Says that nothing more comes; Node then drops what is under way. */
  | 'half-closes'
  /** Leaves a moment later, whatever has come. */
  | 'leaves';

/** What a server says to some bytes. */
export async function exchange(port: number, bytes: string, manner: Manner = 'waits'): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let said = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    said += text;
    if (manner === 'waits' && isWhole(said)) socket.destroy();
  });
  socket.on('error', () => socket.destroy());
  socket.once('end', () => socket.end());
  if (manner === 'half-closes') socket.end(bytes, 'latin1');
  else socket.write(bytes, 'latin1');
  if (manner === 'leaves') setTimeout(() => socket.destroy(), 100);
  await once(socket, 'close');
  return said;
}

function isWhole(answer: string): boolean {
  const [head = '', body] = answer.split('\r\n\r\n', 2);
  return body !== undefined && body.length >= Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
}

/** The status in the first line of an answer; 0 if there is none. */
export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 0);

/** Numbers from 0 to 1 that are the same for each seed. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
