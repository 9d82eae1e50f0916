import type { HTMLAttributes, PublicProps } from 'vue';
import type { VerificationUpgradeElement } from '../element/verification-upgrade.js';
import type { UpgradeListeners, UpgradeMarkup, UpgradeProperties, Written } from './markup.js';

/** `upgrade-approved` is `@upgrade-approved` in a template, and `onUpgradeApproved` in the props behind it. */
type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Camel<Rest>}`
  : Capitalize<Name>;

type Listeners = {
  [Name in keyof UpgradeListeners as `on${Camel<Name>}`]?: UpgradeListeners[Name];
};

/** Vue's types hold `ready-timeout="900"`, which is an attribute, against the property `readyTimeout`. */
type Properties = { [Name in keyof UpgradeProperties]: Written<UpgradeProperties[Name]> };

/** `<verification-upgrade>` as templates see it: properties, attributes and events. */
export type VerificationUpgrade = new () => VerificationUpgradeElement & {
  $props: UpgradeMarkup<HTMLAttributes & PublicProps, Listeners, Properties>;
};

declare module 'vue' {
  interface GlobalComponents {
    'verification-upgrade': VerificationUpgrade;
  }
}
