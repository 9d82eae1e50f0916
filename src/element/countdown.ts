import { now } from '../upgrade/util.js';

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
    return Math.max(0, Math.ceil((this.#end - now()) / 1000));
  }

  /** The share of the wait that is over, from 0 to 1. */
  get progress(): number {
    return this.#total ? 1 - this.left / this.#total : 1;
  }

  start(seconds: number): void {
    this.#total = Math.min(seconds, MAX_WAIT);
    this.#end = now() + this.#total * 1000;
    this.#schedule();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    const rest = this.#end - now();
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

/** Milliseconds of loading until the view says that it takes long, and until the user can cancel. */
const LONG = 5000;
const CANCELLABLE = 8000;

/** How long something has been loading. */
export class LoadingTimer {
  readonly #onChange: () => void;
  #timers: readonly ReturnType<typeof setTimeout>[] = [];
  #duration: 'short' | 'long' | 'cancellable' = 'short';

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get duration(): 'short' | 'long' | 'cancellable' {
    return this.#duration;
  }

  /** Goes on if it is running already. */
  start(): void {
    if (this.#timers.length > 0) return;
    const after = (delay: number, duration: 'long' | 'cancellable') =>
      setTimeout(() => {
        this.#duration = duration;
        this.#onChange();
      }, delay);
    this.#timers = [after(LONG, 'long'), after(CANCELLABLE, 'cancellable')];
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
    this.#duration = 'short';
  }
}
