import { VerificationUpgradeElement } from './element.js';
import type { UpgradeEventMap } from './element.js';

export * from './element.js';

const tag = 'verification-upgrade';

// On a server there is nothing to register with.
if (typeof customElements !== 'undefined') {
  // A page may load this twice, or in two versions: the first one stays. An error knows the address of its script.
  if (customElements.get(tag)) console.warn(new Error(`<${tag}> is already registered. Remove this script.`));
  else customElements.define(tag, VerificationUpgradeElement);
}

declare global {
  interface HTMLElementTagNameMap {
    [tag]: VerificationUpgradeElement;
  }
  // Events bubble and are composed: they can be listened to anywhere.
  interface GlobalEventHandlersEventMap extends UpgradeEventMap {}
}
