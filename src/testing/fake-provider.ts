import type { MountedProvider, ProviderAdapter, ProviderContext, ProviderEvent } from '../providers/provider.js';

/** One stay of the fake SDK on the page. */
export class FakeStay implements MountedProvider {
  readonly context: ProviderContext;
  readonly languages: string[] = [];
  readonly themes: string[] = [];
  isUnmounted = false;

  constructor(context: ProviderContext) {
    this.context = context;
    context.container.append('Fake provider');
  }

  /** Has the SDK say something: `stay.report({ type: 'submitted' })`. */
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
 * A provider whose SDK does what the test says; it is ready at once. In a page's tests:
 * `element.providers = { sumsub: fake.load }`, then `(await fake.stay()).report({ type: 'approved' })`.
 */
export class FakeProvider implements ProviderAdapter {
  readonly stays: FakeStay[] = [];
  readonly #arrivals = new EventTarget();

  readonly load = (): Promise<ProviderAdapter> => Promise.resolve(this);

  mount(context: ProviderContext): MountedProvider {
    const stay = new FakeStay(context);
    this.stays.push(stay);
    this.#arrivals.dispatchEvent(new Event('stay'));
    stay.report({ type: 'ready' });
    return stay;
  }

  /** The stay of this number, counted from 1, once it has begun. */
  async stay(number = 1): Promise<FakeStay> {
    for (;;) {
      const stay = this.stays[number - 1];
      if (stay) return stay;
      await new Promise((resolve) => this.#arrivals.addEventListener('stay', resolve, { once: true }));
    }
  }
}
