import type { MountedProvider, ProviderAdapter, ProviderContext, ProviderEvent } from '../../../src/index.js';
import type { Chance } from './chance.js';

/** One stay of an SDK on the page, which has its own ways of coming and going. */
export class Stay implements MountedProvider {
  readonly context: ProviderContext;
  /** Whether it was told to go, or never came. */
  isUnmounted = false;
  /** What keeps it from coming, or from going, until the walk lets it. */
  release: (() => void) | undefined;
  readonly #chance: Chance;

  constructor(context: ProviderContext, chance: Chance) {
    this.context = context;
    this.#chance = chance;
    context.container.append('An SDK');
  }

  /** Whether it is still wanted. */
  get isLive(): boolean {
    return !this.context.signal.aborted;
  }

  /** Whether it is on the page, or coming: one that is still on its way counts too. */
  get isMounted(): boolean {
    return !this.isUnmounted;
  }

  enter(): Promise<MountedProvider> | MountedProvider {
    const come = () => {
      if (this.#chance.happens(0.3)) this.context.report({ type: 'ready' });
      return this;
    };
    if (this.#chance.happens(0.05)) {
      this.isUnmounted = true;
      throw new Error(`No SDK for ${this.context.payload.accessToken ?? ''}`);
    }
    if (this.#chance.happens(0.6)) return come();
    return new Promise((resolve) => {
      this.release = () => resolve(come());
    });
  }

  unmount(): void | Promise<void> {
    this.isUnmounted = true;
    this.context.container.replaceChildren();
    if (this.#chance.happens(0.05)) throw new Error('It would not go.');
    if (this.#chance.happens(0.05)) return Promise.reject(new Error('It could not go.'));
    if (this.#chance.happens(0.7)) return;
    return new Promise((resolve) => {
      this.release = resolve;
    });
  }

  setLanguage(): void {
    if (!this.isMounted) throw new Error('setLanguage() on an SDK that is not there.');
  }

  setTheme(): void {
    if (!this.isMounted) throw new Error('setTheme() on an SDK that is not there.');
  }
}

/** A provider whose SDK may say anything at any time. */
export class WalkVendor {
  readonly stays: Stay[] = [];
  readonly #chance: Chance;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** An easy one, one that starts alone, one that is alone on the page, one whose download may fail. */
  readonly providers = {
    acme: () => Promise.resolve(this.#adapter()),
    solo: () => Promise.resolve(this.#adapter({ exclusiveStart: true })),
    single: () => Promise.resolve(this.#adapter({ singleton: true, singleLevel: true })),
    clumsy: () => {
      if (this.#chance.happens(0.5)) return Promise.reject(new TypeError('Failed to fetch'));
      return Promise.resolve({ default: this.#adapter() });
    },
  };

  /** The one SDK that is wanted now. */
  get live(): Stay | undefined {
    return this.stays.find(({ isLive }) => isLive);
  }

  #adapter(more: Partial<ProviderAdapter> = {}): ProviderAdapter {
    return {
      ...more,
      mount: (context) => {
        const stay = new Stay(context, this.#chance);
        this.stays.push(stay);
        return stay.enter();
      },
    };
  }

  /** Any event at all, some of them quoting what they must not. */
  event(token: string): ProviderEvent {
    const chance = this.#chance;
    const step = chance.pick(['IDENTITY', 'SELFIE', '', token]);
    return chance.weigh<ProviderEvent>([
      [5, { type: 'ready' }],
      [4, { type: 'step', step }],
      [3, { type: 'step', progress: { current: 1 + chance.below(3), total: 3 } }],
      [4, { type: 'submitted' }],
      [1, { type: 'submitted', closed: true }],
      [2, { type: 'approved' }],
      [2, { type: 'rejected', final: chance.happens(0.5) }],
      [1, { type: 'cancelled' }],
      [1, { type: 'failed', message: `No session for ${token}`, cause: new Error(btoa(token)) }],
      [1, { type: 'failed', code: 'no such code', message: encodeURIComponent(token) }],
      [2, { type: 'warning', code: 'upload', message: `Blurred: ${token}` }],
      [4, { type: 'message', name: `vendor.${step}`, payload: { step, nested: { token }, harmless: true } }],
    ]);
  }
}
