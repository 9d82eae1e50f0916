import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { VerificationUpgradeElement } from '../element/verification-upgrade.js';
import type { Prefixed, UpgradeListeners, UpgradeMarkup } from './markup.js';

type Common = DetailedHTMLProps<HTMLAttributes<VerificationUpgradeElement>, VerificationUpgradeElement>;

/** Props of `<verification-upgrade>` in React 19: properties, attributes, and `onupgrade-approved` and the like. */
export type VerificationUpgradeProps = UpgradeMarkup<Common, Prefixed<'on', UpgradeListeners>>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'verification-upgrade': VerificationUpgradeProps;
    }
  }
}
