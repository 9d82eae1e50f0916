import type { ProviderLoader } from '../src/index.js';
import { readIdenfy } from '../src/providers/hosted/idenfy.js';
import { requestThrough } from './clients.js';
import { pretendOffline } from './connection.js';
import { scenarios, type Scenario } from './emulator/scenarios.js';
import type { Options } from './options.js';

/** Milliseconds that the emulated API takes at least, so that the states before its answer can be seen. */
const API_DELAY = 400;

/** The order of the liveness scenarios. */
const ORDER = '5d2f6a9e-8c1b-4e0a-9b37-2f64c1d0a7e5';

/** Where the emulators are. */
export interface Addresses {
  readonly sumsub: string;
  readonly vendors: Readonly<Record<string, string>>;
  /** The real API, if the demo's server asks that one. No scenario is played then. */
  readonly real?: string;
  /** No server is behind this page, see `without-server.ts`. */
  readonly isAlone?: boolean;
}

type Upgrade = HTMLElementTagNameMap['verification-upgrade'];

/** The element for these options, ready to be put onto the page. */
export function createUpgrade(options: Options, addresses: Addresses): Upgrade {
  const scenario: Scenario = scenarios[options.scenario];
  const { attributes = {}, client, headersAfter, lostAdapter, offline = false, removes, tokenHost } = scenario;
  pretendOffline(offline);

  const upgrade = document.createElement('verification-upgrade');
  const { endpoint, statusEndpoint, ...endpoints } = endpointsOf(options.scenario, scenario);
  const links = { 'sign-in-url': '/demo/sign-in.html', 'support-url': '/demo/support.html' };
  const ends = { 'privacy-url': '/demo/privacy.html', 'done-url': '#level' };
  setAttributes(upgrade, { endpoint, ...endpoints, ...links, ...ends, 'heading-level': '3' });
  if (statusEndpoint) upgrade.setAttribute('status-endpoint', statusEndpoint);

  setTimeoutOrNow(headersAfter, () => {
    upgrade.headers = ({ reason }) => ({ 'User-Authorization': `Bearer demo-user-${reason}` });
  });
  if (client) upgrade.request = requestThrough(client);
  if (!tokenHost && !addresses.real) {
    upgrade.providerOptions = optionsOf({ sumsub: addresses.sumsub, ...addresses.vendors });
  }
  if (lostAdapter) upgrade.providers = { sumsub: lostUntilFailure(upgrade) };
  if (removes) removeOnce(upgrade, removes);
  applyOptions(upgrade, options);
  setAttributes(upgrade, attributes);
  return upgrade;
}

/** Sets what may change while the element is on the page. */
export function applyOptions(upgrade: HTMLElement, { launch, display, theme, lang }: Options): void {
  setAttributes(upgrade, { launch, display, theme, lang });
}

function endpointsOf(name: string, { attributes, liveness, verificationStatus }: Scenario) {
  const run = attributes?.['resume'] === undefined ? crypto.randomUUID() : lastingRun();
  const query = new URLSearchParams({ scenario: name, run, delay: String(API_DELAY) });
  const withQuery = (path: string) => `${path}?${query.toString()}`;
  // An order is confirmed by the endpoint that it was asked at.
  if (liveness) return { endpoint: withQuery(`/api/v2/buy/${ORDER}/identification/liveness`), method: 'get' };
  return {
    endpoint: withQuery('/api/v2/user/upgrade'),
    statusEndpoint: withQuery(`/api/v2/user/${verificationStatus ? 'verification-status' : 'upgrade-status'}`),
    'levels-endpoint': withQuery('/api/v1/user/levels'),
  };
}

/** The same run after a reload: the element resumes what it began at the same endpoint. */
function lastingRun(): string {
  const run = sessionStorage.getItem('run') ?? crypto.randomUUID();
  sessionStorage.setItem('run', run);
  return run;
}

function setAttributes(element: HTMLElement, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

function setTimeoutOrNow(delay: number | undefined, callback: () => void): void {
  if (delay === undefined) callback();
  else setTimeout(callback, delay);
}

/** A loader whose download fails until the upgrade has failed. */
function lostUntilFailure(upgrade: HTMLElement): ProviderLoader {
  const missing = '/nowhere.js';
  let isLost = true;
  upgrade.addEventListener('upgrade-failed', () => (isLost = false));
  return () =>
    isLost ? (import(/* @vite-ignore */ missing) as ReturnType<ProviderLoader>) : import('../src/providers/sumsub.js');
}

/** Deletes a part of the element's content once, two seconds after the SDK became active. */
function removeOnce(upgrade: HTMLElement, part: NonNullable<Scenario['removes']>): void {
  const selector = part === 'container' ? '[slot=provider]' : '[slot=provider] iframe';
  const remove = () => setTimeout(() => upgrade.querySelector(selector)?.remove(), 2_000);
  upgrade.addEventListener('upgrade-active', remove, { once: true });
}

/** Each provider's frame comes from its emulator. */
function optionsOf(origins: Readonly<Record<string, string>>) {
  const options = Object.entries(origins).map(([name, baseUrl]) => [name, { baseUrl }] as const);
  return { ...Object.fromEntries(options), hosted: { baseUrl: origins['hosted'], read: readIdenfy } };
}
