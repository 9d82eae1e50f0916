import { error, note, ok, warning, type Finding } from '../finding.js';
import type { Policy } from '../policy.js';

/** Hosts that browsers trust without https. */
const isLocal = ({ hostname }: URL): boolean => /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);

export function checkTransport(page: URL, endpoints: readonly URL[]): Finding[] {
  const about = 'https';
  if (page.protocol !== 'https:' && !isLocal(page))
    return [error(about, 'Browsers give no camera to a page without https.', `https://${page.host}${page.pathname}`)];
  const mixed = endpoints.filter((url) => page.protocol === 'https:' && url.protocol !== 'https:');
  if (mixed.length > 0)
    return mixed.map(({ href, host, pathname }) =>
      error(about, `The page is https, and ${href} is not.`, `endpoint="https://${host}${pathname}"`),
    );
  return [ok(about, page.protocol === 'https:' ? 'The page is https.' : 'The page is on this machine.')];
}

export function checkFraming(headers: Headers, policies: readonly Policy[]): Finding[] {
  const about = 'X-Frame-Options';
  const value = headers.get('x-frame-options');
  const isInPolicy = policies.some(({ from, directives }) => from === 'header' && directives.has('frame-ancestors'));
  const line = "Content-Security-Policy: frame-ancestors 'self'";
  if (isInPolicy) return [ok(about, 'frame-ancestors says who may frame the page.')];
  if (value === null)
    return [warning(about, 'Any site may frame the page and have its visitors click on what they do not see.', line)];
  const words = new Set(value.toUpperCase().split(/\s*,\s*/));
  const [word = ''] = words;
  if (words.size > 1)
    return [error(about, `"${value}" contradicts itself, and browsers then frame the page nowhere.`, line)];
  if (!/^(DENY|SAMEORIGIN)$/.test(word)) return [warning(about, `Browsers ignore "${value}".`, line)];
  return [ok(about, `${word}: other sites cannot frame the page.`)];
}

/** Both values keep out a frame that does not send the header itself, as measured in Chromium. */
export function checkIsolation(headers: Headers): Finding[] {
  const about = 'Cross-Origin-Embedder-Policy';
  const [value = ''] = (headers.get(about) ?? '').split(';');
  if (!/^(require-corp|credentialless)$/.test(value.trim())) return [ok(about, 'The frame of a provider may load.')];
  const message = `"${value.trim()}" blocks every frame that does not send the header itself, and providers do not.`;
  return [error(about, message, `${about}: unsafe-none`)];
}

/** A policy that only reports is how a new one is tried; it is not checked. */
export function checkReportOnly(headers: Headers): Finding[] {
  const about = 'Content-Security-Policy-Report-Only';
  return headers.has(about) ? [note(about, 'It blocks nothing and was not checked.')] : [];
}

export function checkSandbox(policies: readonly Policy[]): Finding[] {
  const sandbox = policies.map(({ directives }) => directives.get('sandbox')).find((flags) => flags !== undefined);
  const missing = ['allow-scripts', 'allow-same-origin', 'allow-forms'].filter((flag) => !sandbox?.includes(flag));
  if (!sandbox || missing.length === 0) return [];
  const line = `Content-Security-Policy: sandbox ${[...sandbox, ...missing].join(' ')}`;
  return [error('sandbox', `The page is sandboxed without ${missing.join(', ')}.`, line)];
}
