import type { SinonFakeTimers } from 'sinon';
import { Chance } from './chance.js';
import { WalkProviders } from './provider.js';
import { WalkElement } from './walk-element.js';

/** A page with two elements, its providers and its surroundings, and what has happened in it. */
export class Walk {
  readonly chance: Chance;
  readonly clock: SinonFakeTimers;
  readonly providers: WalkProviders;
  readonly elements: readonly WalkElement[];
  readonly places = [document.createElement('div'), document.createElement('div')] as const;
  /** What was done, and what it led to. */
  readonly trace: string[] = [];
  /** What must not happen, and did. */
  readonly violations: string[] = [];
  isOnline = true;
  isVisible = true;

  constructor(seed: number, clock: SinonFakeTimers) {
    this.chance = new Chance(seed);
    this.clock = clock;
    this.providers = new WalkProviders(this.chance, (text) => this.violate(text));
    this.elements = ['A', 'B'].map((name) => new WalkElement(this, name));
    document.body.append(...this.places);
  }

  violate(text: string): void {
    this.violations.push(text);
  }

  end(): void {
    for (const { element, resumeKey } of this.elements) {
      element.remove();
      sessionStorage.removeItem(resumeKey);
    }
    for (const place of this.places) place.remove();
  }
}
