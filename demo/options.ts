import { isScenarioName, scenarios, type Scenario, type ScenarioName } from './emulator/scenarios.js';

/** What a visitor of the demo has chosen. Every choice is in the URL. */
export interface Options {
  readonly scenario: ScenarioName;
  readonly launch: 'auto' | 'visible' | 'manual';
  readonly display: 'inline' | 'dialog';
  readonly theme: 'auto' | 'light' | 'dark';
  readonly lang: 'en' | 'nl' | 'de' | 'fr' | 'es';
  readonly dir: 'ltr' | 'rtl';
  /** How the page dresses the element; see `looks.ts`. */
  readonly look: 'northcoin' | 'plain' | 'bank' | 'wallet';
}

/** What holds where the URL says nothing. */
export const defaults: Options = {
  scenario: 'happy',
  launch: 'auto',
  display: 'inline',
  theme: 'auto',
  lang: 'en',
  dir: 'ltr',
  look: 'northcoin',
};

const choices: { readonly [Name in Exclude<keyof Options, 'scenario'>]: readonly Options[Name][] } = {
  launch: ['auto', 'visible', 'manual'],
  display: ['inline', 'dialog'],
  theme: ['auto', 'light', 'dark'],
  lang: ['en', 'nl', 'de', 'fr', 'es'],
  dir: ['ltr', 'rtl'],
  look: ['northcoin', 'plain', 'bank', 'wallet'],
};

/**
 * Reads the choices from a query, or from the panel's form.
 * @returns the options, and a sentence for each choice that there is no such thing for; the default takes its place.
 */
export function readOptions(
  source: URLSearchParams | FormData,
  isPlayable: (scenario: Scenario) => boolean = () => true,
): { options: Options; complaints: readonly string[] } {
  const complaints: string[] = [];
  const given = (name: keyof Options) => {
    const value = source.get(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const pick = <Name extends keyof typeof choices>(name: Name): Options[Name] => {
    const value = given(name);
    const known = (choices[name] as readonly Options[Name][]).find((choice) => choice === value);
    if (value !== undefined && known === undefined) complaints.push(`There is no ${name} “${value}”.`);
    return known ?? defaults[name];
  };
  const scenario = given('scenario') ?? defaults.scenario;
  const isKnown = isScenarioName(scenario);
  const isPlayed = isKnown && isPlayable(scenarios[scenario]);
  if (!isKnown) complaints.push(`There is no scenario “${scenario}”. This is the happy path.`);
  else if (!isPlayed)
    complaints.push(`“${scenarios[scenario].title}” needs a server: npm start. This is the happy path.`);
  const options: Options = {
    scenario: isPlayed ? scenario : defaults.scenario,
    launch: pick('launch'),
    display: pick('display'),
    theme: pick('theme'),
    lang: pick('lang'),
    dir: pick('dir'),
    look: pick('look'),
  };
  return { options, complaints };
}

/** The options as a query, without those at their default. */
export function toQuery(options: Options): string {
  const chosen = Object.entries(options).filter(([name, value]) => value !== defaults[name as keyof Options]);
  return new URLSearchParams(chosen).toString();
}
