import { safeLink } from './safe-link.js';

/** What a page can get wrong, and the element has no error for that would say so. */
export type CheckedPage = Pick<Element, 'attributes'> & { readonly endpoint: string; readonly providers?: unknown };

/** By its name or by its looks: a JWT, a token of Sumsub's, the value of a header. */
const secret = /(headers|token)=|bearer |\beyJ\w+\.|_act-/i;

/** On this page, whichever element it was about. */
const said = new Set<string>();

/** Writes a line to the console, once. */
export function advise(line: string): void {
  if (!said.has(line)) console.warn(`<verification-upgrade> ${line}`);
  said.add(line);
}

/** Tells the developer what to set differently, and never the value itself. */
export function checkPage({ attributes, endpoint, providers }: CheckedPage): void {
  const loaders = providers ?? {};
  for (const { name, value } of attributes)
    if (secret.test(`${name}=${value}`)) advise(`Set "headers", not the attribute "${name}": all can read it.`);
  if (!safeLink(endpoint || '.', 'https:page')) advise('Set "endpoint" to an https address.');
  if (typeof loaders !== 'object' || Object.values(loaders).some((loader) => typeof loader !== 'function'))
    advise('Set "providers" to an object of functions.');
}
