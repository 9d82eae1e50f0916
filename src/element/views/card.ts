import { html, nothing, svg } from 'lit/html.js';
import type { TemplateResult } from 'lit/html.js';
import type { UpgradeError } from '../../upgrade/error.js';
import type { Levels } from '../../upgrade/state.js';
import type { Words } from '../words.js';
import type { Action, Tone, View } from './view.js';
import { actionKey } from './view.js';

/** What a card needs beside its view. */
export interface CardContext {
  readonly words: Words;
  readonly headingLevel: number;
  readonly levels: Levels;
  readonly error: UpgradeError | undefined;
  /** What is offered where nothing else is. */
  readonly wayOut: Action | undefined;
  /** Where an action's link leads; absent where the page gave no usable address. */
  readonly links: Readonly<Partial<Record<Action, string | undefined>>>;
  /** Seconds until a wait is over. */
  readonly wait: number;
  readonly act: (action: Action) => void;
  /** The person is about to act: what the action needs can be fetched. */
  readonly intend: () => void;
}

const idCard = svg`<rect x="3.5" y="5.5" width="17" height="13" rx="2"/><path d="M7 15h5m3-5h2m-2 3h2"/><circle cx="9.5" cy="11" r="1.5"/>`;
const round = (path: TemplateResult) => svg`<circle cx="12" cy="12" r="8"/>${path}`;
const shapes: Readonly<Record<Tone, TemplateResult>> = {
  busy: idCard,
  ask: idCard,
  wait: round(svg`<path d="M12 8v4l3 2"/>`),
  good: svg`<path d="m6.5 12.5 3.5 3.5 7.5-8"/>`,
  bad: round(svg`<path d="M12 8v5m0 2.5v.5"/>`),
};

/** The shape of what is to come, while it is on its way. */
const bones = html`<div class="bones" aria-hidden="true"><i></i><i></i><i></i></div>`;

/** The one card of every view: what happened, and what now. Its live region stays, so that each state is read once. */
export function card(view: View, context: CardContext): TemplateResult {
  const { words, headingLevel, levels, wait } = context;
  const isOver = view.actions.includes('wait') && wait === 0;
  const values = { ...levels, nextLevel: levels.nextLevel && words.level(levels.nextLevel) };
  return html`<div class="card ${view.tone}">
    <div class="icon"><svg viewBox="0 0 24 24" aria-hidden="true">${shapes[view.tone]}</svg></div>
    <div role="status">
      <div part="heading" role="heading" aria-level=${headingLevel} tabindex="-1">
        ${words.say(view.heading, values)}
      </div>
      <p part="text">${words.say(isOver ? 'failed.rate-limit.over.text' : view.text, values)}</p>
    </div>
    ${view.tone === 'busy' ? bones : nothing} ${path(context)} ${actions(view, context)} ${details(context)}
  </div>`;
}

/** From the level held to the level aimed at. */
function path({ words, levels: { currentLevel, nextLevel } }: CardContext) {
  if (!currentLevel || !nextLevel) return nothing;
  const [from, to] = [words.level(currentLevel), words.level(nextLevel)];
  const label = words.say('levels', { currentLevel: from, nextLevel: to });
  return html`<div class="levels" role="img" aria-label=${label}><b>${from}</b><i></i><b>${to}</b></div>`;
}

function actions({ actions }: View, context: CardContext) {
  const offered = actions.map((action) => offer(action, context)).filter(Boolean);
  if (offered.length === 0 && context.wayOut) offered.push(offer(context.wayOut, context));
  return offered.length > 0 ? html`<div part="actions">${offered}</div>` : nothing;
}

function offer(action: Action, { words, links, wait, act, intend }: CardContext) {
  const label = words.say(actionKey(action), { time: clock(wait) });
  if (action === 'sign-in' || action === 'support') {
    return links[action] && html`<a part="button" href=${links[action]}>${label}</a>`;
  }
  const isWaiting = action === 'wait' && wait > 0;
  return html`<button
    part="button"
    ?disabled=${isWaiting}
    @click=${() => act(action)}
    @pointerenter=${intend}
    @focus=${intend}
  >
    ${action === 'wait' && !isWaiting ? words.say('action.retry') : label}
  </button>`;
}

/** What the developer or the support team would like to know. The only place for the server's own words. */
function details({ words, error }: CardContext) {
  if (!error) return nothing;
  const { code, status, message, solution } = error;
  const facts = [status ? `${code} · HTTP ${status}` : code, message !== code && message, solution].filter(Boolean);
  return html`<details part="details">
    <summary>${words.say('details.summary')}</summary>
    <p>${facts.join('\n')}</p>
  </details>`;
}

const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
