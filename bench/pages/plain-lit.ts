/**
 * Plain Lit elements to compare with: as many reactive properties as ours, each with a default. `plain-slot` renders
 * next to nothing, `plain-card` the same card as our start view, with the same styles.
 */
import { html, LitElement, nothing } from 'lit';
import type { PropertyDeclaration, TemplateResult } from 'lit';
import { propertyNames } from '../../src/element/settings.js';
import { styles } from '../../src/element/stage.styles.js';

const names = propertyNames.map((_, index) => `option${String(index)}`);

class PlainElement extends LitElement {
  static override properties = Object.fromEntries(
    names.map((name): [string, PropertyDeclaration] => [name, { type: String }]),
  );

  constructor() {
    super();
    Object.assign(this, Object.fromEntries(names.map((name) => [name, ''])));
  }
}

class PlainSlot extends PlainElement {
  protected override render(): TemplateResult {
    return html`<div><slot name="provider"></slot></div>`;
  }
}

class PlainCard extends PlainElement {
  static override styles = styles(document) ?? [];

  protected override render(): TemplateResult {
    return html`<div part="panel" class="light">
      <slot name="start">
        <div class="card ask">
          <div class="icon">
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d="M4 6h16v12H4zM7 15h5m3-5h2m-2 3h2" />
              <circle cx="9.5" cy="11" r="1.5" />
            </svg>
          </div>
          <div role="status">
            <div part="heading" role="heading" aria-level="2" tabindex="-1">${'Verify your identity'}</div>
            <p part="text">${'Keep your passport or ID card at hand. It takes a few minutes.'}</p>
          </div>
          ${nothing}
          <div part="actions"><button part="button" @click=${() => undefined}>${'Start'}</button></div>
        </div>
      </slot>
      <slot name="provider"></slot>
    </div>`;
  }
}

customElements.define('plain-slot', PlainSlot);
customElements.define('plain-card', PlainCard);
