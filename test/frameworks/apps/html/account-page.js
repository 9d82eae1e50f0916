// @ts-check
import { setUpAccount } from './account.js';

/** A component that the page's own markup has given a shadow root. */
class AccountPage extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) setUpAccount(this.shadowRoot);
  }
}

customElements.define('account-page', AccountPage);
