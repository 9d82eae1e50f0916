/** Counts whole seconds down by the clock on the wall, so that a tab that slept is not behind. */
export class Countdown {
  readonly #tick: () => void;
  #until = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(tick: () => void) {
    this.#tick = tick;
  }

  /** Seconds left; 0 when the wait is over. */
  get left(): number {
    return Math.max(0, Math.ceil((this.#until - Date.now()) / 1000));
  }

  start(seconds: number): void {
    this.#until = Date.now() + seconds * 1000;
    this.#next();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #next(): void {
    this.stop();
    const rest = this.#until - Date.now();
    if (rest <= 0) return;
    this.#timer = setTimeout(
      () => {
        this.#tick();
        this.#next();
      },
      rest % 1000 || 1000,
    );
  }
}
