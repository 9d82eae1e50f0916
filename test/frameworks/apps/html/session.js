// @ts-check
// What the page of a signed-in customer has anyway.

let renewals = 0;

/**
 * The customer's token; a new one where the old one has expired.
 *
 * @param {boolean} isExpired
 */
export async function userToken(isExpired) {
  if (isExpired) renewals += 1;
  return Promise.resolve(`customer-token-${renewals}`);
}

/** Options of Sumsub's SDK. Here: where the emulated frame is. */
export const sumsub = { baseUrl: document.documentElement.dataset['sumsub'] };
