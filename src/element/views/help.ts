import { html, nothing } from 'lit/html.js';
import type { TemplateResult } from 'lit/html.js';
import type { Localizer } from '../localizer.js';

export interface HelpContext {
  /** There is room for a word only. */
  readonly isBrief: boolean;
  readonly localizer: Localizer;
  readonly supportUrl: string | undefined;
  /** What the support team needs to find the attempt: provider, step, time. Nothing secret. */
  readonly reference: string;
  /** The SDK reported that it cannot use the camera. */
  readonly isCameraBlocked: boolean;
  /** The user can stop here and carry on later. */
  readonly canLeave: boolean;
  readonly onRestart: () => void;
  readonly onLeave: () => void;
}

/** What the user can do while the SDK is on screen: one line that opens. A page can replace it. */
export function help(context: HelpContext): TemplateResult {
  const { isBrief, localizer, supportUrl, reference, isCameraBlocked, canLeave, onRestart, onLeave } = context;
  return html`<slot name="help">
    <details part="help">
      <summary .textContent=${localizer.t(isBrief ? 'help.brief' : 'help.heading')}></summary>
      <div class="help-body">
        ${isCameraBlocked ? html`<p .textContent=${localizer.t('help.camera.text')}></p>` : nothing}
        <div part="actions">
          <button part="button" @click=${onRestart} .textContent=${localizer.t('help.restart')}></button>
          ${
            supportUrl
              ? html`<a
                  part="button"
                  href=${supportUrl}
                  target="_blank"
                  rel="noopener"
                  .textContent=${localizer.t('action.support')}
                ></a>`
              : nothing
          }
          ${
            canLeave
              ? html`<button part="button" @click=${onLeave} .textContent=${localizer.t('help.later')}></button>`
              : nothing
          }
        </div>
        <p part="code">
          <span .textContent=${localizer.t('help.reference')}></span>:
          <code translate="no" .textContent=${reference}></code>
        </p>
      </div>
    </details>
  </slot>`;
}
