import { html, nothing, svg } from 'lit/html.js';
import type { TemplateResult } from 'lit/html.js';
import type { Localizer } from '../localizer.js';
import { icons } from './icons.js';
import type { IconName } from './icons.js';
import type { Action, ListItem, View } from './view.js';
import { actionKey } from './view.js';

/** What a card needs beside its view. */
export interface CardContext {
  readonly localizer: Localizer;
  readonly headingLevel: number;
  /** The levels as the user sees them. */
  readonly currentLevel: string | undefined;
  readonly nextLevel: string | undefined;
  readonly provider: string | undefined;
  /** The limits of both levels, if they are known. */
  readonly limits: TemplateResult | undefined;
  readonly code: string | undefined;
  /** Offered if nothing else can be. */
  readonly fallbackAction: Action | undefined;
  /** Where an action leads; absent if the page gave no usable address. */
  readonly links: Readonly<Partial<Record<Action | 'privacy', string | undefined>>>;
  /** Seconds until a wait is over, and the share of it that is. */
  readonly wait: number;
  readonly waitProgress: number;
  /** The focus moves to the heading, which reads the text with it: the live region must not read it again. */
  readonly isQuiet: boolean;
  /** The server has just been asked for the decision. */
  readonly isChecking: boolean;
  readonly onAction: (action: Action) => void;
  /** The user is about to start: what that needs can be downloaded. */
  readonly onIntent: () => void;
}

export const icon = (name: IconName) => svg`<svg viewBox="0 0 24 24" aria-hidden="true">${icons[name]}</svg>`;

/**
 * The template of every view. Its live region stays in the document while its text changes, so that screen readers
 * announce each state once. All texts are set as `textContent`: extensions that translate a page replace text nodes, and
 * Lit would go on writing into those that are gone.
 */
export function card(view: View, context: CardContext): TemplateResult {
  const { localizer, headingLevel, currentLevel, nextLevel, isQuiet } = context;
  const values = { currentLevel, nextLevel };
  const layout = view.icon || view.list ? (view.list ? 'listed' : 'short') : 'busy';
  return html`<div class="card ${view.tone ?? ''} ${layout}">
    ${levels(view, context)}
    <div class="body">
      ${view.icon ? html`<div class="icon">${icon(view.icon)}</div>` : nothing}
      <div role="status" aria-live=${isQuiet ? 'off' : 'polite'}>
        <div
          part="heading"
          role="heading"
          aria-level=${headingLevel}
          aria-describedby=${isQuiet ? 'text' : nothing}
          tabindex="-1"
          .textContent=${localizer.t(view.heading, values)}
        ></div>
        <p part="text" id="text" .textContent=${localizer.t(view.text, values)}></p>
      </div>
      ${context.limits ? html`<slot name="benefits">${context.limits}</slot>` : nothing}
      ${view.list ? list(view.list, view.hasPrivacyNote ? 'boxes' : 'lines', context) : nothing}
    </div>
    ${layout === 'busy' ? bones : nothing}
    <div class="foot">
      ${view.hasPrivacyNote ? privacyNote(context) : nothing} ${actions(view, context)} ${code(context)}
    </div>
  </div>`;
}

/** The outline of what is loading, in the shape of an SDK's first screen. */
const bones = html`<div class="bones" aria-hidden="true"><i></i><i></i><i></i><i></i><i></i><i></i></div>`;

/** One line from the current to the next level. */
function levels({ progress }: View, { localizer, currentLevel, nextLevel }: CardContext) {
  if (!currentLevel || !nextLevel || progress === undefined) return nothing;
  return html`<div part="levels" role="img" aria-label=${localizer.t('levels', { currentLevel, nextLevel })}>
    <b .textContent=${currentLevel}></b>
    <i .style=${`--_at: ${String(progress)}%`}></i>
    <b .textContent=${nextLevel}></b>
  </div>`;
}

