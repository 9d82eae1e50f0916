import type { JSX } from 'solid-js';
import type { VerificationUpgradeElement } from '../element/verification-upgrade.js';
import type { Prefixed, UpgradeAttributes, UpgradeListeners, UpgradeMarkup, UpgradeProperties } from './markup.js';

type Common = JSX.HTMLAttributes<VerificationUpgradeElement>;

/** Solid writes names in small letters: `requestTimeout` would set nothing. It is `request-timeout`, or `prop:requestTimeout`. */
type SmallProperties = {
  [Name in keyof UpgradeProperties as Name extends Lowercase<Name> ? Name : never]: UpgradeProperties[Name];
};

/** Props of `<verification-upgrade>` in Solid: properties, attributes, and `on:upgrade-approved` and the like. */
export type VerificationUpgradeProps = UpgradeMarkup<Common, Prefixed<'on:', UpgradeListeners>, SmallProperties> &
  Prefixed<'prop:', UpgradeProperties> &
  Prefixed<'attr:', UpgradeAttributes>;

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'verification-upgrade': VerificationUpgradeProps;
    }
  }
}
