import { fixtureSync, html } from '@open-wc/testing';
import '../../src/index.js';
// Loaded lazily on a page. Here they are at hand, so that a test sees the view of a state and not a download.
import '../../src/element/upgrade-dialog.js';
import '../../src/element/upgrade-view.js';
import '../../src/element/views/help.js';
import '../../src/element/views/offer.js';
import './failures.js';
import type { UpgradeState, UpgradeStatus, VerificationUpgradeElement } from '../../src/index.js';
import * as answers from '../../src/testing/answers.js';
import type { FakeProviderOptions } from '../../src/testing/fake-provider.js';

/** One reply of the emulated API; see demo/emulator/reply.ts. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly delay?: number;
  readonly hang?: boolean;
  readonly drop?: boolean | 'midway';
  readonly truncate?: boolean;
}

/** A request that the emulated API has seen. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly aborted: boolean;
}

const origins = fetch('/emulators.json').then(
  (response) => response.json() as Promise<{ api: string; sumsub: string }>,
);

/** Where the emulated API and the emulated Sumsub frame are. */
export const emulators = (): Promise<{ api: string; sumsub: string }> => origins;

/** An answer that offers an upgrade by Sumsub, whose frame plays `play`. */
export const offer = (play = 'quiet'): Reply => ({
  body: {
    currentLevel: 'hero',
    nextLevel: 'satoshi',
    upgrade: { access_token: `{{token:${play}}}`, status: 'open', provider: 'sumsub' },
  },
});

/** An answer that offers an upgrade by another provider than Sumsub. */
export const offerOf = (provider: string, payload: Readonly<Record<string, unknown>> = {}): Reply => ({
  body: answers.offer(provider, { access_token: 'secret-token', ...payload }),
});

/** An SDK that never says that it is ready. */
export const neverReady: FakeProviderOptions = { onMount: () => undefined };

/** An answer full of the API's errors. */
export const refusal = (status: number, ...codes: readonly string[]): Reply => ({
  status,
  body: {
    errors: Object.fromEntries(
      codes.map((code) => [code, { code, message: `Message of ${code}.`, solution: `Solution of ${code}.` }]),
    ),
  },
});

export interface UpgradeSetup {
  /** Replies to successive requests; the last one repeats. */
  readonly replies?: readonly Reply[];
  readonly attributes?: Readonly<Record<string, string>>;
  readonly properties?: Partial<VerificationUpgradeElement>;
  /** Light DOM, as HTML. */
  readonly content?: string;
}

/** A run of the emulated API of one test's own. */
export class Run {
  readonly id = crypto.randomUUID();

  /** The endpoint that answers this run with these replies, on the tests' own origin. */
  endpoint(replies: readonly Reply[]): string {
    return `/api/v2/user/upgrade?run=${this.id}&replies=${encodeURIComponent(JSON.stringify(replies))}`;
  }

  async requests(): Promise<readonly SeenRequest[]> {
    const response = await fetch(`/_emulator/requests?run=${this.id}`);
    return (await response.json()) as readonly SeenRequest[];
  }
}

/** An element that is not on the page yet, set up against the emulators. */
export async function createUpgrade(
  setup: UpgradeSetup = {},
): Promise<{ element: VerificationUpgradeElement; run: Run }> {
  const { replies = [offer()], attributes = {}, properties = {}, content = '' } = setup;
  const run = new Run();
  const element = document.createElement('verification-upgrade');
  element.setAttribute('endpoint', run.endpoint(replies));
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.providerOptions = { sumsub: { baseUrl: (await emulators()).sumsub } };
  Object.assign(element, properties);
  if (content) element.innerHTML = content;
  return { element, run };
}

/** The same, on the page. It is taken off it after the test. */
export async function mountUpgrade(
  setup: UpgradeSetup = {},
): Promise<{ element: VerificationUpgradeElement; run: Run }> {
  const { element, run } = await createUpgrade(setup);
  // Not `fixture`, which waits for the next frame: a test must be there before the first answer is.
  fixtureSync(html`<div>${element}</div>`);
  await element.updateComplete;
  return { element, run };
}

/** Resolves with the state once the element has it, now or later. */
export async function until<Status extends UpgradeStatus>(
  element: VerificationUpgradeElement,
  status: Status,
): Promise<Extract<UpgradeState, { status: Status }>> {
  const is = (state: UpgradeState): state is Extract<UpgradeState, { status: Status }> => state.status === status;
  while (!is(element.state)) {
    await new Promise((resolve) => element.addEventListener('upgrade-state-change', resolve, { once: true }));
  }
  // The view of a state comes a moment after it.
  const { state } = element;
  await element.updateComplete;
  return state;
}

/** The next event of a name. */
export const next = <E extends Event>(target: EventTarget, name: string): Promise<E> =>
  new Promise((resolve) => target.addEventListener(name, (event) => resolve(event as E), { once: true }));

/** Everything an element goes through from now on, by status. */
export function record(element: VerificationUpgradeElement): UpgradeStatus[] {
  const statuses: UpgradeStatus[] = [];
  element.addEventListener('upgrade-state-change', ({ state }) => statuses.push(state.status));
  return statuses;
}

/** The provider's frame, if there is one. */
export const frameOf = (element: Element): HTMLIFrameElement | null => element.querySelector('[slot=provider] iframe');

/** Has the emulated frame send a message of the SDK's protocol: `idCheck.onApplicantSubmitted`, ... */
export function play(element: Element, method: string, payload: object = {}): void {
  frameOf(element)?.contentWindow?.postMessage({ emulator: 'send', method, payload }, '*');
}

/** What the emulated frame has been told by the SDK so far. */
export async function told(element: Element): Promise<readonly Record<string, unknown>[]> {
  const frame = frameOf(element)?.contentWindow;
  const report = new Promise<readonly Record<string, unknown>[]>((resolve) => {
    addEventListener('message', function hear({ source, data }: MessageEvent<Record<string, unknown>>) {
      if (source !== frame || data['emulator'] !== 'report') return;
      removeEventListener('message', hear);
      resolve(data['received'] as readonly Record<string, unknown>[]);
    });
  });
  frame?.postMessage({ emulator: 'report' }, '*');
  return report;
}

/** The part of a view that is shown now. */
export const part = (element: Element, name: string): HTMLElement | null =>
  element.shadowRoot?.querySelector<HTMLElement>(`[part~=${name}]`) ?? null;
