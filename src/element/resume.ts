import type { UpgradeState } from '../upgrade/state.js';
import { navigationTiming } from '../upgrade/util.js';

interface ResumableElement extends HTMLElement {
  /** A page in JavaScript may set a URL object. */
  readonly endpoint: string | URL;
  readonly launch: string;
}

/** Milliseconds after which an interrupted attempt is no longer resumed. */
const MAX_AGE = 60 * 60_000;

/**
 * Whether this page was reloaded while an attempt was under way, for example by a phone that needed the memory for its
 * camera. If the user has come here by a link, forgets the attempt. The mark in the session storage holds no secret.
 */
export function recallAttempt(element: ResumableElement): boolean {
  if (!wasReloaded()) forgetAttempt(element);
  const key = keyOf(element);
  const since = Number(read(key));
  const isInterrupted = !owners.has(key) && since > 0 && Date.now() - since < MAX_AGE;
  if (isInterrupted) owners.set(key, element);
  return isInterrupted;
}

/** Remembers whether an attempt is under way that the user has begun. */
export function rememberAttempt(element: ResumableElement, { status }: UpgradeState): void {
  // The request for an offer neither begins an attempt nor ends one.
  if (status === 'requesting' && element.launch === 'offer') return;
  const isUnderWay = /^(requesting|loading|active|pending)$/.test(status);
  if (!isUnderWay) return forgetAttempt(element);
  owners.set(keyOf(element), element);
  write(keyOf(element), String(Date.now()));
}

/** The user has left the element, not the page. */
export function forgetAttempt(element: ResumableElement): void {
  const key = keyOf(element);
  if ((owners.get(key) ?? element) !== element) return;
  owners.delete(key);
  write(key, null);
}

/** The elements with an attempt, by their key: others with the same endpoint neither resume it nor forget it. */
const owners = new Map<string, ResumableElement>();

/** Without the page's path, which a client-side router may change meanwhile, and without the query, which may differ. */
const keyOf = ({ endpoint, id }: ResumableElement): string =>
  `verification-upgrade:${String(endpoint).replace(/\?.*/, '')}${id && `#${id}`}`;

/** Also after going back in the history, and if the browser had discarded the tab. */
function wasReloaded(): boolean {
  const navigation = navigationTiming();
  const { wasDiscarded } = document as { readonly wasDiscarded?: boolean };
  return wasDiscarded === true || navigation?.type === 'reload' || navigation?.type === 'back_forward';
}

/** The storage may be forbidden or full: then nothing is resumed. */
function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    return;
  }
}
