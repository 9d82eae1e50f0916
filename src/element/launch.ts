export type Launch = 'auto' | 'visible' | 'manual' | 'offer';

/** Milliseconds after which a launch that still waits for a property is reported. */
const WAIT_WARNING = 10_000;

interface LaunchTarget extends Element {
  readonly launch: string;
  readonly waitFor: string;
}

/** Decides when an upgrade starts by itself. At most one launch is pending. */
export class LaunchSchedule {
  readonly #element: LaunchTarget;
  readonly #onLaunch: () => void;
  readonly #onPrepare: () => void;
  #pending: AbortController | undefined;
  #mode: string | undefined;
  /** Set while the launch waits for `wait-for`. */
  #onSettingsChange: (() => void) | undefined;

  /**
   * @param onPrepare a launch will come, and its code can be loaded
   * @param onLaunch the launch is due
   */
  constructor(element: LaunchTarget, onPrepare: () => void, onLaunch: () => void) {
    this.#element = element;
    this.#onPrepare = onPrepare;
    this.#onLaunch = onLaunch;
  }

  /** Whether a launch is still to come. */
  get isPending(): boolean {
    return !!this.#pending;
  }

  /** Schedules the launch that the element asks for, in place of a pending one. */
  schedule(): void {
    this.cancel();
    if (this.#mode !== 'manual') this.#plan(this.#mode);
  }

  /** Launches as soon as the page is shown: the page, or the user, has asked for it. */
  request(): void {
    this.cancel();
    this.#plan('now');
  }

  cancel(): void {
    this.#pending?.abort();
    this.#pending = undefined;
    this.#mode = this.#element.launch;
  }

  /** A setting may have changed. */
  update(isIdle: boolean): void {
    if (isIdle && this.#mode !== this.#element.launch) this.schedule();
    this.#onSettingsChange?.();
  }

  #plan(mode: string | undefined): void {
    const { signal } = (this.#pending = new AbortController());
    void this.#until(mode, signal).then(() => {
      if (signal.aborted) return;
      // The attribute may have changed since, and is read once more.
      if (mode !== 'now' && this.#element.launch !== mode) return this.schedule();
      this.#pending = undefined;
      this.#onLaunch();
    });
  }

  async #until(mode: string | undefined, signal: AbortSignal): Promise<void> {
    // A page that is being prerendered may never be seen.
    if (isPrerendering()) await once(document, 'prerenderingchange', signal);
    if (mode === 'now') return;
    if (mode === 'visible') await nearViewport(this.#element, signal);
    else this.#onPrepare();
    await domReady(signal);
    await this.#isSet(signal);
  }

  /** Resolves when the property that `wait-for` names is set. */
  async #isSet(signal: AbortSignal): Promise<void> {
    const name = this.#element.waitFor;
    const isSet = () => !/^(headers|request)$/.test(name) || Reflect.get(this.#element, name) !== undefined;
    if (isSet()) return;
    const timer = setTimeout(() => {
      if (!signal.aborted) console.warn(`<verification-upgrade> wait-for="${name}": "${name}" has not been set yet.`);
    }, WAIT_WARNING);
    await new Promise<void>((resolve) => {
      this.#onSettingsChange = () => isSet() && resolve();
    });
    clearTimeout(timer);
    this.#onSettingsChange = undefined;
  }
}

export const isPrerendering = (): boolean => (document as { readonly prerendering?: boolean }).prerendering === true;

const once = (target: EventTarget, type: string, signal: AbortSignal): Promise<unknown> =>
  new Promise((resolve) => target.addEventListener(type, resolve, { signal }));

function nearViewport(element: Element, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && resolve(),
      { rootMargin: '200px' },
    );
    observer.observe(element);
    signal.addEventListener('abort', () => observer.disconnect());
  });
}

/**
 * Resolves when the page's own scripts have run, later module scripts included, so that they can set `headers` first.
 * Module scripts run while `readyState` is `interactive` already: only the navigation timing tells whether
 * DOMContentLoaded is over.
 */
async function domReady(signal: AbortSignal): Promise<void> {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (document.readyState === 'complete' || navigation?.domContentLoadedEventStart) return;
  // On the window, after the page's own listeners, which may set `headers`.
  await Promise.race([once(window, 'DOMContentLoaded', signal), once(window, 'load', signal)]);
}
