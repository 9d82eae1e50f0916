import '../src/index.js';
import type { ProviderLoader } from '../src/index.js';
import { readIdenfy } from '../src/providers/hosted/idenfy.js';
import { dressPage, showLevel } from './account.js';
import { pretendOffline } from './connection.js';
import { needsServer, scenarios, type Scenario } from './emulator/scenarios.js';
import { EventLog } from './log.js';
import { readOptions, toQuery, type Options } from './options.js';
import { Panel } from './panel.js';

/** Milliseconds that the emulated API takes at least, so that there is something to see. */
const API_DELAY = 400;

const addresses = (await (await fetch('/emulators.json')).json()) as {
  readonly sumsub: string;
  readonly vendors: Readonly<Record<string, string>>;
  /** Where the real API is asked, and no scenario plays. */
  readonly real?: string;
  /** No server is behind this page, see `without-server.ts`. */
  readonly isAlone?: boolean;
};
const { 'stripe-identity': stripeOrigin } = addresses.vendors;
if (stripeOrigin) {
  // In place of Stripe's own script.
  const stripe = document.createElement('script');
  stripe.src = `${stripeOrigin}/sdk.js`;
  document.head.append(stripe);
}

const place = byId('upgrade');
const log = new EventLog(byId('log'), byId('state'));
const isPlayable = (scenario: Scenario) => !addresses.isAlone || !needsServer(scenario);
const { options: initial, complaints } = readOptions(new URLSearchParams(location.search), isPlayable);
let options = initial;
let element = build(options);

const panel = new Panel(isPlayable, {
  change,
  start: () => {
    element.start();
  },
  cancel: () => {
    element.cancel();
  },
  reset: () => {
    element.reset();
  },
  goOnline: () => {
    pretendOffline(false);
  },
  clearLog: () => {
    log.begin(element.state);
  },
});

log.watch(document);
document.addEventListener('upgrade-state-change', ({ state }) => {
  showLevel(state, options.lang);
});
dressPage(options);
panel.show(options, addresses.real ? [...complaints, `This is ${addresses.real}: no scenario plays.`] : complaints);
place.replaceChildren(element);

/** Another scenario or launch mode needs another element; the rest changes while it lives. */
function change(next: Options): void {
  const rebuild = next.scenario !== options.scenario || next.launch !== options.launch;
  const needsOwnPage = [next, options].some(({ scenario }) => scenarios[scenario].headers !== undefined);
  if (needsOwnPage && next.scenario !== options.scenario) {
    location.search = toQuery(next);
    return;
  }
  options = next;
  history.replaceState(null, '', `?${toQuery(options)}`);
  dressPage(options);
  panel.show(options);
  if (rebuild) {
    element.remove();
    element = build(options);
    log.begin(element.state);
    place.replaceChildren(element);
  } else {
    dressElement(element, options);
  }
  showLevel(element.state, options.lang);
}

function build(chosen: Options): HTMLElementTagNameMap['verification-upgrade'] {
  const { offline = false, tokenHost = false, lostAdapter = false }: Scenario = scenarios[chosen.scenario];
  pretendOffline(offline);

  const query = new URLSearchParams({ scenario: chosen.scenario, run: crypto.randomUUID(), delay: String(API_DELAY) });
  const upgrade = document.createElement('verification-upgrade');
  upgrade.setAttribute('endpoint', `/api/v2/user/upgrade?${query.toString()}`);
  upgrade.setAttribute('status-endpoint', `/api/v2/user/upgrade-status?${query.toString()}`);
  upgrade.setAttribute('sign-in-url', '/demo/sign-in.html');
  upgrade.setAttribute('support-url', '/demo/support.html');
  upgrade.setAttribute('heading-level', '3');
  upgrade.headers = ({ reason }) => ({ 'User-Authorization': `Bearer demo-user-${reason}` });
  if (!tokenHost && !addresses.real)
    upgrade.providerOptions = optionsOf({ sumsub: addresses.sumsub, ...addresses.vendors });
  if (lostAdapter) upgrade.providers = { sumsub: lostUntilFailure(upgrade) };
  dressElement(upgrade, chosen);
  return upgrade;
}

/** A loader whose download fails, as in a tunnel, until the upgrade has. */
function lostUntilFailure(upgrade: HTMLElement): ProviderLoader {
  const nowhere = '/nowhere.js';
  let isLost = true;
  upgrade.addEventListener('upgrade-failed', () => (isLost = false));
  return () =>
    isLost ? (import(/* @vite-ignore */ nowhere) as ReturnType<ProviderLoader>) : import('../src/providers/sumsub.js');
}

/** Each provider's frame comes from its emulator. */
function optionsOf(origins: Readonly<Record<string, string>>) {
  const options = Object.entries(origins).map(([name, baseUrl]) => [name, { baseUrl }] as const);
  return { ...Object.fromEntries(options), hosted: { baseUrl: origins['hosted'], read: readIdenfy } };
}

function dressElement(upgrade: HTMLElement, { launch, display, theme, lang }: Options): void {
  for (const [name, value] of Object.entries({ launch, display, theme, lang })) upgrade.setAttribute(name, value);
}

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found;
}
