import type { SinonFakeTimers } from 'sinon';
import type { RequestReason, UpgradeState, VerificationUpgradeElement } from '../../../src/index.js';
import { Chance } from './chance.js';
import { complaint, isBusy } from './rules.js';
import { leakIn } from './secrets.js';
import { WalkServer } from './server.js';
import { WalkVendor } from './vendor.js';

/** What one walk is about: an element, its surroundings, and the books on what has happened. */
export class Walk {
  readonly chance: Chance;
  readonly clock: SinonFakeTimers;
  readonly server: WalkServer;
  readonly vendor: WalkVendor;
  readonly element: VerificationUpgradeElement;
  readonly places = [document.createElement('div'), document.createElement('div')] as const;
  /** What has been done, and what came of it. */
  readonly trace: string[] = [];
  /** What must not happen and did. */
  readonly wrongs: string[] = [];
  /** How many requests of each kind have a cause and have not been sent yet. */
  readonly permits = new Map<RequestReason, number>();
  /** Whether a launch of the element's own is to come. */
  isLaunching = false;
  /** Whether `start()` was called off the page. */
  isWanted = false;
  /** Whether the element has left the page in silence since its last event. */
  hasLeft = false;
  isOnline = true;
  isVisible = true;
  /** What a listener of the page does on the next event. */
  interruption: (() => void) | undefined;
  /** The status endpoint at the time of the request: an attempt keeps the settings that it began with. */
  #statusEndpoint = '';
  /** The state of the last event. */
  #last: UpgradeState = { status: 'idle' };

  constructor(seed: number, clock: SinonFakeTimers) {
    this.chance = new Chance(seed);
    this.clock = clock;
    this.server = new WalkServer(this.chance, (reason) => this.#asked(reason));
    this.vendor = new WalkVendor(this.chance);
    this.element = document.createElement('verification-upgrade');
    this.element.launch = 'manual';
    this.element.lang = 'en';
    this.element.request = this.server.request;
    this.element.providers = this.vendor.providers;
    for (const name of ['upgrade-state-change', 'upgrade-message', 'upgrade-warning'] as const)
      this.element.addEventListener(name, (event: Event) => this.#hear(event));
    document.body.append(...this.places);
  }

  get isBusy(): boolean {
    return isBusy(this.element.state.status, this.vendor.live !== undefined);
  }

  wrong(text: string): void {
    this.wrongs.push(text);
  }

  /** From now on so many requests of this kind have a cause. */
  permit(reason: RequestReason, count = 1): void {
    this.permits.set(reason, count);
  }

  grant(reason: RequestReason): void {
    this.permit(reason, (this.permits.get(reason) ?? 0) + 1);
  }

  /** Whatever had a cause has been sent by now; a launch may still come. */
  closeBooks(): void {
    this.permits.delete('retry');
    this.permits.delete('status');
    this.permit('start', this.isLaunching ? 1 : 0);
  }

  end(): void {
    this.element.remove();
    for (const place of this.places) place.remove();
  }

  #asked(reason: RequestReason): void {
    this.trace.push(`POST ${reason}`);
    const { state } = this.element;
    if (reason === 'status') {
      // The user has asked, or has come back.
      if (this.permits.has('status') && this.#statusEndpoint) return;
      if (!this.isOnline) this.wrong('The server is asked for its word while offline.');
      const isOpen = state.status === 'pending' || (state.status === 'approved' && state.confirmedBy === 'provider');
      if (!isOpen || !this.#statusEndpoint || !this.isVisible)
        this.wrong(`The server is asked for its word in ${state.status}.`);
      return;
    }
    const permits = this.permits.get(reason) ?? 0;
    if (permits === 0) this.wrong(`A POST without a cause: ${reason}, in ${state.status}.`);
    else this.permit(reason, permits - 1);
  }

  #hear(event: Event): void {
    const leak = leakIn(event, event.type);
    if (leak) this.wrong(`A token in an event: ${leak}`);
    if (!this.element.isConnected) this.wrong(`${event.type} from an element that is not on the page.`);
    if ('previousState' in event && 'state' in event) {
      this.#moved(event.previousState as UpgradeState, event.state as UpgradeState);
    }
    const { interruption } = this;
    this.interruption = undefined;
    interruption?.();
  }

  #moved(previous: UpgradeState, next: UpgradeState): void {
    this.trace.push(`  ${previous.status} -> ${next.status}${next.status === 'failed' ? ` ${next.error.code}` : ''}`);
    const expected = this.hasLeft ? ({ status: 'idle' } as const) : this.#last;
    this.hasLeft = false;
    if (previous.status !== expected.status) {
      this.wrong(`From ${previous.status} to ${next.status}, though the last one was ${expected.status}.`);
    }
    const fault = complaint(previous, next);
    if (fault) this.wrong(fault);
    this.#last = next;
    if (next.status === 'requesting') this.#statusEndpoint = this.element.statusEndpoint;
    this.isLaunching = false;
  }
}
