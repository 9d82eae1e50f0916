import type {
  MountedProvider,
  ProviderAdapter,
  ProviderContext,
  ProviderEvent,
  ProviderPayload,
  Theme,
} from '../providers/provider.js';
import { trustedUrl } from '../providers/shared/trusted-url.js';

export interface AdapterFixtureOptions<Options> {
  readonly adapter: ProviderAdapter<Options>;
  readonly payload: ProviderPayload;
  readonly options: Options;
  readonly lang?: string;
  readonly theme?: Theme;
  readonly refresh?: () => Promise<ProviderPayload>;
}

/** An adapter on the page without an element: provides what the element would, and records what the adapter reports. */
export class AdapterFixture<Options> {
  readonly container = document.createElement('div');
  /** Everything that was reported, in order. */
  readonly events: ProviderEvent[] = [];
  /** How often `refresh()` was called. */
  refreshes = 0;
  mounted: MountedProvider | undefined;
  readonly #options: AdapterFixtureOptions<Options>;
  readonly #unmounting = new AbortController();
  readonly #reports = new EventTarget();

  constructor(options: AdapterFixtureOptions<Options>) {
    this.#options = options;
    this.container.id = `fixture-${Math.random().toString(36).slice(2)}`;
    document.body.append(this.container);
  }

  get payload(): ProviderPayload {
    return this.#options.payload;
  }

  async mount(): Promise<void> {
    const { adapter, payload, options, lang = 'en', theme = 'light', refresh } = this.#options;
    const context: ProviderContext<Options> = {
      container: this.container,
      payload,
      options,
      lang,
      theme,
      signal: this.#unmounting.signal,
      trustedUrl,
      report: (event) => {
        this.events.push(event);
        this.#reports.dispatchEvent(new Event('report'));
      },
      refresh: async () => {
        this.refreshes += 1;
        if (!refresh) throw new Error('This fixture has no "refresh".');
        return refresh();
      },
    };
    this.mounted = (await adapter.mount(context)) ?? undefined;
  }

  /**
   * The first event of this type, reported already or still to come.
   *
   * @param timeout in milliseconds
   * @throws Error if it is not reported in time
   */
  async waitFor<Type extends ProviderEvent['type']>(
    type: Type,
    timeout = 4_000,
  ): Promise<Extract<ProviderEvent, { type: Type }>> {
    const isWanted = (event: ProviderEvent): event is Extract<ProviderEvent, { type: Type }> => event.type === type;
    const late = AbortSignal.timeout(timeout);
    for (;;) {
      const event = this.events.find(isWanted);
      if (event) return event;
      await new Promise<void>((resolve, reject) => {
        this.#reports.addEventListener('report', () => resolve(), { once: true });
        late.addEventListener('abort', () => {
          const reported = this.events.map((candidate) => candidate.type).join(', ') || 'nothing';
          reject(new Error(`Expected "${type}", but the adapter reported ${reported}.`));
        });
      });
    }
  }

  /** As an element does it: aborts the signal, calls `unmount()`, removes the container. */
  async unmount(): Promise<void> {
    this.#unmounting.abort();
    const sdk = this.mounted;
    this.mounted = undefined;
    await sdk?.unmount();
    this.container.remove();
  }
}
