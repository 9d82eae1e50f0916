import type * as React from 'react';
import type { VerificationUpgradeElement } from '../element/verification-upgrade.js';
import type { Prefixed, UpgradeAttributes, UpgradeListeners, UpgradeMarkup, UpgradeProperties } from './markup.js';

type Common = React.DetailedHTMLProps<React.HTMLAttributes<VerificationUpgradeElement>, VerificationUpgradeElement>;
type Listeners = Prefixed<'on', UpgradeListeners>;

/** React 18 writes attributes alone: of a property it would make text, of a listener nothing. */
type AttributesAlone = Common &
  UpgradeAttributes &
  Partial<Record<Exclude<keyof (UpgradeProperties & Listeners), keyof (Common & UpgradeAttributes)>, never>>;

/** Props of `<verification-upgrade>` in React 19: properties, attributes, and `onupgrade-approved` and the like. In React 18: attributes. */
export type VerificationUpgradeProps = typeof React extends { readonly use: unknown }
  ? UpgradeMarkup<Common, Listeners>
  : AttributesAlone;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'verification-upgrade': VerificationUpgradeProps;
    }
  }
}
