import type { MountedProvider, ProviderAdapter, ProviderContext } from '../providers/provider.js';
import type { Look, Stage } from './host.js';
import { within } from './within.js';

type Terms = Omit<ProviderContext, 'container' | 'signal'>;

/** Milliseconds after which an SDK that is still unmounting keeps nobody waiting any more. */
const timeToLeave = 2_000;

/** When the last SDK of an element has moved out: the next one waits for that, a later attempt's too. */
const vacated = new WeakMap<Stage, Promise<void>>();

/** One place for one SDK at a time. */
export class ProviderMount {
  readonly #stage: Stage;
  #sdk: MountedProvider | undefined;
  #look: Look | undefined;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Resolves when whatever was here last is gone. */
  get vacated(): Promise<void> | undefined {
    return vacated.get(this.#stage);
  }

  /**
   * Mounts; the end of the signal unmounts, at whatever moment it comes.
   *
   * @param prepare gets the container before the SDK starts in it
   * @throws whatever the adapter throws
   */
  async mount(
    adapter: ProviderAdapter,
    terms: Terms,
    signal: AbortSignal,
    prepare: (container: HTMLElement) => void,
  ): Promise<void> {
    await this.vacated;
    signal.throwIfAborted();
    const container = this.#stage.createContainer();
    prepare(container);
    signal.addEventListener('abort', () => {
      vacated.set(this.#stage, this.#moveOut(container));
    });
    this.#look = terms;
    const sdk = (await adapter.mount({ ...terms, container, signal })) ?? { unmount: () => undefined };
    // Late: nobody waits for this one any more.
    if (signal.aborted) return leave(sdk);
    this.#sdk = sdk;
    // Whatever changed while it was on its way.
    this.restyle(this.#stage.look);
  }

  restyle(look: Look): void {
    if (!this.#sdk || !this.#look) return;
    if (look.lang !== this.#look.lang) this.#sdk.setLanguage?.(look.lang);
    if (look.theme !== this.#look.theme) this.#sdk.setTheme?.(look.theme);
    this.#look = look;
  }

  async #moveOut(container: HTMLElement): Promise<void> {
    const sdk = this.#sdk;
    this.#sdk = undefined;
    // Nothing is awaited that is not there, so that an SDK which unmounts at once is gone at once.
    const leaving = sdk && leave(sdk);
    if (leaving) await leaving;
    container.remove();
  }
}

/** Never fails; a promise only where the SDK takes its time. */
function leave(sdk: MountedProvider): Promise<void> | undefined {
  // What it says may quote the token, and nobody can mend it here.
  const warn = () => console.warn('<verification-upgrade> The provider did not unmount cleanly.');
  try {
    const leaving = sdk.unmount();
    return leaving ? within(timeToLeave, leaving).catch(warn) : undefined;
  } catch {
    warn();
    return undefined;
  }
}
