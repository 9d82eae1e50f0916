import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, Frame, Page } from 'puppeteer-core';
import type { SeenRequest } from '../../../demo/emulator/index.js';
import type { PageRecord } from '../../support/tabs.js';
import type { Host } from './host.js';

/** Where an account page is, and how to find its parts. */
export interface Place {
  /** Path of the page that is opened; what the emulators are to play is added to its query. */
  readonly path: string;
  /** The page is in a frame of another site's page, with these features delegated to it. */
  readonly framed?: { readonly allow: string };
  /** JavaScript that finds the root of everything; default is the document. */
  readonly root?: string;
}

/** The account page in a browser, as each app shows it. What is asked of it is what a user or a script could see. */
export class Account {
  /** What the page wrote to the console as an error, and uncaught errors. */
  readonly complaints: string[] = [];
  readonly #run = randomUUID();
  readonly #host: Host;
  readonly #context: BrowserContext;
  readonly #page: Page;
  readonly #root: string;
  #frame: Frame;

  private constructor(host: Host, context: BrowserContext, page: Page, root: string) {
    this.#host = host;
    this.#context = context;
    this.#page = page;
    this.#frame = page.mainFrame();
    this.#root = root;
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  /** @param play query of the page, for the emulators: `scenario` or `replies` */
  static async open(browser: Browser, host: Host, place: Place, play: Readonly<Record<string, string>>) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: 1000, height: 1200 });
    const account = new Account(host, context, page, place.root ?? 'document');
    const own = `${host.origin}${place.path}?${new URLSearchParams({ ...play, run: account.#run })}`;
    if (!place.framed) await page.goto(own, { waitUntil: 'domcontentloaded' });
    else {
      const outer = new URLSearchParams({ framed: own, allow: place.framed.allow });
      await page.goto(`${host.otherSite}/frames/?${outer}`, { waitUntil: 'domcontentloaded' });
      account.#frame = await page.waitForFrame((frame) => frame.url() === own);
    }
    return account;
  }

  close(): Promise<void> {
    return this.#context.close();
  }

  /** The value of an expression in which `root` holds the app and `upgrade` is the element. */
  async ask(expression: string): Promise<unknown> {
    return this.#frame.evaluate(
      `(() => { const root = ${this.#root}; const upgrade = root?.querySelector('verification-upgrade'); return ${expression}; })()`,
    );
  }

  /**
   * Waits until an expression is true.
   * @throws {Error} after thirty seconds, with what there was to see
   */
  async until(expression: string): Promise<void> {
    await this.#until(expression, () => this.ask(expression));
  }

  /** Waits until the app shows this status, which it knows from an event alone. */
  untilStatus(status: string): Promise<void> {
    return this.until(`root.querySelector('#status')?.textContent === '${status}'`);
  }

  /** Waits until an expression is true in the provider's frame. */
  async untilInProvider(expression: string): Promise<void> {
    await this.#until(expression, async () => {
      const answers = await Promise.all(this.#providers().map((frame) => frame.evaluate(expression)));
      return answers.some(Boolean);
    });
  }

  /** How many frames of the provider are on the page. */
  get providers(): number {
    return this.#providers().length;
  }

  async press(id: string): Promise<void> {
    await this.ask(`root.querySelector('#${id}').click()`);
  }

  async choose(id: string, value: string): Promise<void> {
    const change = `new Event('change', { bubbles: true })`;
    await this.ask(
      `((list) => { list.value = '${value}'; list.dispatchEvent(${change}); })(root.querySelector('#${id}'))`,
    );
  }

  /** What the API has seen of this page's POSTs. */
  async posts(): Promise<readonly SeenRequest[]> {
    const requests = await this.#host.requests(this.#run);
    return requests.filter(({ method }) => method === 'POST');
  }

  /** Waits until the API has seen a request of this kind. */
  async untilPost(matches: (post: SeenRequest) => boolean): Promise<void> {
    await this.#until(String(matches), async () => (await this.posts()).some(matches));
  }

  /** The tokens with which the POSTs came, in their order. */
  async tokens(): Promise<readonly unknown[]> {
    return (await this.posts()).map(({ headers }) => headers['user-authorization']);
  }

  async record(): Promise<PageRecord> {
    return JSON.parse(String(await this.ask('JSON.stringify(recorded)'))) as PageRecord;
  }

  #providers(): Frame[] {
    return this.#page.frames().filter((frame) => frame.url().includes('/websdk/websdk.html'));
  }

  async #until(what: string, isTrue: () => Promise<unknown>): Promise<void> {
    const end = Date.now() + 30_000;
    while (Date.now() < end) {
      // In the middle of a navigation there is no page to ask.
      if (await isTrue().catch(() => false)) return;
      await sleep(50);
    }
    const [text, record] = await Promise.all([this.ask('(root.body ?? root).textContent'), this.record()]).catch(
      String,
    );
    throw new Error(
      `It never came true: ${what}\n${String(text)}\n${JSON.stringify([this.complaints, record], undefined, 2)}`,
    );
  }
}
