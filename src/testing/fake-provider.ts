import type { MountedProvider, ProviderAdapter, ProviderContext, ProviderEvent } from '../providers/provider.js';

/** One mount of the fake SDK. */
export class FakeMount implements MountedProvider {
  readonly context: ProviderContext;
  /** What the SDK was set to after it was mounted. */
  readonly languages: string[] = [];
  readonly themes: string[] = [];
  isUnmounted = false;

  constructor(context: ProviderContext) {
    this.context = context;
    context.container.append('Fake provider');
  }

  /** Reports an event of the SDK: `mount.report({ type: 'submitted' })`. */
  report(event: ProviderEvent): void {
    this.context.report(event);
  }

  unmount(): void {
    this.isUnmounted = true;
    this.context.container.replaceChildren();
  }

  setLanguage(lang: string): void {
    this.languages.push(lang);
  }

  setTheme(theme: string): void {
    this.themes.push(theme);
  }
}

/**
 * A provider whose SDK the test controls; it is ready at once. In a page's tests:
 * `element.providers = { sumsub: fake.load }`, then `(await fake.mounted()).report({ type: 'approved' })`.
 */
export class FakeProvider implements ProviderAdapter {
  readonly singleLevel: boolean;
  readonly mounts: FakeMount[] = [];
  readonly #events = new EventTarget();

  /** @param options `singleLevel: false`: a verdict is held, as that of a provider with chained levels (4 s) */
  constructor({ singleLevel = true }: { readonly singleLevel?: boolean } = {}) {
    this.singleLevel = singleLevel;
  }

  readonly load = (): Promise<ProviderAdapter> => Promise.resolve(this);

  mount(context: ProviderContext): MountedProvider {
    const mount = new FakeMount(context);
    this.mounts.push(mount);
    this.#events.dispatchEvent(new Event('mount'));
    mount.report({ type: 'ready' });
    return mount;
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
