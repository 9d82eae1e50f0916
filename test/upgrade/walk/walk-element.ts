import type { RequestContext, RequestReason, UpgradeState, VerificationUpgradeElement } from '../../../src/index.js';
import type { WalkMount } from './provider.js';
import { isBusy, violationOf } from './rules.js';
import { leakIn } from './secrets.js';
import { WalkServer } from './server.js';
import { Verdicts } from './verdicts.js';
import type { Walk } from './walk.js';

/** One element of the page, with its server and what is expected of it. */
export class WalkElement {
  readonly walk: Walk;
  readonly name: string;
  readonly element: VerificationUpgradeElement;
  readonly server: WalkServer;
  readonly verdicts = new Verdicts();
  /** How many requests of each kind have a cause and have not been sent yet. */
  readonly permits = new Map<RequestReason, number>();
  /** A launch of the element's own is to come. */
  isLaunching = false;
  /** `start()` was called off the page. */
  isWanted = false;
  /** The page, or the user, asks for a start at this moment. */
  isAsking = false;
  /** The page has called `cancel()` in this attempt. */
  isCancelledByPage = false;
  /** The SDK reports at this moment. */
  isReporting = false;
  /** The element has left the page since its last event. */
  hasLeft = false;
  /** What a listener of the page does on the next event. */
  interruption: (() => void) | undefined;
  /** Since when, and in which mount, the panel for the SDK is empty. */
  empty: { readonly since: number; readonly mount: WalkMount | undefined } | undefined;
  /** An attempt keeps the settings that it began with. */
  #asksStatus = false;
  /** The browser was offline when the state was entered: it is not believed. */
  #wasOffline = false;
  /** The state of the last event. */
  #last: UpgradeState = { status: 'idle' };

  constructor(walk: Walk, name: string) {
    this.walk = walk;
    this.name = name;
    this.server = new WalkServer(walk.chance, (context) => this.#onRequest(context));
    this.element = document.createElement('verification-upgrade');
    this.element.endpoint = `/${name}`;
    this.element.launch = 'manual';
    this.element.lang = 'en';
    this.element.request = this.server.request;
    this.element.providers = walk.providers.loadersFor(this.element);
    for (const type of ['upgrade-state-change', 'upgrade-message', 'upgrade-warning'] as const)
      this.element.addEventListener(type, (event: Event) => this.#onEvent(event));
  }

  get mounts(): readonly WalkMount[] {
    return this.walk.providers.mounts.filter(({ element }) => element === this.element);
  }

  /** The SDK that the element wants. */
  get live(): WalkMount | undefined {
    return this.mounts.find(({ isLive }) => isLive);
  }

  get isBusy(): boolean {
    return isBusy(this.element.state.status, this.live !== undefined);
  }

  /** The mark of an interrupted attempt, as the element keeps it. */
  get resumeKey(): string {
    return `verification-upgrade:${this.element.endpoint}`;
  }

  violate(text: string): void {
    this.walk.violate(`${this.name}: ${text}`);
  }

  /** From now on so many requests of this kind have a cause. */
  permit(reason: RequestReason, count = 1): void {
    this.permits.set(reason, count);
  }

  grant(reason: RequestReason): void {
    this.permit(reason, (this.permits.get(reason) ?? 0) + 1);
  }

  /** Every request that had a cause is sent by now; a launch may still come. */
  expirePermits(): void {
    this.permits.delete('retry');
    this.permits.delete('status');
    this.permit('start', this.isLaunching ? 1 : 0);
    if (!this.isLaunching) this.permits.delete('resume');
  }

  #onRequest({ reason, method }: RequestContext): void {
    this.walk.trace.push(`  ${this.name}: ${method} ${reason}`);
    const { state } = this.element;
    if (reason === 'levels') return;
    if (reason === 'status') {
      // The user has asked, or has come back.
      if (this.permits.has('status') && this.#asksStatus) return;
      const isOpen = state.status === 'pending' || (state.status === 'approved' && state.confirmedBy === 'provider');
      const isAllowed = isOpen && this.#asksStatus && this.walk.isVisible && (this.walk.isOnline || this.#wasOffline);
      if (!isAllowed) this.violate(`The status is requested in ${state.status}.`);
      return;
    }
    if (/^(start|resume)$/.test(reason) && this.element.earlyReply)
      this.violate('A request, though the page had sent it.');
    const permits = this.permits.get(reason) ?? 0;
    if (permits === 0) this.violate(`A POST without a cause: ${reason}, in ${state.status}.`);
    else this.permit(reason, permits - 1);
    const { waitFor, headers } = this.element;
    if (reason === 'start' && waitFor === 'headers' && !headers && !this.isAsking)
      this.violate('A launch that did not wait for the headers.');
  }

  #onEvent(event: Event): void {
    const leak = leakIn(event, event.type);
    if (leak) this.violate(`A token in an event: ${leak}`);
    if (!this.element.isConnected) this.violate(`${event.type} from an element that is not on the page.`);
    if ('previousState' in event && 'state' in event)
      this.#onTransition(event.previousState as UpgradeState, event.state as UpgradeState);
    const { interruption } = this;
    this.interruption = undefined;
    interruption?.();
  }

  #onTransition(previous: UpgradeState, next: UpgradeState): void {
    const code = next.status === 'failed' ? ` ${next.error.code}` : '';
    this.walk.trace.push(`  ${this.name}: ${previous.status} -> ${next.status}${code}`);
    const expected = this.hasLeft ? ({ status: 'idle' } as const) : this.#last;
    this.hasLeft = false;
    if (previous.status !== expected.status)
      this.violate(`From ${previous.status} to ${next.status}, though the last one was ${expected.status}.`);
    for (const text of [violationOf(previous, next), this.verdicts.violation(previous, next, this.isCancelledByPage)])
      if (text) this.violate(text);
    this.#last = next;
    this.#wasOffline = !this.walk.isOnline;
    if (next.status === 'requesting') {
      const { statusEndpoint, method } = this.element;
      this.#asksStatus = statusEndpoint !== '' || method === 'get';
      this.isCancelledByPage = false;
    }
    this.isLaunching = false;
  }
}
