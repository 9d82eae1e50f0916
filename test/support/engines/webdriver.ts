import type { BrowserLauncher, SessionResult } from '@web/test-runner';

/** A browser with one window, reachable by WebDriver's HTTP protocol. */
export class WebDriverWindow {
  readonly #url: string;

  private constructor(url: string) {
    this.#url = url;
  }

  /**
   * @param server base address of the driver
   * @param capabilities what `alwaysMatch` asks for
   * @throws {Error} where the driver refuses
   */
  static async open(server: string, capabilities: object): Promise<WebDriverWindow> {
    const { sessionId } = (await call('POST', `${server}/session`, {
      capabilities: { alwaysMatch: capabilities },
    })) as { sessionId: string };
    return new WebDriverWindow(`${server}/session/${sessionId}`);
  }

  async goTo(url: string): Promise<void> {
    await call('POST', `${this.#url}/url`, { url });
  }

  async back(): Promise<void> {
    await call('POST', `${this.#url}/back`, {});
  }

  /** @param expression JavaScript; a promise is waited for, and what comes back is JSON */
  async evaluate(expression: string): Promise<unknown> {
    const script = `const [done] = arguments; Promise.resolve(${expression}).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const result = await call('POST', `${this.#url}/execute/async`, { script, args: [] });
    const { value, error } = result as { value?: unknown; error?: string };
    if (error !== undefined) throw new Error(error);
    return value;
  }

  /** Presses and releases each key: a character, or one of WebDriver's private code points. */
  async press(keys: readonly string[]): Promise<void> {
    const actions = keys.flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await call('POST', `${this.#url}/actions`, { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  async resize(width: number, height: number): Promise<void> {
    await call('POST', `${this.#url}/window/rect`, { width, height });
  }

  async close(): Promise<void> {
    await call('DELETE', this.#url);
  }
}

async function call(method: string, url: string, body?: object): Promise<unknown> {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: { error?: string; message?: string } | null };
  if (!response.ok) throw new Error(`WebDriver: ${value?.error ?? ''} ${value?.message ?? ''}`);
  return value;
}

/** The names that the test runner's `sendKeys` takes, as WebDriver writes them. */
const codePoints: Readonly<Record<string, string>> = {
  Backspace: '\ue003',
  Tab: '\ue004',
  Enter: '\ue007',
  Shift: '\ue008',
  Escape: '\ue00c',
  Space: ' ',
  ArrowLeft: '\ue012',
  ArrowUp: '\ue013',
  ArrowRight: '\ue014',
  ArrowDown: '\ue015',
};

/** Something that opens windows, and in the end closes what it has started. */
export interface Driver {
  open(): Promise<WebDriverWindow>;
  stop(): Promise<void>;
}

/** Runs test files in the windows of a driver; a window that is free takes the next file. */
export class WebDriverLauncher implements BrowserLauncher {
  readonly type = 'webdriver';
  readonly name: string;
  readonly concurrency: number;
  readonly #driver: Driver;
  readonly #free: WebDriverWindow[] = [];
  #stopped: Promise<void> | undefined;
  readonly #busy = new Map<string, { readonly window: WebDriverWindow; readonly url: string }>();

  constructor(name: string, concurrency: number, driver: Driver) {
    this.name = name;
    this.concurrency = concurrency;
    this.#driver = driver;
  }

  async startSession(id: string, url: string): Promise<void> {
    const window = this.#free.pop() ?? (await this.#driver.open());
    this.#busy.set(id, { window, url });
    await window.goTo(url);
  }

  isActive(id: string): boolean {
    return this.#busy.has(id);
  }

  getBrowserUrl(id: string): string | undefined {
    return this.#busy.get(id)?.url;
  }

  async stopSession(id: string): Promise<SessionResult> {
    const { window } = this.#of(id);
    this.#busy.delete(id);
    await window.goTo('about:blank'); // Whatever the page still has running ends.
    this.#free.push(window);
    return {};
  }

  /** For the runner's `sendKeys` command. */
  async sendKeys(id: string, keys: readonly string[]): Promise<void> {
    await this.#of(id).window.press(keys.map((key) => codePoints[key] ?? key));
  }

  startDebugSession(): Promise<void> {
    return Promise.reject(new Error(`There is no debugging in ${this.name}.`));
  }

  /** The runner does not wait for it; a caller that does may ask once more. */
  stop(): Promise<void> {
    return (this.#stopped ??= this.#stop());
  }

  async #stop(): Promise<void> {
    const windows = [...this.#free, ...[...this.#busy.values()].map(({ window }) => window)];
    await Promise.allSettled(windows.map((window) => window.close()));
    await this.#driver.stop();
  }

  #of(id: string) {
    const session = this.#busy.get(id);
    if (session) return session;
    throw new Error(`${this.name} runs no session ${id}.`);
  }
}