const list = (items: readonly ListItem[], style: 'boxes' | 'lines', { localizer, nextLevel }: CardContext) =>
  html`<ul class=${style}>
    ${items.map(
      ({ icon: name, text, hint }) =>
        html`<li class=${name}>
          ${icon(name)}<strong .textContent=${text ? localizer.t(text) : nextLevel}></strong>
          ${hint ? html`<span .textContent=${localizer.t(hint)}></span>` : nothing}
        </li>`,
    )}
  </ul>`;

function privacyNote({ localizer, provider, links: { privacy } }: CardContext) {
  const text = provider ? localizer.t('start.checker.text', { provider }) : localizer.t('start.checker.unnamed.text');
  return html`<p class="small">
    ${icon('lock')}<span .textContent=${text}></span>
    ${
      privacy
        ? html`<a href=${privacy} target="_blank" rel="noopener" .textContent=${localizer.t('start.privacy')}></a>`
        : nothing
    }
  </p>`;
}

/** The buttons and links for these actions; those without an address are left out. */
export function actions({ actions: offered, isOptional }: View, context: CardContext) {
  const isOffered = (action: Action) => !linked.test(action) || context.links[action];
  const fallback = context.fallbackAction ? [context.fallbackAction] : [];
  const shown = offered.filter(isOffered);
  const rendered = (shown.length > 0 ? shown : fallback).map((action, index) =>
    renderAction(action, !index && !isOptional, context),
  );
  return rendered.length > 0 ? html`<div part="actions">${rendered}</div>` : nothing;
}

/** Actions that lead to another page. */
const linked = /^(sign-in|support|done)$/;
/** Actions that leave, or that repeat what happens anyway: never the main button. */
const secondary = /^(later|cancel|check|close)$/;

function renderAction(action: Action, isMain: boolean, context: CardContext) {
  const { localizer, links, wait, waitProgress, onAction, onIntent } = context;
  const label = localizer.t(actionKey(action));
  const style = isMain && !secondary.test(action) ? 'primary' : action === 'later' ? 'quiet' : '';
  if (linked.test(action)) {
    return html`<a part="button" class=${style} href=${links[action] ?? nothing} .textContent=${label}></a>`;
  }
  if (action === 'wait' && wait > 0) {
    const fill = `--_done: ${(waitProgress * 100).toFixed(1)}%`;
    return html`<button part="button" disabled .style=${fill} .textContent=${waitLabel(wait, localizer)}></button>`;
  }
  const isStart = /^(start|accept|continue|retry|wait)$/.test(action);
  const prepare = () => isStart && onIntent();
  return html`<button
    part="button"
    class=${style}
    ?disabled=${action === 'check' && context.isChecking}
    @click=${() => onAction(action)}
    @pointerenter=${prepare}
    @focus=${prepare}
    .textContent=${action === 'wait' ? localizer.t('action.retry') : label}
  ></button>`;
}

/** "in 42 s", "in 1:34 min"; from ten minutes on the time of day, rounded up. */
function waitLabel(seconds: number, localizer: Localizer): string {
  if (seconds < 60) return localizer.t('action.wait', { time: `${String(seconds)}\u00a0s` });
  if (seconds < 600) {
    const time = `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}\u00a0min`;
    return localizer.t('action.wait', { time });
  }
  const minute = 60_000;
  const end = new Date(Math.ceil((Date.now() + seconds * 1000) / minute) * minute);
  return localizer.t('action.wait.at', { time: localizer.time(end) });
}

/** The code of an error, which a user can select and quote. */
const code = ({ localizer, code: value }: CardContext) =>
  value
    ? html`<p part="code" class="small">
        <span .textContent=${localizer.t('error.code')}></span>: <code translate="no" .textContent=${value}></code>
      </p>`
    : nothing;

/** An address that a link may have; undefined for `javascript:` and its kind, or for none at all. */
export function safeHref(address: string | undefined, base: string): string | undefined {
  if (!address || !URL.canParse(address, base)) return undefined;
  return /^(https?|mailto|tel):$/.test(new URL(address, base).protocol) ? address : undefined;
}
