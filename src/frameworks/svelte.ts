import type { HTMLAttributes } from 'svelte/elements';
import type { VerificationUpgradeElement } from '../element/verification-upgrade.js';
import type { Prefixed, UpgradeListeners, UpgradeMarkup } from './markup.js';

type Common = HTMLAttributes<VerificationUpgradeElement>;

/** Attributes of `<verification-upgrade>` in Svelte: its own, its properties, and `onupgrade-approved` and the like. */
export type VerificationUpgradeAttributes = UpgradeMarkup<Common, Prefixed<'on' | 'on:', UpgradeListeners>>;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'verification-upgrade': VerificationUpgradeAttributes;
  }
}
