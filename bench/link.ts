import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** The quality of a line. */
export interface Conditions {
  /** Milliseconds that a packet is under way. */
  readonly oneWay: number;
  /** Bytes a second, each way; all connections share them. */
  readonly bytesPerSecond: number;
}

/** Bytes of an Ethernet frame without the headers. */
const packet = 1448;

/** One direction: packets leave one after another, and are under way for a while. */
class Lane {
  readonly #conditions: Conditions;
  #free = 0;

  constructor(conditions: Conditions) {
    this.#conditions = conditions;
  }

  /** When what is sent now arrives, on a connection that opens at `earliest`. Waiting for that does not delay others. */
  arrival(bytes: number, earliest: number): number {
    const time = (bytes / this.#conditions.bytesPerSecond) * 1000;
    this.#free = Math.max(performance.now(), this.#free) + time;
    return Math.max(this.#free, earliest + time) + this.#conditions.oneWay;
  }
}

/** Runs functions in their order, each at its time. One timer for all: two could overtake each other. */
function inOrder() {
  const queue: { readonly at: number; readonly run: () => void }[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const next = () => {
    timer = undefined;
    while (queue[0] && queue[0].at <= performance.now()) queue.shift()?.run();
    if (queue[0]) timer = setTimeout(next, queue[0].at - performance.now());
  };
  return (at: number, run: () => void) => {
    queue.push({ at, run });
    if (!timer) next();
  };
}

/**
 * A TCP proxy in front of each server. Unlike a browser's own emulation of slow lines, it makes connections cost time: the
 * first bytes of each new connection wait for one round trip, as TCP's handshake would take.
 */
export class Link {
  readonly #up: Lane;
  readonly #down: Lane;
  readonly #conditions: Conditions;
  readonly #closers: (() => void)[] = [];

  constructor(conditions: Conditions) {
    this.#conditions = conditions;
    this.#up = new Lane(conditions);
    this.#down = new Lane(conditions);
  }

  /** @returns the port of a proxy in front of the server on `target`. */
  async attach(target: number): Promise<number> {
    const proxy = createServer({ noDelay: true, allowHalfOpen: true }, (browser) => {
      const server = connect({ port: target, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
      const isOpen = performance.now() + 2 * this.#conditions.oneWay;
      this.#pipe(browser, server, (bytes) => this.#up.arrival(bytes, isOpen));
      this.#pipe(server, browser, (bytes) => this.#down.arrival(bytes, 0));
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    this.#closers.push(() => proxy.close());
    return (proxy.address() as AddressInfo).port;
  }

  close(): void {
    for (const close of this.#closers) close();
  }

  #pipe(from: Socket, to: Socket, arrival: (bytes: number) => number): void {
    const later = inOrder();
    from.on('data', (data) => {
      for (let at = 0; at < data.length; at += packet) {
        const piece = data.subarray(at, at + packet);
        later(arrival(piece.length), () => to.writable && to.write(piece));
      }
    });
    from.on('end', () => later(arrival(0), () => to.end()));
    from.on('error', () => to.destroy());
    from.on('close', () => later(arrival(0), () => to.destroy()));
  }
}
