import { isScenarioName, scenarios, type Scenario, type ScenarioName } from './emulator/scenarios.js';

/** What a visitor of the demo has chosen. Every choice is in the URL. */
export interface Options {
  readonly scenario: ScenarioName;
  /** Default: what the scenario says. */
  readonly launch: 'offer' | 'auto' | 'visible' | 'manual';
  readonly display: 'inline' | 'dialog';
  readonly theme: 'auto' | 'light' | 'dark';
  readonly lang: 'en' | 'nl' | 'de' | 'fr' | 'es';
  readonly dir: 'ltr' | 'rtl';
  /** How the page styles the element; see `looks.ts`. */
  readonly look: 'northcoin' | 'plain' | 'bank' | 'wallet';
}

/** The options of a URL without a query. */
export const defaults: Options = {
  scenario: 'offer',
  launch: 'offer',
  display: 'inline',
  theme: 'auto',
  lang: 'en',
  dir: 'ltr',
  look: 'northcoin',
};

const choices: { readonly [Name in Exclude<keyof Options, 'scenario'>]: readonly Options[Name][] } = {
  launch: ['offer', 'auto', 'visible', 'manual'],
  display: ['inline', 'dialog'],
  theme: ['auto', 'light', 'dark'],
  lang: ['en', 'nl', 'de', 'fr', 'es'],
  dir: ['ltr', 'rtl'],
  look: ['northcoin', 'plain', 'bank', 'wallet'],
};

/** The options of a scenario if the visitor has chosen nothing else. */
export function defaultsOf(name: ScenarioName): Options {
  const { launch = 'auto', display = 'inline' }: Scenario = scenarios[name];
  return { ...defaults, scenario: name, launch, display };
}

/**
 * Reads the choices from a query, or from the panel's form.
 * @returns the options, and a sentence for each unknown choice; the default is taken instead.
 */
export function readOptions(
  source: URLSearchParams | FormData,
  isPlayable: (scenario: Scenario) => boolean = () => true,
): { options: Options; problems: readonly string[] } {
  const problems: string[] = [];
  const given = (name: keyof Options) => {
    const value = source.get(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const name = given('scenario') ?? defaults.scenario;
  const isKnown = isScenarioName(name);
  const isPlayed = isKnown && isPlayable(scenarios[name]);
  const instead = `This is “${scenarios[defaults.scenario].title}”.`;
  if (!isKnown) problems.push(`There is no scenario “${name}”. ${instead}`);
  else if (!isPlayed) problems.push(`“${scenarios[name].title}” needs a server: npm start. ${instead}`);
  const scenario = isPlayed ? name : defaults.scenario;
  const assumed = defaultsOf(scenario);
  const pick = <Name extends keyof typeof choices>(name: Name): Options[Name] => {
    const value = given(name);
    const known = (choices[name] as readonly Options[Name][]).find((choice) => choice === value);
    if (value !== undefined && known === undefined) problems.push(`There is no ${name} “${value}”.`);
    return known ?? assumed[name];
  };
  const options: Options = {
    scenario,
    launch: pick('launch'),
    display: pick('display'),
    theme: pick('theme'),
    lang: pick('lang'),
    dir: pick('dir'),
    look: pick('look'),
  };
  return { options, problems };
}

/** The options as a query, without those at their default. */
export function toQuery(options: Options): string {
  const assumed = { ...defaultsOf(options.scenario), scenario: defaults.scenario };
  const chosen = Object.entries(options).filter(([name, value]) => value !== assumed[name as keyof Options]);
  return new URLSearchParams(chosen).toString();
}
