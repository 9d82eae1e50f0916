import type {
  MountedProvider,
  ProviderAdapter,
  ProviderContext,
  ProviderEvent,
  ProviderPayload,
  Theme,
} from '../providers/provider.js';
import { trustedOrigin } from '../upgrade/trusted-url.js';

export interface StayOptions<Options> {
  readonly adapter: ProviderAdapter<Options>;
  readonly payload: ProviderPayload;
  readonly options: Options;
  readonly lang?: string;
  readonly theme?: Theme;
  readonly refresh?: () => Promise<ProviderPayload>;
}

/** An adapter on the page without an element around it: what the element would be to it, and all that it says. */
export class Stay<Options> {
  readonly container = document.createElement('div');
  readonly events: ProviderEvent[] = [];
  refreshes = 0;
  mounted: MountedProvider | undefined;
  readonly #ending = new AbortController();
  readonly #news = new EventTarget();
  readonly #options: StayOptions<Options>;

  constructor(options: StayOptions<Options>) {
    this.#options = options;
    this.container.id = `stay-${Math.random().toString(36).slice(2)}`;
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
      signal: this.#ending.signal,
      trustedOrigin,
      report: (event) => {
        this.events.push(event);
        this.#news.dispatchEvent(new Event('event'));
      },
      refresh: async () => {
        this.refreshes += 1;
        if (!refresh) throw new Error('There is nothing fresh in this test.');
        return refresh();
      },
    };
    this.mounted = await adapter.mount(context);
  }

  /**
   * The first event of this type, said already or still to come.
   *
   * @throws Error when it does not come within the time, in milliseconds
   */
  async heard<Type extends ProviderEvent['type']>(
    type: Type,
    time = 4_000,
  ): Promise<Extract<ProviderEvent, { type: Type }>> {
    const late = AbortSignal.timeout(time);
    for (;;) {
      const event = this.events.find((candidate) => candidate.type === type);
      if (event) return event as Extract<ProviderEvent, { type: Type }>;
      const said = this.events.map((candidate) => candidate.type).join(', ') || 'nothing';
      await new Promise<void>((resolve, reject) => {
        this.#news.addEventListener('event', () => resolve(), { once: true });
        late.addEventListener('abort', () => reject(new Error(`"${type}" was expected; the adapter said ${said}.`)));
      });
    }
  }

  /** As an element does it: the signal first, then `unmount()`, then the container goes. */
  async leave(): Promise<void> {
    this.#ending.abort();
    const sdk = this.mounted;
    this.mounted = undefined;
    await sdk?.unmount();
    this.container.remove();
  }
}
