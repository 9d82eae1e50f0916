import type { ClassAttributes, HTMLAttributes } from 'preact';
import type { VerificationUpgradeElement } from '../element/verification-upgrade.js';
import type { Prefixed, UpgradeListeners, UpgradeMarkup } from './markup.js';

type Common = HTMLAttributes<VerificationUpgradeElement> & ClassAttributes<VerificationUpgradeElement>;

/** Props of `<verification-upgrade>` in Preact: properties, attributes, and `onupgrade-approved` and the like. */
export type VerificationUpgradeProps = UpgradeMarkup<Common, Prefixed<'on', UpgradeListeners>>;

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'verification-upgrade': VerificationUpgradeProps;
    }
  }
}
