import type { html as Html, TemplateResult } from 'lit/html.js';
import type { UpgradeState } from '../../upgrade/state.js';
import type { Localizer } from '../localizer.js';
import { css } from '../scaled-css.js';

export interface HelpContext {
  /** Then there is room for a word only. */
  readonly isInDialog: boolean;
  readonly localizer: Localizer;
  readonly supportUrl: string | undefined;
  readonly provider: string | undefined;
  readonly state: UpgradeState;
  /** When that state began. */
  readonly since: Date;
  /** The SDK reported that it cannot use the camera. */
  readonly isCameraBlocked: boolean;
  readonly onRestart: () => void;
  readonly onLeave: () => void;
}

/**
 * What the user can do while the SDK is on screen: one line that opens. A page can replace it.
 *
 * @param html Lit's, handed over so that this chunk needs no copy of it
 */
export function help(html: typeof Html, context: HelpContext): TemplateResult {
  const { isInDialog, localizer, supportUrl, state, isCameraBlocked, onRestart, onLeave } = context;
  return html`<slot name="help">
    <details part="help">
      <summary .textContent=${localizer.t(isInDialog ? 'help.brief' : 'help.heading')}></summary>
      <div class="help-body">
        ${isCameraBlocked ? html`<p .textContent=${localizer.t('help.camera.text')}></p>` : ''}
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
              : ''
          }
          ${
            isInDialog || state.status === 'active'
              ? html`<button part="button" @click=${onLeave} .textContent=${localizer.t('help.later')}></button>`
              : ''
          }
        </div>
        <p part="code">
          <span .textContent=${localizer.t('help.reference')}></span>:
          <code translate="no" .textContent=${referenceOf(context)}></code>
        </p>
      </div>
    </details>
  </slot>`;
}

/** What the support team needs to find the attempt: provider, step, time. Nothing secret. */
function referenceOf({ provider, state, since }: HelpContext): string {
  const step = state.status === 'active' ? state.step : state.status;
  const time = `${since.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return [provider, step?.slice(0, 40), time].filter(Boolean).join(' · ');
}

export const helpStyles = css`
  [part='help'] {
    color: var(--_muted);
    font-size: 0.875rem;
  }
  summary {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.375rem;
    min-block-size: 2.75rem;
    border-radius: calc(var(--_radius) * 0.5);
    cursor: pointer;
    list-style: none;
  }
  summary:focus-visible {
    outline-offset: -4px;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::after {
    content: '';
    inline-size: 0.375rem;
    block-size: 0.375rem;
    border: solid currentColor;
    border-width: 0 1.5px 1.5px 0;
    transform: translateY(-2px) rotate(45deg);
  }
  summary:hover {
    color: var(--_text);
  }
  .help-body {
    display: grid;
    gap: 0.75rem;
    inline-size: min(26rem, 100%);
    margin: 0.25rem auto 1rem;
  }
  .help-body p {
    margin: 0;
  }
  .help-body code {
    display: block;
  }
`;
