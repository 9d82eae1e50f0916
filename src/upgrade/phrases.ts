/*
 * What servers, gateways and clients say in words alone, where no status and no code says it. Each phrase is looked for in what an
 * error, or the body of one, says of itself. A name such as `csrfToken`, which any page may contain, must not match.
 */

/** The session is over, or a CSRF token is refused. `n_required` is `login_required` and `interaction_required`. */
export const sessionOver =
  /unauth(ori[sz]|enticat)ed\b|n_required|no_account|invalid.(\w{1,9}.)?(grant|token)\b|(token|session|jwt)[ _-]?(\w{1,9} ){0,3}(expired|missing|not)|[cx]srf /i;

/** A page of HTML is a login, or a form that goes to an identity provider. */
export const loginPage = /type=.?password|SAMLRequest/i;

/** No answer in time. axios has one code for its timeout and for a page that is being left. */
export const timedOut = /timed?.?out|ABORTED (?!.*aborted)/i;

/** A limit of requests, where the status is that of a refusal. */
export const rateLimited = /rate.?limit|quota/i;

/** A bot protection refuses the request: signing in again does not help. */
export const botChallenge = /captcha|challenge/i;

/** "Request failed with status code 401" */
export const statusInWords = /(?:status|code|http|error)[^\d/]{0,9}\b([45]\d\d)\b/i;
