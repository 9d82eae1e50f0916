import type { ApiError, UpgradeAnswer } from './answer.js';
import { readAnswer } from './answer.js';
import { parseBody } from './body.js';
import { UpgradeError } from './error.js';
import type { Reply } from './request.js';

/** An answer that was neither refused nor unreadable. */
export type UsableAnswer = Exclude<UpgradeAnswer, { kind: 'errors' | 'bad-response' }>;

/**
 * Makes sense of a reply: by ER code first, by HTTP status second (an expired token comes as 400). ER708, "a document is
 * pending", is an answer; every other complaint is an error.
 *
 * @throws UpgradeError with a code of the design
 */
export function readReply([body, response]: Reply, isProvider: (name: string) => boolean): UsableAnswer {
  const answer = readAnswer(parseBody(body), isProvider);
  if (answer.kind === 'errors') {
    const error = mostUseful(answer.errors.map((complaint) => toError(response, complaint)));
    if (error?.code === 'ER708') return { kind: 'pending', levels: {} };
    throw error ?? new UpgradeError('bad-response');
  }
  if (response?.ok === false) throw toError(response);
  if (answer.kind !== 'bad-response') return answer;
  throw toError(response, { code: 'bad-response', message: 'This is no answer of the upgrade endpoint.' });
}

/** Of several complaints, the one with the most useful way out; a tie goes to the first. */
function mostUseful(errors: readonly UpgradeError[]): UpgradeError | undefined {
  const usefulness = ({ code, recovery: [first = 'retry'] }: UpgradeError) =>
    code === 'ER708' ? 4 : ['sign-in', 'wait', 'support', 'retry'].indexOf(first);
  return errors.toSorted((a, b) => usefulness(a) - usefulness(b))[0];
}

function toError(
  response: Response | undefined,
  { code, ...words }: Partial<Omit<ApiError, 'code'>> & { code?: string } = {},
) {
  const status = response?.status;
  return new UpgradeError(code ?? `http-${status ?? 0}`, {
    ...words,
    status,
    retryAfter: retryAfter(response?.headers),
  });
}

/** `Retry-After` in seconds, also where it is a date. */
function retryAfter(headers: Headers | undefined): number | undefined {
  // What a page's own client brings may have headers of another kind.
  const read = (name: string) => (headers as Partial<Headers> | undefined)?.get?.(name) ?? '';
  const value = read('retry-after');
  // Against the server's own clock where it can be read: the phone's may be wrong.
  const now = Date.parse(read('date')) || Date.now();
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - now) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.max(seconds, 0);
}
