import type { MountedProvider, ProviderAdapter, ProviderContext, ProviderEvent } from '../../../src/index.js';
import type { Chance } from './chance.js';
import { mintToken } from './secrets.js';

/** Milliseconds for which an SDK that is unmounting is waited for. */
const UNMOUNT_TIMEOUT = 2_000;

/** One mount of an SDK, from the call of `mount()` to the end of `unmount()`. */
export class WalkMount implements MountedProvider {
  /** Name of the adapter. */
  readonly provider: string;
  readonly adapter: WalkAdapter;
  /** The element that it belongs to. */
  readonly element: Element;
  readonly context: ProviderContext;
  /** It has reported its start, or something later. */
  isStarted = false;
  isUnmountCalled = false;
  /** Completes the mount or the unmount that takes time. */
  release: (() => void) | undefined;
  #isEnded = false;
  #abortedAt = Infinity;
  readonly #chance: Chance;
  readonly #onViolation: (text: string) => void;

  constructor(
    { provider, adapter, element }: Pick<WalkMount, 'provider' | 'adapter' | 'element'>,
    context: ProviderContext,
    chance: Chance,
    onViolation: (text: string) => void,
  ) {
    this.provider = provider;
    this.adapter = adapter;
    this.element = element;
    this.context = context;
    this.#chance = chance;
    this.#onViolation = onViolation;
    context.signal.addEventListener('abort', () => (this.#abortedAt = performance.now()));
  }

  /** The element wants it. */
  get isLive(): boolean {
    return !this.context.signal.aborted;
  }

  /** It is unmounted, or is no longer waited for. */
  get isGone(): boolean {
    return this.#isEnded || performance.now() - this.#abortedAt >= UNMOUNT_TIMEOUT;
  }

  /** Nothing is in the place where the user expects the SDK. */
  get isEmpty(): boolean {
    const { container } = this.context;
    return container.childElementCount === 0 || container.parentElement !== this.element;
  }

  get frame(): HTMLIFrameElement | null {
    return this.context.container.querySelector('iframe');
  }

  start(): MountedProvider | Promise<MountedProvider> {
    const fails = this.#chance.happens(0.06);
    if (this.#chance.happens(0.6)) this.#show();
    if (this.#chance.happens(0.5)) return this.#finish(fails);
    return new Promise<void>((resolve) => {
      this.release = resolve;
    }).then(() => this.#finish(fails));
  }

  report(event: ProviderEvent): void {
    if (this.isLive) this.#show();
    if (this.isLive && event.type !== 'message' && event.type !== 'warning') this.isStarted = true;
    // An SDK that has closed itself leaves nothing behind.
    if (event.type === 'cancelled' || (event.type === 'submitted' && event.closed))
      this.context.container.replaceChildren();
    this.context.report(event);
  }

  unmount(): void | Promise<void> {
    this.isUnmountCalled = true;
    this.context.container.replaceChildren();
    const end = () => void (this.#isEnded = true);
    if (this.#chance.happens(0.65)) return end();
    if (this.#chance.happens(0.15)) {
      end();
      throw new Error('The SDK cannot be unmounted.');
    }
    return new Promise((resolve, reject) => {
      const fails = this.#chance.happens(0.15);
      this.release = () => {
        end();
        if (fails) reject(new Error('The SDK could not be unmounted.'));
        else resolve();
      };
    });
  }

  setLanguage(): void {
    // Not by an exception: those of an SDK are caught.
    if (this.isUnmountCalled) this.#onViolation('setLanguage() on an SDK that is unmounted.');
  }

  setTheme(): void {
    if (this.isUnmountCalled) this.#onViolation('setTheme() on an SDK that is unmounted.');
  }

  #finish(fails: boolean): MountedProvider {
    if (fails) {
      this.#isEnded = true;
      throw new Error(`No SDK for ${this.context.payload.accessToken ?? ''}`);
    }
    if (this.isLive) this.#show();
    if (this.#chance.happens(0.3)) this.report({ type: 'ready' });
    return this;
  }

  /** Half of them with a frame, whose reloads the walk brings about: no network is needed. */
  #show(): void {
    const { container } = this.context;
    if (this.#isShown) return;
    this.#isShown = true;
    const frame = document.createElement('iframe');
    Object.defineProperty(frame, 'src', { value: 'https://sdk.example/' });
    container.append(this.#chance.happens(0.5) ? frame : document.createElement('p'));
  }

  /** It has rendered something; the page may have removed it since. */
  get hasRendered(): boolean {
    return this.#isShown;
  }

  #isShown = false;
}

type WalkAdapter = Omit<ProviderAdapter, 'mount'>;

/** By name: with several levels, one that starts alone, one that is alone on the page, one that shows rejections, one level. */
const adapters: Readonly<Record<string, WalkAdapter>> = {
  acme: {},
  solo: { exclusiveStart: true },
  single: { singleton: true },
  reasons: { showsRejection: true },
  clumsy: { singleLevel: true },
};

/** The providers of a page. Their SDKs report anything at any time. */
export class WalkProviders {
  readonly mounts: WalkMount[] = [];
  readonly #chance: Chance;
  readonly #onViolation: (text: string) => void;

  constructor(chance: Chance, onViolation: (text: string) => void) {
    this.#chance = chance;
    this.#onViolation = onViolation;
  }

  /** The property `providers` of an element. */
  loadersFor(element: Element) {
    return Object.fromEntries(
      Object.keys(adapters).map((name) => [
        name,
        () =>
          name === 'clumsy' && this.#chance.happens(0.3)
            ? Promise.reject(new TypeError('Failed to fetch'))
            : Promise.resolve(this.#adapter(name, element)),
      ]),
    );
  }

  /** Any event, some of them with the access token in their texts. */
  event(token: string): ProviderEvent {
    const chance = this.#chance;
    const step = chance.pick(['IDENTITY', 'SELFIE', '', token]);
    return chance.weigh<ProviderEvent>([
      [5, { type: 'ready' }],
      [4, { type: 'step', step }],
      [2, { type: 'step', step: 'level-changed' }],
      [3, { type: 'step', progress: { current: 1 + chance.below(3), total: 3 + chance.below(2) } }],
      [6, { type: 'submitted' }],
      [1, { type: 'submitted', closed: true }],
      [5, { type: 'approved' }],
      [2, { type: 'rejected', final: chance.happens(0.5) }],
      [1, { type: 'cancelled' }],
      [1, { type: 'failed', message: `No session for ${token}`, cause: new Error(btoa(token)) }],
      [1, { type: 'failed', code: 'no such code', message: encodeURIComponent(token) }],
      [2, { type: 'warning', code: 'upload', message: `Blurred: ${token}` }],
      [4, { type: 'message', name: `vendor.${step}`, payload: { step, nested: { token }, harmless: true } }],
    ]);
  }

  #adapter(name: string, element: Element): ProviderAdapter {
    const adapter = adapters[name] ?? {};
    return {
      ...adapter,
      mount: (context) => {
        const mount = new WalkMount({ provider: name, adapter, element }, context, this.#chance, this.#onViolation);
        this.#check(mount);
        this.mounts.push(mount);
        return mount.start();
      },
    };
  }

  /** Counted from the call of `mount()`, whenever that completes. */
  #check(mount: WalkMount): void {
    const { provider, adapter, element } = mount;
    const present = this.mounts.filter(({ isGone }) => !isGone);
    const same = present.filter((other) => other.provider === provider);
    if (present.some((other) => other.element === element))
      this.#onViolation('An SDK is mounted before the previous one of the element is unmounted.');
    if (adapter.singleton && same.length > 0) this.#onViolation('Two SDKs of a singleton on the page.');
    if (adapter.exclusiveStart && same.some(({ isStarted }) => !isStarted))
      this.#onViolation('Two SDKs start at once that may not.');
  }
}

/** The access token of a mount. */
export const tokenOf = ({ context }: WalkMount): string => context.payload.accessToken ?? mintToken();
