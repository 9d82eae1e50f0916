import { attributes, defaults, fromAttribute, propertyNames } from './settings.js';

/** On a server there is none, and nothing to upgrade: a page's modules can be imported there all the same. */
const Base =
  (globalThis as { HTMLElement?: typeof HTMLElement }).HTMLElement ?? (Object as unknown as typeof HTMLElement);

/**
 * An element with the settings as its properties and attributes, and one update for all changes of a moment. It does what
 * Lit's base class would do, in a tenth of its bytes: the POST waits for this (docs/decisions/0007-lit-after-the-post.md).
 */
export abstract class SettingsElement extends Base {
  static readonly observedAttributes = Object.keys(attributes);

  readonly #values: Record<string, unknown> = { ...defaults, providers: {}, providerOptions: {}, messages: {} };
  #isShown = false;
  #update: Promise<void> | undefined;

  static {
    for (const name of propertyNames) {
      Object.defineProperty(this.prototype, name, {
        configurable: true,
        enumerable: true,
        get(this: SettingsElement) {
          return this.#values[name];
        },
        set(this: SettingsElement, value: unknown) {
          this.#set(name, value);
        },
      });
    }
  }

  /** Resolves when all that has changed until now is on the screen. */
  get updateComplete(): Promise<void> {
    return this.#update ?? Promise.resolve();
  }

  /** Updates once the code that is running now has had its turn; not before the element has been on a page. */
  requestUpdate(): void {
    if (!this.#isShown) return;
    this.#update ??= Promise.resolve().then(() => {
      this.#update = undefined;
      return this.update();
    });
  }

  connectedCallback(): void {
    // What the page has set before there was a class for it lies in front of the accessors, and counts more than attributes.
    for (const name of propertyNames) {
      if (!Object.hasOwn(this, name)) continue;
      this.#set(name, this[name as never]);
      Reflect.deleteProperty(this, name);
    }
    this.#isShown = true;
    this.requestUpdate();
  }

  attributeChangedCallback(attribute: string, _old: string | null, value: string | null): void {
    const name = attributes[attribute];
    if (name) this.#set(name, fromAttribute(name, value));
  }

  #set(name: string, value: unknown): void {
    if (Object.is(this.#values[name], value)) return;
    this.#values[name] = value;
    this.requestUpdate();
  }

  /** Brings the settings and the state onto the screen. */
  protected abstract update(): Promise<void> | undefined;
}
