/*
 * What servers, gateways and clients say in words alone, where no status and no code says it. Each phrase is looked for in what an
 * error, or the body of one, says of itself. A name such as `csrfToken`, which any page may contain, must not match.
 */

/**
 * The session is over, or a CSRF token is refused: a token or a session, and near to it that it is gone. After `not`: valid, verified,
 * found, provided, present, parsed, active, existing; not "supported", as of a coin. Those of something else, such as a verification,
 * are not meant, nor the "unexpected token" of a parser, nor the name of a field of JSON. WordPress says -1.
 */
export const sessionOver =
  /(unauthori[sz]ed(?![-_a])|(un|not.)authenticated|(login|interaction|auth(entication)?).?required|no_account|\b(?=[\w -]{0,24}(expired|invalid|missing|revoked|malformed|\bended|(?<=session.{0,5})time|not.?(be )?([vfp]|act|exi)))[\w -]{0,24}(?<!(ification|captcha|ected).?)(token|session|jwt|grant)|signature has expired|^-1$|[cx]srf )(?!\w*" ?:)/i;

/** A page of HTML is a login, or a form that goes to an identity provider. */
export const loginPage = /type=.?password|SAMLRequest/i;

/** No answer in time. axios has one code for its timeout and for a page that is being left. */
export const timedOut = /timed?.?out|ABORTED (?!.*aborted)/i;

/** A limit of requests, where the status is that of a refusal; not a "corporate limit". */
export const rateLimited = /(?<!o)rate.?limit|quota|throttl|too.many/i;

/** A bot protection or a gateway refuses the request: signing in again does not help. */
export const botChallenge = /captcha|challenge|chlg|blocked|error code: 1/i;

/** "Request failed with status code 401" */
export const statusInWords = /(?:status|code|http|error)[^\d/]{0,9}\b([45]\d\d)\b/i;
