import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import {
  botChallenge,
  loginPage,
  rateLimited,
  sessionOver,
  statusInWords,
  timedOut,
} from '../../src/upgrade/phrases.js';

/** Real wordings, by who says so. */
type Wordings = Readonly<Record<string, readonly string[]>>;

function itTells(phrase: RegExp, { meant, other }: { readonly meant: Wordings; readonly other: Wordings }): void {
  for (const [who, texts] of Object.entries(meant)) {
    it(`is meant by ${who}`, () => {
      expect(texts.filter((text) => !phrase.test(text))).to.deep.equal([]);
    });
  }
  for (const [what, texts] of Object.entries(other)) {
    it(`is not meant by ${what}`, () => {
      expect(texts.filter((text) => phrase.test(text))).to.deep.equal([]);
    });
  }
}

/** Answers of the API, and others of a server that knows who asks. */
const ordinary: Wordings = {
  'answers of the API': [
    '{"currentLevel":"hero","nextLevel":"satoshi","upgrade":{"access_token":"_act-1","status":"open","provider":"sumsub"}}',
    '[{"name":"proof-of-residence","status":"missing"},{"name":"token","status":"missing"}]',
    '{"errors":{"ER708":{"code":"ER708","message":"User has pending documents.","solution":"Wait."}}}',
    '{"errors":{"ER709":{"code":"ER709","message":"User not found."}}}',
    '{"errors":{"ER998":{"code":"ER998","message":"Unknown field."}}}',
  ],
  'mistakes of a request': [
    'The given data was invalid.',
    'Validation failed: document is missing, address not found',
    'The requested resource was not found on this server.',
    'Unknown field "level".',
    'Missing required field: country',
    'Malformed JSON in request body',
    'Unexpected token < in JSON at position 0',
    'Invalid or unexpected token',
    'Internal Server Error',
    'Not Found',
  ],
  'texts about documents': [
    'Your document has expired',
    'The passport is not valid any more',
    'The signature on the document is missing',
    'The proof of address is older than three months',
    'Identification is required for this level',
    'The account of the bank was not found',
  ],
};

