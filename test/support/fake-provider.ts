import type { MountedProvider, ProviderAdapter, ProviderContext, ProviderEvent } from '../../src/element.js';
import type { Reply } from './upgrade.js';

/** One stay of the fake SDK on the page. */
export class FakeMount implements MountedProvider {
  readonly context: ProviderContext;
  /** What the SDK was told while it ran. */
  readonly languages: string[] = [];
  readonly themes: string[] = [];
  unmounts = 0;

  constructor(context: ProviderContext) {
    this.context = context;
    context.container.append('The fake SDK');
  }

  report(event: ProviderEvent): void {
    this.context.report(event);
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

/** A provider whose SDK does what the test says. As a loader: `providers: { acme: fake.load }`. */
export class FakeProvider implements ProviderAdapter {
  /** Its verdicts count at once, without a wait for another level. */
  singleLevel = true;
  showsRejection = false;
  survivesReload = false;
  readonly mounts: FakeMount[] = [];
  loads = 0;
  readonly #mounted = new EventTarget();
  readonly #enter: (mount: FakeMount) => MountedProvider | Promise<MountedProvider>;

  /** @param enter what mounting comes to; default: the SDK is ready at once */
  constructor(
    enter: (mount: FakeMount) => MountedProvider | Promise<MountedProvider> = (mount) => {
      mount.report({ type: 'ready' });
      return mount;
    },
  ) {
    this.#enter = enter;
  }

  readonly load = (): Promise<FakeProvider> => {
    this.loads += 1;
    return Promise.resolve(this);
  };

  mount(context: ProviderContext): MountedProvider | Promise<MountedProvider> {
    const mount = new FakeMount(context);
    this.mounts.push(mount);
    this.#mounted.dispatchEvent(new Event('mount'));
    return this.#enter(mount);
  }

  /** The stay of this number, counted from 1, once it has begun. */
  async stay(number = 1): Promise<FakeMount> {
    for (;;) {
      const mount = this.mounts[number - 1];
      if (mount) return mount;
      await new Promise((resolve) => this.#mounted.addEventListener('mount', resolve, { once: true }));
    }
  }
}

/** An SDK that never says that it is ready. */
export const silent = (mount: FakeMount): MountedProvider => mount;

/** An answer that offers an upgrade by another provider than Sumsub. */
export const offerOf = (provider: string, more: Readonly<Record<string, unknown>> = {}): Reply => ({
  body: {
    currentLevel: 'hero',
    nextLevel: 'satoshi',
    upgrade: { access_token: 'secret-token', status: 'open', provider, ...more },
  },
});
