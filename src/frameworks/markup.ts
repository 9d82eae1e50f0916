import type { defaults, PropertyName } from '../element/settings.js';
import type { VerificationUpgradeElement } from '../element/verification-upgrade.js';
import type { UpgradeEventMap } from '../upgrade/events.js';

/** Properties that markup may set. Taken from the element, so that no framework's types lag behind it. */
export type UpgradeProperties = {
  [Name in PropertyName]?: VerificationUpgradeElement[Name] | undefined;
};

type Kebab<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Kebab<Rest>}`
  : Name;

/** An attribute is text; a framework writes numbers and flags for us. */
export type Written<Value> = Value extends number ? Value | `${Value}` : Value extends boolean ? Value | '' : Value;

/** Attributes by their names in HTML. What is secret, a function or a table has none. */
export type UpgradeAttributes = {
  [Name in keyof typeof defaults as Kebab<Name>]?: Written<VerificationUpgradeElement[Name]> | undefined;
};

/** `upgrade-approved` as a part of a name: `UpgradeApproved`. */
type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Camel<Rest>}`
  : Capitalize<Name>;

/** Keys with a prefix: `prop:headers`. */
export type Prefixed<Prefix extends string, Fields> = {
  [Name in keyof Fields as `${Prefix}${Name & string}`]?: Fields[Name];
};

/** Listeners by event: `upgrade-approved`. They are called with the native event. */
export type UpgradeListeners = {
  [Name in keyof UpgradeEventMap]?:
    ((event: UpgradeEventMap[Name] & { readonly currentTarget: VerificationUpgradeElement }) => void) | undefined;
};

/** The same listeners by a name without a hyphen: `onUpgradeApproved`. */
export type CamelListeners = {
  [Name in keyof UpgradeListeners as `on${Camel<Name>}`]?: UpgradeListeners[Name];
};

/** All of it, over what a framework lets every element have. */
export type UpgradeMarkup<Common, Listeners, Properties = UpgradeProperties> = Omit<
  Common,
  keyof Properties | keyof Listeners
> &
  Properties &
  UpgradeAttributes &
  Listeners;
