import { createHash } from 'node:crypto';
import { ask, type Reply } from '../ask.js';
import { error, note, ok, warning, type Finding } from '../finding.js';
import { fieldsOf, parseJson, type PageMarkup, type Script } from '../page.js';

/** A script that brings the element. */
export interface ElementScript {
  readonly url: URL;
  /** Its tag in the page, if it has one. */
  readonly tag: Script | undefined;
}

const ownName = /\/verification-upgrade(\.classic)?(\.min)?\.js$/;
const javascript = /^(text|application)\/(x-)?(java|ecma)script\b/i;
/** In the address of a file that is never replaced: a version, or the hash of its content. */
const fixed = /@?\d+\.\d+\.\d+|[.-](?=[^.]*[A-Z\d])[\w-]{6,}\.js$/;
const chunkName = /["'`]\.\/([\w.-]+-[\w-]{6}\.js)["'`]/g;
const year = 'Cache-Control: public, max-age=31536000, immutable';

/** The tags of the page that load the element by its own name, and the addresses that were given. */
export function findScripts({ scripts }: PageMarkup, base: URL, given: readonly URL[]): ElementScript[] {
  const found = scripts.flatMap((tag) => {
    const { src } = tag.attributes;
    if (src === undefined || !URL.canParse(src, base)) return [];
    const url = new URL(src, base);
    return ownName.test(url.pathname) || given.some(({ href }) => href === url.href) ? [{ url, tag }] : [];
  });
  const more = given.filter((url) => !found.some((script) => script.url.href === url.href));
  return [...found, ...more.map((url) => ({ url, tag: undefined }))];
}

/**
 * @param origins that may be asked
 * @throws {UnreachableError}
 */
export async function checkScripts(
  scripts: readonly ElementScript[],
  markup: PageMarkup,
  page: URL,
  origins: ReadonlySet<string>,
): Promise<Finding[]> {
  if (scripts.length === 0) {
    const tags = markup.scripts.filter(({ attributes }) => attributes['src'] !== undefined).length;
    const message = `None of the page's ${tags} scripts is named verification-upgrade.js. If a bundle holds the element, its files are the bundler's.`;
    return [note('script', `${message} Else give the address with --script.`)];
  }
  const findings: Finding[] = [];
  for (const script of scripts) {
    const { url } = script;
    if (origins.has(url.origin)) findings.push(...(await checkScript(script, markup, page)));
    else findings.push(note('script', `${url.href} was not asked, as it is on another origin. Give it with --script.`));
    findings.push(...checkTag(script, page));
  }
  return findings;
}

async function checkScript({ url, tag }: ElementScript, markup: PageMarkup, page: URL): Promise<Finding[]> {
  const headers = { origin: page.origin };
  const entry = await ask(url, { headers });
  const about = 'script';
  if (entry.status !== 200) return [error(about, `${url.href} answers with ${entry.status}.`)];
  const findings = [...checkType(entry), ...checkOrigin(entry, tag, page)];
  if (findings.length > 0) return findings;

  const published = await ask(new URL('integrity.json', url), { headers });
  const integrity = published.status === 200 ? fieldsOf(parseJson(published.text)) : {};
  const chunks = [...new Set([...entry.text.matchAll(chunkName)].map(([, name = '']) => name))];
  const replies = await Promise.all(
    chunks.map(async (name) => ({ name, reply: await ask(new URL(name, url), { method: 'GET', headers }) })),
  );
  return [
    ok(about, `${url.href} is JavaScript, and browsers may load it.`),
    ...checkEntryCaching(entry),
    ...replies.flatMap(({ reply }) => checkChunk(reply, page)),
    ...checkIntegrity(entry, tag, fieldsOf(integrity['files'])),
    ...replies.flatMap(({ name, reply }) => checkMap(name, reply, markup.integrity, url)),
    ...checkChunkCaching(replies.map(({ reply }) => reply)),
  ];
}

function checkType({ url, headers }: Reply): Finding[] {
  const type = headers.get('content-type') ?? 'no type';
  if (javascript.test(type)) return [];
  return [
    error(
      'script',
      `${url.href} comes as ${type}, which browsers do not run.`,
      'Content-Type: text/javascript; charset=utf-8',
    ),
  ];
}

function checkOrigin({ url, headers }: Reply, tag: Script | undefined, page: URL): Finding[] {
  const needsPermission = tag?.attributes['type'] === 'module' || tag?.attributes['crossorigin'] !== undefined;
  if (url.origin === page.origin || (tag && !needsPermission)) return [];
  const allowed = headers.get('access-control-allow-origin');
  if (allowed === '*' || allowed === page.origin) return [];
  const message = `${url.href} is on another origin and does not allow ${page.origin} to load it.`;
  return [error('script', message, 'Access-Control-Allow-Origin: *')];
}

/** Of what the tag says, without a request. */
function checkTag({ url, tag }: ElementScript, page: URL): Finding[] {
  if (!tag || url.origin === page.origin) return [];
  const { integrity, crossorigin, type } = tag.attributes;
  if (integrity && crossorigin === undefined && type !== 'module')
    return [
      error(
        'integrity',
        'The tag has "integrity" and no "crossorigin", so that browsers refuse the script.',
        'crossorigin="anonymous"',
      ),
    ];
  if (integrity) return [];
  return [warning('integrity', `${url.origin} may change the script. Pin it by the hash in integrity.json.`)];
}

function checkEntryCaching({ url, headers }: Reply): Finding[] {
  const value = headers.get('cache-control');
  const seconds = Number(/max-age=(\d+)/.exec(value ?? '')?.[1] ?? 0);
  if (fixed.test(url.pathname) && seconds > 0)
    return [ok('caching', `${url.pathname} is cached under an address of its own.`)];
  if (value === null)
    return [
      warning('caching', `${url.pathname} says nothing of caching, so that browsers guess.`, 'Cache-Control: no-cache'),
    ];
  if (!value.includes('immutable') && seconds <= 86_400) return [ok('caching', `${url.pathname}: ${value}`)];
  return [
    error(
      'caching',
      `${url.pathname} may be kept for ${seconds} seconds, while its chunks get other names.`,
      'Cache-Control: no-cache',
    ),
  ];
}

function checkChunk(reply: Reply, page: URL): Finding[] {
  const { url, status } = reply;
  if (status !== 200)
    return [error('script', `The chunk ${url.href} answers with ${status}: serve the whole folder of the entry.`)];
  return [...checkType(reply), ...checkOrigin(reply, undefined, page)];
}

function checkChunkCaching(replies: readonly Reply[]): Finding[] {
  const short = replies.filter(
    ({ headers }) => Number(/max-age=(\d+)/.exec(headers.get('cache-control') ?? '')?.[1] ?? 0) < 604_800,
  );
  if (replies.length === 0) return [];
  if (short.length === 0)
    return [ok('caching', 'The chunks are kept for long: their names change with their content.')];
  return [
    warning(
      'caching',
      `${short.length} of ${replies.length} chunks are not kept for long, though their names change with their content.`,
      year,
    ),
  ];
}

const hashOf = (kind: string, bytes: Uint8Array) => `${kind}-${createHash(kind).update(bytes).digest('base64')}`;

const isHashOf = (integrity: string, bytes: Uint8Array): boolean =>
  integrity
    .split(/\s+/)
    .some((hash) => /^sha(256|384|512)-/.test(hash) && hashOf(hash.slice(0, 6), bytes) === hash.replace(/\?.*/, ''));

function checkIntegrity(
  { url, bytes }: Reply,
  tag: Script | undefined,
  files: Readonly<Record<string, unknown>>,
): Finding[] {
  const about = 'integrity';
  const right = hashOf('sha384', bytes);
  const published = files[url.pathname.split('/').at(-1) ?? ''];
  const findings: Finding[] = [];
  if (published !== undefined && published !== right)
    findings.push(error(about, `${url.href} is not the file that its integrity.json describes.`));
  const integrity = tag?.attributes['integrity'];
  if (integrity && !isHashOf(integrity, bytes))
    findings.push(
      error(
        about,
        'The hash in the tag is not that of the script, so that browsers refuse it.',
        `integrity="${right}"`,
      ),
    );
  if (findings.length === 0 && (integrity ?? published))
    findings.push(ok(about, `${url.pathname} has the hash that is given for it.`));
  return findings;
}

/** A chunk that the page's import map names. */
function checkMap(name: string, { url, bytes }: Reply, map: Readonly<Record<string, string>>, entry: URL): Finding[] {
  const hash = Object.entries(map).find(
    ([address]) => URL.canParse(address, entry) && new URL(address, entry).href === url.href,
  )?.[1];
  if (hash === undefined || isHashOf(hash, bytes)) return [];
  return [
    error(
      'integrity',
      `The import map's hash of ${name} is another one, so that browsers refuse it.`,
      `"${hashOf('sha384', bytes)}"`,
    ),
  ];
}
