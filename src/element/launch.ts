import { navigationTiming } from '../upgrade/util.js';

export type Launch = 'auto' | 'visible' | 'manual' | 'offer';

export interface LaunchTarget extends Element {
  readonly launch: string;
  readonly waitFor: string;
}

/** Decides when an upgrade starts by itself. At most one launch is pending. */
export class LaunchSchedule {
  readonly #element: LaunchTarget;
  readonly #nearViewport: (signal: AbortSignal) => Promise<void>;
  readonly #prepare: () => void;
  readonly #launch: (reason: 'start' | 'resume') => void;
  #pending: AbortController | undefined;
  #mode: string | undefined;
  /** The reason of a launch for which only the property that `wait-for` names is missing. */
  #due: 'start' | 'resume' | undefined;
  /** It is not known yet whether an attempt was interrupted. */
  #isChecking = false;

  /**
   * @param nearViewport resolves when the element is scrolled near the viewport
   * @param prepare called when a launch will come, and its code can be loaded
   * @param launch called when the launch is due, with the reason
   */
  constructor(
    element: LaunchTarget,
    nearViewport: (signal: AbortSignal) => Promise<void>,
    prepare: () => void,
    launch: (reason: 'start' | 'resume') => void,
  ) {
    this.#element = element;
    this.#nearViewport = nearViewport;
    this.#prepare = prepare;
    this.#launch = launch;
  }

  /** Whether a launch is still to come. */
  get isPending(): boolean {
    return !!this.#pending && !(this.#isChecking && this.#mode === 'manual');
  }

  /**
   * Schedules the launch that the element asks for, in place of a pending one.
   *
   * @param isResuming an attempt was interrupted by a reload: it starts again, whatever the launch mode
   */
  schedule(isResuming = false): void {
    this.cancel();
    if (isResuming) this.#plan('auto', 'resume');
    else if (this.#mode !== 'manual') this.#plan(this.#mode);
  }

  /** Schedules a launch once it is known whether an attempt was interrupted; until then it can be cancelled, too. */
  async scheduleAfter(wasInterrupted: Promise<boolean>): Promise<void> {
    this.cancel();
    const { signal } = (this.#pending = new AbortController());
    this.#isChecking = true;
    const isInterrupted = await wasInterrupted;
    if (!signal.aborted) this.schedule(isInterrupted);
  }

  /** Launches as soon as the page is shown: the page, or the user, has asked for it. */
  request(): void {
    this.cancel();
    this.#plan();
  }

  cancel(): void {
    this.#pending?.abort();
    this.#pending = undefined;
    this.#due = undefined;
    this.#isChecking = false;
    this.#mode = this.#element.launch;
  }

  /** A setting may have changed. */
  update(isIdle: boolean): void {
    if (isIdle && !this.#isChecking && this.#mode !== this.#element.launch) this.schedule();
    const { waitFor } = this.#element;
    const value: unknown = /^(headers|request)$/.test(waitFor) ? Reflect.get(this.#element, waitFor) : '';
    // Frameworks say "not yet" with null, which counts as undefined, or with an empty object.
    const isNone =
      value === undefined || ((value as object).constructor === Object && !Object.keys(value as object)[0]);
    if (this.#due && !isNone) this.#start(this.#due);
  }

  #start(reason: 'start' | 'resume'): void {
    this.cancel();
    this.#launch(reason);
  }

  /** @param mode undefined: without waiting for anything but the page */
  #plan(mode?: string, reason: 'start' | 'resume' = 'start'): void {
    const { signal } = (this.#pending = new AbortController());
    this.#until(mode, signal).then(
      () => {
        // Off the page, `start()` counts once the element is connected.
        if (signal.aborted || !this.#element.isConnected) return;
        if (!mode) return this.#start(reason);
        this.#due = reason;
        // The attribute may have changed in this task: its update comes in a microtask.
        this.update(true);
      },
      // Without the views, nothing sees the viewport. The update that comes with them schedules the launch again.
      () => {
        if (!signal.aborted) this.#mode = undefined;
      },
    );
  }

  async #until(mode: string | undefined, signal: AbortSignal): Promise<void> {
    // A page that is being prerendered may never be seen.
    if (isPrerendering()) await once(document, 'prerenderingchange', signal);
    if (!mode) return;
    if (mode === 'visible') await this.#nearViewport(signal);
    else this.#prepare();
    await domReady(signal);
  }
}

/** Before the user has come to the page: it is prerendered, or Turbo shows an old copy until the page itself is there. */
export const isPrerendering = (): boolean =>
  (document as { readonly prerendering?: boolean }).prerendering === true ||
  document.querySelector('[data-turbo-preview]') !== null;

const once = (target: EventTarget, type: string, signal: AbortSignal): Promise<unknown> =>
  new Promise((resolve) => target.addEventListener(type, resolve, { signal }));

/**
 * Resolves when the page's own scripts have run, later module scripts included, so that they can set `headers` first.
 * Module scripts run while `readyState` is `interactive` already: only the navigation timing tells whether
 * DOMContentLoaded is over.
 */
async function domReady(signal: AbortSignal): Promise<void> {
  const navigation = navigationTiming();
  if (document.readyState === 'complete' || navigation?.domContentLoadedEventStart) return;
  // On the window, after the page's own listeners, which may set `headers`.
  await Promise.race([once(window, 'DOMContentLoaded', signal), once(window, 'load', signal)]);
}
