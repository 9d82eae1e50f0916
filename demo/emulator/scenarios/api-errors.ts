import type { Reply } from '../reply.js';
import type { Scenario } from './scenario.js';

interface ApiError {
  readonly status: number;
  readonly message: string;
  readonly solution: string;
}

/** The codes of an upgrade, with the API's texts. ER804 is not documented. */
const UPGRADE_ERRORS = {
  ER700: error(401, 'User authorization token not found.', 'Provide a user authorization token.'),
  ER701: error(401, 'User authorization token has expired.', 'Request a new token, or refresh it.'),
  ER702: error(401, 'User authorization token is invalid.', 'Provide a valid one.'),
  ER703: error(
    403,
    'User identifier does not belong to the user in the user authorization token.',
    'Provide a valid identifier, or remove the header.',
  ),
  ER704: error(401, 'No user identifier found in headers.', 'Provide a valid identifier, or a user token.'),
  ER705: error(403, 'User identifier is not linked to a user.', 'Link it to an account, or log in.'),
  ER706: error(400, 'User identifier is invalid.', 'Provide a unique identifier that is not already in use.'),
  ER707: error(400, 'User identifier is invalid.', 'Use 36 - 255 characters, numeric or alphanumeric only.'),
  ER708: error(409, 'There is a pending document for this side.', 'Wait for the pending document to be reviewed.'),
  ER709: error(404, 'User not found, or user has been deleted.', 'Provide a valid user identifier.'),
  ER800: error(401, 'Authorization token is invalid.', 'Provide a valid authorization token.'),
  ER801: error(400, 'Authorization token has expired.', 'Request a new one.'),
  ER802: error(401, 'Authorization token not found.', 'Provide an authorization token.'),
  ER803: error(400, 'Multiple authorization methods used.', 'Use exactly one.'),
  ER804: error(401, 'Authorization is not possible.', 'Check the authorization of the request.'),
  ER805: error(401, 'API key is invalid.', 'Provide a valid API key.'),
  ER806: error(401, 'API key not found.', 'Provide an API key.'),
  ER920: error(429, 'Too many requests.', 'Wait before retrying.'),
  ER998: error(404, 'No route found for this request.', 'Use an existing endpoint.'),
  ER999: error(500, 'A general error has occurred. Please contact our support team.', 'Contact our support team.'),
} as const satisfies Record<string, ApiError>;

/** The codes of an order's liveness check. */
const ORDER_ERRORS = {
  ER033: error(400, 'Missing order id.', 'Provide an order id.'),
  ER034: error(400, 'Invalid order id.', 'Provide a valid order id.'),
  ER035: error(404, 'Order not found.', 'Provide the id of an existing order.'),
  ER150: error(
    403,
    'Provided orderId does not belong to authenticated user.',
    'Provide the id of an order of this user.',
  ),
} as const satisfies Record<string, ApiError>;

/** The codes of the partner's login. */
const LOGIN_ERRORS = {
  ER036: error(401, 'Refresh token has expired.', 'Authenticate again.'),
  ER037: error(401, 'Refresh token is invalid.', 'Provide a valid refresh token.'),
  ER038: error(401, 'Bad credentials.', 'Provide valid credentials.'),
} as const satisfies Record<string, ApiError>;

const API_ERRORS = { ...UPGRADE_ERRORS, ...ORDER_ERRORS, ...LOGIN_ERRORS };

type UpgradeErrorCode = keyof typeof UPGRADE_ERRORS;
type OrderErrorCode = keyof typeof ORDER_ERRORS;
type ApiErrorCode = keyof typeof API_ERRORS;

/** The API's answer with one or more codes. The HTTP status is that of the first. */
export function refusal(...[first, ...others]: [ApiErrorCode, ...ApiErrorCode[]]): Reply {
  const entries = [first, ...others].map((code) => {
    const { message, solution } = API_ERRORS[code];
    return [code, { code, message, solution }] as const;
  });
  return {
    status: API_ERRORS[first].status,
    ...(first === 'ER920' && { headers: { 'retry-after': '12' } }),
    body: { errors: Object.fromEntries(entries) },
  };
}

type ErrorScenarios = Record<Lowercase<UpgradeErrorCode>, Scenario>;
type OrderScenarios = Record<Lowercase<OrderErrorCode>, Scenario>;

/** One scenario for each code (`er700`), and one with several. */
export const apiErrors = {
  ...(Object.fromEntries(
    (Object.keys(UPGRADE_ERRORS) as UpgradeErrorCode[]).map((code) => [code.toLowerCase(), scenarioOf(code)]),
  ) as ErrorScenarios),
  'er-several': {
    group: 'API errors',
    title: 'Several codes at once',
    hint: 'ER999, ER705 and ER702 in one answer: signing in helps most, so that is what is offered.',
    upgrade: [refusal('ER999', 'ER705', 'ER702')],
  },
} as const satisfies Record<string, Scenario>;

/** One scenario for each code of an order's liveness check. */
export const orderErrors: OrderScenarios = {
  er033: orderScenarioOf('ER033'),
  er034: orderScenarioOf('ER034'),
  er035: orderScenarioOf('ER035'),
  er150: orderScenarioOf('ER150'),
};

function orderScenarioOf(code: OrderErrorCode): Scenario {
  const { status, message } = ORDER_ERRORS[code];
  return {
    group: 'Confirm an order',
    title: `${code}: ${message.slice(0, -1)}`,
    hint: `The API answers ${String(status)} with ${code}: ${message}`,
    upgrade: [refusal(code)],
    liveness: [refusal(code)],
  };
}

function scenarioOf(code: UpgradeErrorCode): Scenario {
  const { status, message } = UPGRADE_ERRORS[code];
  return {
    group: 'API errors',
    title: `${code}: ${message.split(/[.,]/, 1).join('')}`,
    hint: `The API answers ${String(status)} with ${code}: ${message}`,
    upgrade: [refusal(code)],
  };
}

function error(status: number, message: string, solution: string): ApiError {
  return { status, message, solution };
}
