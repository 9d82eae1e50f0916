/** An address could not be checked. The message is a sentence for the report. */
export class UnreachableError extends Error {}

export interface Reply {
  /** After redirects within the same origin. */
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  /** Up to 5 MB of it. */
  readonly text: string;
  readonly bytes: Uint8Array;
}

export interface Question {
  readonly method?: 'GET' | 'HEAD' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  /** `manual` hands a redirect over as it is. Default: followed within the origin, up to five times. */
  readonly redirect?: 'same-origin' | 'manual';
}

/** Milliseconds for one answer, its body included. */
const TIMEOUT = 15_000;
const most = 5_000_000;

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was broken off',
  UND_ERR_SOCKET: 'the connection was broken off',
  ENOTFOUND: 'the host has no address',
  EAI_AGAIN: 'the host has no address',
  ETIMEDOUT: 'there was no answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'there was no answer in time',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed, and browsers refuse it',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is self-signed, and browsers refuse it',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes without the ones in between',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate comes from an issuer that is not known here',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
};

/**
 * Sends one request. No cookies are kept, and no other origin is ever asked.
 *
 * @throws {UnreachableError}
 */
export async function ask(address: URL, question: Question = {}): Promise<Reply> {
  const { method = 'GET', headers = {}, redirect = 'same-origin' } = question;
  let url = address;
  for (let count = 0; count <= 5; count++) {
    const { response, bytes } = await send(url, method, headers);
    const location = response.headers.get('location');
    const isRedirect = response.status >= 300 && response.status < 400 && location !== null;
    if (!isRedirect || redirect === 'manual') {
      const text = new TextDecoder().decode(bytes);
      return { url, status: response.status, headers: response.headers, text, bytes };
    }
    if (!URL.canParse(location, url))
      throw new UnreachableError(`${url.href} redirects to "${location}", which is no address.`);
    const next = new URL(location, url);
    if (next.origin !== url.origin)
      throw new UnreachableError(
        `${url.href} redirects to ${next.origin}${next.pathname}. Only the addresses that were given are asked: give that one.`,
      );
    url = next;
  }
  throw new UnreachableError(`${address.href} redirects in a circle.`);
}

/** Headers by which bot protections say that an answer is theirs. */
const protections = ['cf-mitigated', 'x-datadome', 'x-amzn-waf-action', 'x-vercel-mitigated', 'x-px-block'];

/** Whether a bot protection has answered in place of the server. */
export const isProtection = ({ status, headers }: Reply): boolean =>
  status !== 200 && protections.some((name) => headers.has(name));

async function send(url: URL, method: string, headers: Readonly<Record<string, string>>) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), TIMEOUT);
  try {
    const response = await fetch(url, { method, headers, redirect: 'manual', signal: controller.signal });
    return { response, bytes: await readBody(response) };
  } catch (cause) {
    throw new UnreachableError(`${url.href} cannot be checked: ${reasonOf(cause, controller.signal.aborted)}.`, {
      cause,
    });
  } finally {
    clearTimeout(timer);
  }
}

async function readBody({ body }: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    if (!(chunk instanceof Uint8Array)) break;
    chunks.push(chunk);
    length += chunk.length;
    if (length > most) break;
  }
  return Buffer.concat(chunks);
}

function reasonOf(error: unknown, isLate: boolean): string {
  if (isLate) return 'there was no answer in time';
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const reason = 'code' in cause ? reasons[String(cause.code)] : undefined;
    if (reason) return reason;
    if (!(cause.cause instanceof Error)) return cause.message.replace(/\.$/, '');
  }
  return String(error);
}
