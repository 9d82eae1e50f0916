import { fixture, html } from '@open-wc/testing';
import type { UpgradeError, VerificationUpgradeElement } from '../../../src/index.js';
import type { FakeProviderOptions } from '../../../src/testing/fake-provider.js';
import { FakeProvider } from '../../../src/testing/fake-provider.js';
import type { Run, SeenRequest, UpgradeSetup } from '../../support/upgrade.js';
import { createUpgrade, until } from '../../support/upgrade.js';

export interface BeginSetup extends UpgradeSetup {
  /** Another origin to send the POST to. */
  readonly origin?: string;
}

export interface Begun {
  readonly element: VerificationUpgradeElement;
  readonly run: Run;
}

/** An element on the page whose attempt has just begun. */
export async function begin({ origin = '', ...setup }: BeginSetup = {}): Promise<Begun> {
  const { element, run } = await createUpgrade(setup);
  element.launch = 'manual';
  element.endpoint = origin + element.endpoint;
  await fixture(html`<div>${element}</div>`);
  element.start();
  return { element, run };
}

/** An attempt that fails: its error, and what the server has seen of it. */
export async function failure(
  setup: BeginSetup,
): Promise<Begun & { error: UpgradeError; requests: readonly SeenRequest[] }> {
  const { element, run } = await begin(setup);
  const { error } = await until(element, 'failed');
  return { element, run, error, requests: await run.requests() };
}

/** Asks the server until it has seen what is waited for; the test's own timeout ends it. */
export async function untilSeen(
  run: Run,
  fits: (requests: readonly SeenRequest[]) => boolean,
): Promise<readonly SeenRequest[]> {
  for (;;) {
    const requests = await run.requests();
    if (fits(requests)) return requests;
  }
}

/** For one `describe`: what the console is told, in place of the real one. */
export function recordConsole(): { readonly text: string } {
  const { error, warn } = console;
  const lines: string[] = [];
  const write = (...words: unknown[]) => void lines.push(words.map(String).join(' '));
  beforeEach(() => {
    lines.length = 0;
    Object.assign(console, { error: write, warn: write });
  });
  afterEach(() => void Object.assign(console, { error, warn }));
  return {
    get text() {
      return lines.join('\n');
    },
  };
}

/** A provider of several levels that mounts a frame of this origin, and is ready when that has loaded. */
export const frameProvider = (options: FakeProviderOptions = {}): FakeProvider =>
  new FakeProvider({
    singleLevel: false,
    onMount(mount) {
      const frame = document.createElement('iframe');
      frame.src = frameAddress;
      frame.addEventListener('load', () => mount.report({ type: 'ready' }), { once: true });
      mount.context.container.append(frame);
      return mount;
    },
    ...options,
  });

/** A page of this origin. */
export const frameAddress = '/test/pages-fixtures/late-headers.html?frame';
