import type { UpgradeState } from '../src/index.js';

const STATUSES = [
  ...['idle', 'requesting', 'offered', 'loading', 'active', 'pending'],
  ...['approved', 'rejected', 'cancelled', 'unavailable', 'failed'],
] as const satisfies readonly UpgradeState['status'][];

/** The event log: one line for each event of an upgrade, with the main facts of its state and no secret. */
export class EventLog {
  readonly #list: HTMLElement;
  readonly #state: HTMLElement;

  constructor(list: HTMLElement, state: HTMLElement) {
    this.#list = list;
    this.#state = state;
  }

  /** Logs the events that bubble up to `target`. */
  watch(target: Document): void {
    target.addEventListener('upgrade-state-change', ({ type, state, previousState }) => {
      this.#show(state);
      const way = previousState.status === state.status ? state.status : `${previousState.status} → ${state.status}`;
      this.add(type, [way, detailOf(state)].filter(Boolean).join(' · '));
    });
    for (const status of STATUSES) {
      target.addEventListener(`upgrade-${status}`, ({ type, state }) => {
        this.add(type, detailOf(state), status);
      });
    }
    target.addEventListener('upgrade-message', ({ type, name }) => {
      this.add(type, name);
    });
    target.addEventListener('upgrade-warning', ({ type, code, message }) => {
      this.add(type, `${code} · ${message}`, 'pending');
    });
  }

  /** Adds a line. `tone` is the status whose colour it takes. */
  add(name: string, detail: string, tone = ''): void {
    const line = document.createElement('li');
    line.dataset['tone'] = tone;
    line.append(cell('time', new Date().toLocaleTimeString('en-GB')), cell('b', name), cell('span', detail));
    const atEnd = this.#list.scrollHeight - this.#list.scrollTop - this.#list.clientHeight < 24;
    this.#list.append(line);
    if (atEnd) this.#list.scrollTop = this.#list.scrollHeight;
  }

  /** Empties the log, for another element in this state. */
  begin(state: UpgradeState): void {
    this.#list.replaceChildren();
    this.#show(state);
  }

  #show(state: UpgradeState): void {
    this.#state.dataset['tone'] = state.status;
    this.#state.textContent = [state.status, briefOf(state)].filter(Boolean).join(' · ');
  }
}

/** The one fact of a state that has room beside its status. */
function briefOf(state: UpgradeState): string {
  if (state.status === 'active') return state.step ?? '';
  if (state.status === 'failed') return state.error.code;
  return 'confirmedBy' in state ? state.confirmedBy : '';
}

/** The facts of a state besides its status. */
function detailOf(state: UpgradeState): string {
  switch (state.status) {
    case 'active':
      return [state.step, state.progress && `step ${String(state.progress.current)} of ${String(state.progress.total)}`]
        .filter(Boolean)
        .join(' · ');
    case 'approved':
      return `by the ${state.confirmedBy}`;
    case 'rejected':
      return [state.final ? 'final' : 'may try again', `by the ${state.confirmedBy}`].join(' · ');
    case 'failed':
      return [state.error.code, state.error.recovery.join(', ')].join(' · ');
    default:
      return '';
  }
}

function cell(tag: 'time' | 'b' | 'span', text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
