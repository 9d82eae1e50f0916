/** Longest wait in seconds before the user may try again, whatever the server asks for. */
const MAX_WAIT = 3600;

/** Counts whole seconds down by a monotonic clock: the time of day may be set back meanwhile. */
export class Countdown {
  readonly #onTick: () => void;
  #end = 0;
  #total = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onTick: () => void) {
    this.#onTick = onTick;
  }

  /** Seconds left; 0 when the wait is over. */
  get left(): number {
    return Math.max(0, Math.ceil((this.#end - performance.now()) / 1000));
  }

  /** The share of the wait that is over, from 0 to 1. */
  get progress(): number {
    return this.#total ? 1 - this.left / this.#total : 1;
  }

  start(seconds: number): void {
    this.#total = Math.min(seconds, MAX_WAIT);
    this.#end = performance.now() + this.#total * 1000;
    this.#schedule();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    this.stop();
    const rest = this.#end - performance.now();
    if (rest <= 0) return;
    this.#timer = setTimeout(
      () => {
        this.#onTick();
        this.#schedule();
      },
      rest % 1000 || 1000,
    );
  }
}
