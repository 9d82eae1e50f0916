import type { MountedProvider, ProviderAdapter, ProviderContext, ProviderEvent } from '../providers/provider.js';

/** One mount of the fake SDK. */
export class FakeMount implements MountedProvider {
  readonly context: ProviderContext;
  /** What the SDK was set to after it was mounted. */
  readonly languages: string[] = [];
  readonly themes: string[] = [];
  /** How often the element has unmounted it. */
  unmounts = 0;

  constructor(context: ProviderContext) {
    this.context = context;
    context.container.append('Fake provider');
  }

  /** Reports an event of the SDK: `mount.report({ type: 'submitted' })`. */
  report(event: ProviderEvent): void {
    this.context.report(event);
  }

  get isUnmounted(): boolean {
    return this.unmounts > 0;
  }

  unmount(): void {
    this.unmounts += 1;
    this.context.container.replaceChildren();
  }

  setLanguage(lang: string): void {
    this.languages.push(lang);
  }

  setTheme(theme: string): void {
    this.themes.push(theme);
  }
}

type Mounted = MountedProvider | undefined;

/** Each has the meaning that it has in an adapter; all but `singleLevel` are off by default. */
export interface FakeProviderOptions extends Omit<ProviderAdapter, 'mount'> {
  /**
   * Replaces the start of the SDK, which reports `ready` at once. It may report something else, throw an error, or take its
   * time; `() => undefined` is an SDK that never becomes ready. What it returns is unmounted in place of the `FakeMount`.
   */
  readonly onMount?: (mount: FakeMount) => Mounted | Promise<Mounted>;
}

/**
 * A provider whose SDK the test controls; it is ready at once. In a page's tests:
 * `element.providers = { sumsub: fake.load }`, then `(await fake.mounted()).report({ type: 'approved' })`.
 */
export class FakeProvider implements ProviderAdapter {
  readonly exclusiveStart: boolean;
  readonly singleton: boolean;
  readonly ownsViewport: boolean;
  readonly singleLevel: boolean;
  readonly showsRejection: boolean;
  readonly survivesReload: boolean;
  readonly mounts: FakeMount[] = [];
  /** How often the element has asked for this adapter. */
  loads = 0;
  readonly #events = new EventTarget();
  readonly #onMount: NonNullable<FakeProviderOptions['onMount']>;

  /** @param options `singleLevel: false`: a verdict is held, as that of a provider with chained levels (4 s) */
  constructor(options: FakeProviderOptions = {}) {
    this.exclusiveStart = options.exclusiveStart === true;
    this.singleton = options.singleton === true;
    this.ownsViewport = options.ownsViewport === true;
    this.singleLevel = options.singleLevel !== false;
    this.showsRejection = options.showsRejection === true;
    this.survivesReload = options.survivesReload === true;
    this.#onMount = options.onMount ?? reportReady;
  }

  readonly load = (): Promise<ProviderAdapter> => {
    this.loads += 1;
    return Promise.resolve(this);
  };

  mount(context: ProviderContext): MountedProvider | Promise<MountedProvider> {
    const mount = new FakeMount(context);
    this.mounts.push(mount);
    this.#events.dispatchEvent(new Event('mount'));
    const sdk = this.#onMount(mount);
    return sdk instanceof Promise ? sdk.then((late) => late ?? mount) : (sdk ?? mount);
  }

  /** The mount of this number, counted from 1, as soon as it exists. */
  async mounted(number = 1): Promise<FakeMount> {
    for (;;) {
      const mount = this.mounts[number - 1];
      if (mount) return mount;
      await new Promise((resolve) => this.#events.addEventListener('mount', resolve, { once: true }));
    }
  }
}

function reportReady(mount: FakeMount): undefined {
  mount.report({ type: 'ready' });
}
