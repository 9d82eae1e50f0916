import { importWithRetry } from '../import-with-retry.js';

/** A module that is downloaded when it is first needed. If that fails, it is tried again at the next need. */
export class LazyModule<Module> {
  readonly #import: () => Promise<Module>;
  #loading: Promise<Module | undefined> | undefined;
  #value: Module | undefined;

  constructor(load: () => Promise<Module>) {
    this.#import = load;
  }

  /** The module, once it is there. */
  get value(): Module | undefined {
    return this.#value;
  }

  /** Never rejects. */
  load(): Promise<Module | undefined> {
    return (this.#loading ??= importWithRetry(this.#import).then(
      (module) => (this.#value = module),
      () => (this.#loading = undefined),
    ));
  }

  /** Calls back at once if the module is there, else when it has arrived. */
  use(callback: (module: Module) => void): void {
    if (this.#value) callback(this.#value);
    else void this.load().then((module) => module && callback(module));
  }
}