describe('the words for a session that is over', () => {
  itTells(sessionOver, {
    meant: {
      'Spring Security': [
        'Access token expired: eyJhbGciOi',
        'An error occurred while attempting to decode the Jwt: Jwt expired at 2026-01-01T00:00:00Z',
        'This session has been expired (possibly due to multiple concurrent logins being attempted as the same user).',
        '{"error":"invalid_token","error_description":"…"}',
      ],
      'Laravel and jwt-auth': [
        'Unauthenticated.',
        'CSRF token mismatch.',
        'Token has expired',
        'Token not provided',
        'Token could not be parsed from the request.',
        'Token Signature could not be verified.',
        'token_expired',
        'token_invalid',
        'token_not_provided',
      ],
      'Django and its REST framework': [
        'CSRF verification failed. Request aborted.',
        'CSRF Failed: CSRF token missing.',
        'Invalid token.',
        'Given token not valid for any token type',
        'token_not_valid',
        'Token is invalid or expired',
        'Signature has expired.',
        'Not authenticated',
      ],
      'Rails and Devise': [
        "Can't verify CSRF token authenticity.",
        'Invalid authenticity token',
        'Your session expired. Please sign in again to continue.',
        'Signature has expired',
      ],
      'ASP.NET': [
        'IDX10223: Lifetime validation failed. The token is expired.',
        'The required antiforgery request token was not provided in either form field or header value.',
      ],
      'Express, Passport and Nest': [
        'Unauthorized',
        'UnauthorizedError',
        'UnauthorizedException',
        'jwt expired',
        'invalid csrf token',
      ],
      'Go: Echo, Fiber, gin-jwt': [
        'missing or malformed jwt',
        'Missing or malformed JWT',
        'invalid or expired jwt',
        'token is expired by 1h',
      ],
      Symfony: ['Expired JWT Token', 'Invalid JWT Token', 'JWT Token not found', 'Invalid CSRF token.'],
      'gateways: Kong, Apigee, Envoy, GCP, Azure': [
        '{"exp":"token expired"}',
        'The access token is invalid or has expired',
        '{"fault":{"faultstring":"Invalid Access Token","detail":{"errorcode":"keymanagement.service.invalid_access_token"}}}',
        '{"fault":{"faultstring":"Access Token expired"}}',
        'Jwt is expired',
        'Jwt is missing',
        'JWT not present.',
        'Unauthorized. Access token is missing or invalid.',
      ],
      'Keycloak and OpenID Connect': [
        '{"error":"invalid_grant","error_description":"Session not active"}',
        'Session not active',
        'Token is not active',
        'login_required',
        'interaction_required',
      ],
      'Cognito and Amplify': [
        'Refresh Token has expired',
        'Invalid Refresh Token',
        'UserUnAuthenticatedException: User needs to be authenticated to call this API.',
        'The user is not authenticated',
      ],
      'Firebase and Supabase': [
        'auth/user-token-expired',
        'auth/id-token-expired',
        'auth/invalid-user-token',
        'Auth session missing!',
        'Invalid Refresh Token: Already Used',
        'refresh_token_not_found',
        'session_not_found',
        'Session from session_id claim in JWT does not exist',
        'invalid JWT: unable to parse or verify signature, token has invalid claims: token is expired',
      ],
      'MSAL and Auth0': [
        'InteractionRequiredAuthError: no_tokens_found: No refresh token found in the cache. Please sign-in.',
        'no_account_error: No account object provided',
        "Missing Refresh Token (audience: 'x', scope: 'openid')",
        'missing_refresh_token',
      ],
      'those that name another end': [
        'Session timed out',
        'Your session has timed out. Please log in again.',
        'SESSION_TIMEOUT',
        'Session revoked',
        'The token has been revoked',
        'Access Token has been revoked',
        'auth/id-token-revoked',
        'jwt malformed',
        'Your session has ended',
        'AUTH_NOT_AUTHENTICATED',
        'not_authenticated',
        'Login required',
        'Authentication required',
        'AUTH_REQUIRED',
      ],
      'others: Odoo, Salesforce, Directus': [
        'Odoo Session Expired',
        'Session expired or invalid',
        'TOKEN_EXPIRED',
        'SessionExpired',
      ],
    },
    other: {
      ...ordinary,
      'what a verification needs': [
        'verification_required',
        'kyc_identification_required',
        'permission_required',
        'description_required',
        'location_required',
        'authenticity_check_required',
      ],
      'sessions and tokens of something else': [
        'Verification session expired',
        'Verification session timed out',
        'The identification session has ended',
        'verification_session_not_found',
        'Invalid captcha token',
        'The captcha token is missing',
        'reCAPTCHA token expired',
      ],
      'coins that are called tokens': [
        'This token is not supported',
        'Token is not available in your country',
        'Token not listed',
        'Trading of this token is suspended',
        'The token is extended by a year',
      ],
      'tokens that could not be made': [
        'The access token could not be created',
        'Token was not issued by Sumsub',
        'The token must not be empty',
      ],
      'other things that are not allowed': [
        'unauthorized_client',
        'auth/unauthorized-domain',
        'UnauthorizedAccessException',
        'You are not authorized to upgrade from this country',
        'no_bank_account',
      ],
      'a failed connection': [
        'Token request timed out',
        'Failed to fetch',
        'Network Error',
        'timeout of 5000ms exceeded',
      ],
      'names that any page or body may contain': [
        '<meta name="csrf-token"><script>csrfToken=1</script>',
        '{"tokenExpired":false,"ok":false}',
        '{"session_expired" : false}',
        '{"invalid_token":null,"unauthorized":false}',
        'XSRF-TOKEN',
      ],
    },
  });

  const credentials = [
    'token',
    'access token',
    'session',
    'refresh_token',
    'JWT',
    'your session',
    'authentication token',
  ];
  const others = ['document', 'verification session', 'captcha token', 'level', 'identification session'];
  const ends = [
    'has expired',
    'expired',
    'is missing',
    'not found',
    'is not valid',
    'was not provided',
    'is not active',
  ];
  const around = fc.constantFrom('', ' ', '. ', '" ', ': ', '\n');

  it('says of a credential that it is gone, in any case and place', () => {
    fc.assert(
      fc.property(fc.constantFrom(...credentials), fc.constantFrom(...ends), around, around, (what, end, a, b) => {
        const text = `${a}${what} ${end}${b}`;
        return sessionOver.test(text) && sessionOver.test(text.toUpperCase());
      }),
    );
  });

  it('says it of nothing else', () => {
    fc.assert(
      fc.property(fc.constantFrom(...others), fc.constantFrom(...ends), around, around, (what, end, a, b) => {
        const text = `${a}The ${what} ${end}${b}`;
        return !sessionOver.test(text) && !sessionOver.test(text.toUpperCase());
      }),
    );
  });

  it('take linear time, also in the longest answer that is read', () => {
    const start = performance.now();
    for (const part of ['token ', 'session a b c ', 'invalid invalid ', 'x'])
      sessionOver.test(part.repeat(262_144 / part.length));
    // Milliseconds of a busy machine. In quadratic time, each of these takes minutes.
    expect(performance.now() - start).to.be.below(10_000);
  });
});

