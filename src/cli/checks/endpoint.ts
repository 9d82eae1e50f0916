import { ask, isProtection, type Reply } from '../ask.js';
import { error, ok, warning, type Finding } from '../finding.js';
import { fieldsOf, parseJson } from '../page.js';

const about = 'endpoint';

/**
 * Asks as a visitor without a session: no cookie, no header of a user. Nothing may come of it.
 *
 * @throws {UnreachableError}
 */
export async function checkEndpoint(url: URL, method: 'GET' | 'POST', page: URL): Promise<Finding[]> {
  const headers = { accept: 'application/json', origin: page.origin };
  const reply = await ask(url, { method, headers, redirect: 'manual' });
  if (isProtection(reply))
    return [warning(about, `${method} ${url.pathname} answers with ${reply.status}, in the name of a bot protection.`)];
  return [...checkAnswer(reply, method), ...checkStorage(reply), ...checkOrigin(reply, page)];
}

function checkAnswer({ url, status, headers, text }: Reply, method: string): Finding[] {
  const answer = `${method} ${url.pathname} without a session`;
  const location = headers.get('location');
  const type = headers.get('content-type') ?? 'no type';
  const wanted = 'HTTP 401 with Content-Type: application/json';
  if (status >= 300 && status < 400)
    return [
      error(
        about,
        `${answer} redirects to ${location ?? 'nowhere'}. A script cannot follow a user to a login.`,
        wanted,
      ),
    ];
  if (status === 404 || status === 405)
    return [error(about, `${answer} answers with ${status}: the element does not ask there.`)];
  const body = parseJson(text);
  if (body === undefined && /\bhtml\b|^\s*</i.test(type + text.slice(0, 20)))
    return [error(about, `${answer} answers with ${status} and a page (${type}).`, wanted)];
  if (body === undefined) return [error(about, `${answer} answers with ${status} and no JSON (${type}).`, wanted)];
  const codes = codesIn(body);
  if (codes.length > 0)
    return [ok(about, `${answer} answers with ${status} and ${codes.join(', ')}.`), ...checkType(type)];
  if (/^(401|403|419|440)$/.test(String(status)))
    return [ok(about, `${answer} answers with ${status}.`), ...checkType(type)];
  if (status === 429) return [warning(about, `${answer} answers with 429: it was asked too often to be judged.`)];
  if (status >= 500) return [error(about, `${answer} answers with ${status}.`)];
  if (status >= 400)
    return [
      warning(about, `${answer} answers with ${status}, which the element takes for a fault of the server.`, wanted),
    ];
  const holds = /"[^"]*(token|secret)[^"]*"\s*:\s*"[^"]/i.test(text) ? ' and the token of an upgrade' : '';
  return [error(about, `${answer} answers with ${status}${holds}: it does not know who asks.`, wanted)];
}

const checkType = (type: string): Finding[] =>
  /^application\/([\w.-]+\+)?json\b/i.test(type)
    ? []
    : [warning(about, `The JSON comes as ${type}.`, 'Content-Type: application/json')];

/** In `errors`, a list or an object, as the API writes them. */
function codesIn(body: unknown): string[] {
  const errors = fieldsOf(fieldsOf(body)['errors']);
  const codes = Object.entries(errors).map(([key, value]) => fieldsOf(value)['code'] ?? key);
  return codes.filter((code): code is string => typeof code === 'string' && /^ER\d+$/.test(code));
}

function checkStorage({ headers }: Reply): Finding[] {
  const value = headers.get('cache-control') ?? '';
  if (/\bno-store\b/i.test(value)) return [ok(about, 'Its answers are not stored.')];
  return [error(about, 'Its answers hold a token, and may be stored on their way.', 'Cache-Control: no-store')];
}

function checkOrigin({ url, headers }: Reply, page: URL): Finding[] {
  if (url.origin === page.origin) return [];
  const allowed = headers.get('access-control-allow-origin');
  if (allowed === '*')
    return [
      warning(
        about,
        'Any origin may read its answers, and none with cookies.',
        `Access-Control-Allow-Origin: ${page.origin}`,
      ),
    ];
  if (allowed === page.origin) return [ok(about, `${page.origin} may read its answers.`)];
  const message = `It is on another origin and does not allow ${page.origin} to read its answers.`;
  return [error(about, message, `Access-Control-Allow-Origin: ${page.origin}`)];
}
