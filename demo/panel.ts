import { codeFor } from './code.js';
import { scenarios, type Scenario, type ScenarioName } from './emulator/scenarios.js';
import { defaultsOf, readOptions, type Options } from './options.js';

/** What the panel asks the page to do. */
export interface PanelActions {
  change(options: Options): void;
  start(): void;
  cancel(): void;
  reset(): void;
  goOnline(): void;
  clearLog(): void;
}

/** The panel, whose markup is in the page's HTML. */
export class Panel {
  readonly #form = find('#options', HTMLFormElement);
  readonly #toggle = find('#panel-toggle', HTMLButtonElement);
  readonly #online = find('#go-online', HTMLElement);

  /** @param isPlayable which scenarios are listed */
  constructor(isPlayable: (scenario: Scenario) => boolean, actions: PanelActions) {
    fillScenarios(find('#scenario', HTMLSelectElement), isPlayable);
    this.#form.addEventListener('change', ({ target }) => {
      const { options } = readOptions(new FormData(this.#form));
      const { launch, display } = defaultsOf(options.scenario);
      // Another scenario starts with its own launch and display.
      const isOther = target instanceof HTMLSelectElement && target.name === 'scenario';
      actions.change(isOther ? { ...options, launch, display } : options);
    });
    for (const action of ['start', 'cancel', 'reset', 'goOnline', 'clearLog'] as const) {
      find(`[data-action="${action}"]`, HTMLButtonElement).addEventListener('click', () => {
        actions[action]();
      });
    }
    find('#copy', HTMLButtonElement).addEventListener('click', ({ currentTarget }) => {
      void copyCode(currentTarget as HTMLButtonElement);
    });
    this.#toggle.addEventListener('click', () => {
      this.#toggle.ariaExpanded = String(this.#toggle.ariaExpanded !== 'true');
    });
  }

  /** Shows these options as chosen, and the code for them; problems of the choice take the place of the hint. */
  show(options: Options, problems: readonly string[] = []): void {
    const { hint, title, offline }: Scenario = scenarios[options.scenario];
    for (const [name, value] of Object.entries(options)) {
      const control = this.#form.elements.namedItem(name);
      if (control instanceof RadioNodeList || control instanceof HTMLSelectElement) control.value = String(value);
    }
    find('#hint', HTMLElement).textContent = problems.length > 0 ? problems.join(' ') : hint;
    find('#playing', HTMLElement).textContent = title;
    find('#code', HTMLElement).textContent = codeFor(options);
    this.#online.hidden = offline === undefined;
  }
}

function fillScenarios(select: HTMLSelectElement, isPlayable: (scenario: Scenario) => boolean): void {
  const groups = new Map<string, HTMLOptGroupElement>();
  const names = Object.keys(scenarios) as ScenarioName[];
  for (const name of names.filter((each) => isPlayable(scenarios[each]))) {
    const { group: label, title } = scenarios[name];
    const group = groups.get(label) ?? document.createElement('optgroup');
    group.label = label;
    group.append(new Option(title, name));
    groups.set(label, group);
  }
  select.append(...groups.values());
}

async function copyCode(button: HTMLButtonElement): Promise<void> {
  const code = find('#code', HTMLElement);
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = 'Copied';
  } catch {
    getSelection()?.selectAllChildren(code);
    button.textContent = 'Selected: copy it now';
  }
  setTimeout(() => {
    button.textContent = label;
  }, 2_000);
}

function find<T extends Element>(selector: string, type: abstract new () => T): T {
  const element = document.querySelector(selector);
  if (element instanceof type) return element;
  throw new Error(`The page has no ${selector}.`);
}
