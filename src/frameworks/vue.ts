import type { HTMLAttributes, PublicProps } from 'vue';
import type { VerificationUpgradeElement } from '../element/verification-upgrade.js';
import type { CamelListeners, UpgradeMarkup, UpgradeProperties, Written } from './markup.js';

/** Vue's types hold `ready-timeout="900"`, which is an attribute, against the property `readyTimeout`. */
type Properties = { [Name in keyof UpgradeProperties]: Written<UpgradeProperties[Name]> };

/** `<verification-upgrade>` as templates see it: properties, attributes and events. */
export type VerificationUpgrade = new () => VerificationUpgradeElement & {
  $props: UpgradeMarkup<HTMLAttributes & PublicProps, CamelListeners, Properties>;
};

declare module 'vue' {
  interface GlobalComponents {
    'verification-upgrade': VerificationUpgrade;
  }
}
