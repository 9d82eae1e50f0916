import { fixture, html } from '@open-wc/testing';
import type { VerificationUpgradeElement } from '../../src/index.js';
import { next } from './upgrade.js';

export interface OpenPage {
  readonly window: Window;
  readonly document: Document;
  /** The first element on it. */
  readonly element: VerificationUpgradeElement;
}

/**
 * A page of its own in a frame, loaded. It is gone after the test.
 *
 * @param source address of a page, or the HTML of its body
 * @param allow the frame's permissions policy
 * @throws {Error} where there is no element on it
 */
export async function openPage(source: string, allow = ''): Promise<OpenPage> {
  const frame = document.createElement('iframe');
  frame.style.cssText = 'width: 700px; height: 900px';
  frame.allow = allow;
  if (source.startsWith('/')) frame.src = source;
  else frame.srcdoc = `<!doctype html><html lang="en"><title>A page</title><body>${source}</body></html>`;
  const loaded = next(frame, 'load');
  await fixture(html`<div>${frame}</div>`);
  await loaded;
  const { contentWindow, contentDocument } = frame;
  const element = contentDocument?.querySelector('verification-upgrade');
  if (!contentWindow || !contentDocument || !element) throw new Error('There is no element on this page.');
  return { window: contentWindow, document: contentDocument, element };
}

/** The tag with an endpoint, for the HTML of a page. */
export const tag = (endpoint: string, attributes = ''): string =>
  `<verification-upgrade endpoint="${endpoint.replaceAll('"', '&quot;')}" ${attributes}></verification-upgrade>`;

/** The script tag that registers the element. */
export const script = '<script type="module" src="/src/index.ts"></script>';