describe('the words for a login page', () => {
  itTells(loginPage, {
    meant: {
      forms: ['<input type="password" name="p">', "<input name=p type='password'>", '<input type=password>'],
      'a form of an identity provider': ['<input type="hidden" name="SAMLRequest" value="x">'],
    },
    other: {
      'pages of an app': [
        '<!doctype html><div id="root"></div>',
        '<a href="/password">Forgot your password?</a>',
        '<input type="email">',
      ],
    },
  });
});

describe('the words for a limit', () => {
  itTells(rateLimited, {
    meant: {
      'GitHub and Google': [
        'API rate limit exceeded for user ID 1.',
        'userRateLimitExceeded',
        'rateLimitExceeded',
        'quotaExceeded',
        'User Rate Limit Exceeded',
      ],
      'Azure, Apigee and Tyk': [
        'Out of call volume quota. Quota will be replenished in 01:02:03.',
        'Rate limit is exceeded. Try again in 5 seconds.',
        'Rate limit quota violation. Quota limit exceeded.',
        'Quota exceeded',
        'api_rate_limit_exceeded',
      ],
      'others, by name': [
        'Request was throttled. Expected available in 30 seconds.',
        'ThrottlingException',
        'Too many requests',
        'TOO_MANY_ATTEMPTS_TRY_LATER',
      ],
    },
    other: {
      ...ordinary,
      'limits of a level': ['Not available for corporate limited companies'],
    },
  });
});

describe('the words for a bot protection or a gateway', () => {
  itTells(botChallenge, {
    meant: {
      'DataDome and HUMAN': [
        '{"url":"https://geo.captcha-delivery.com/captcha/?cid=1"}',
        '{"appId":"PX1","blockScript":"/x/captcha/captcha.js"}',
      ],
      Cloudflare: [
        'error code: 1020',
        'error code: 1010',
        '{"title":"Error 1010: The site owner has blocked access based on your browser\'s signature"}',
      ],
      Akamai: ['{"cpr_chlge":"true"}', '{"sec-cp-challenge":"true","chlg_duration":5}'],
      Imperva: ['{"errorDescription":"This request was blocked by our security service"}'],
      'a form': ['Invalid captcha token'],
    },
    other: {
      ...ordinary,
      'no access': ['{"message":"Forbidden"}', '{"status":403,"error":"Forbidden","message":"Access Denied"}'],
      'what the user trades': ['Blockchain address is required'],
    },
  });
});

describe('the words for an answer that did not come', () => {
  itTells(timedOut, {
    meant: {
      clients: [
        'timeout of 5000ms exceeded',
        'TimeoutError: signal timed out',
        'ETIMEDOUT',
        'TIMEOUT_ERROR',
        'Error ECONNABORTED Too slow',
        'The request timed out.',
      ],
      'clients that have given up': ['AbortError: signal is aborted without reason'],
    },
    other: {
      'a page that is being left': ['Error ECONNABORTED Request aborted'],
      'other failures': ['Failed to fetch', 'Network Error', 'Load failed'],
    },
  });
});

describe('the words for a status', () => {
  const codeIn = (text: string) => statusInWords.exec(text)?.[1];

  it('name it', () => {
    const texts = {
      'Request failed with status code 401': '401',
      'HTTP error! status: 503': '503',
      'Response not successful: Received status code 400': '400',
      'Server returned HTTP response code: 502 for URL': '502',
    };
    for (const [text, code] of Object.entries(texts)) expect(codeIn(text), text).to.equal(code);
  });

  it('are no other numbers', () => {
    const texts = [
      'error code: 1020',
      'connect ECONNREFUSED http://10.0.0.1:443',
      'Unexpected token in JSON at position 401',
      'level 500',
    ];
    for (const text of texts) expect(codeIn(text), text).to.equal(undefined);
  });
});
