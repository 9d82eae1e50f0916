// What the page of a signed-in customer has anyway.

let renewals = 0;

/** The customer's token; a new one where the old one has expired. */
export async function userToken(isExpired: boolean): Promise<string> {
  if (isExpired) renewals += 1;
  return Promise.resolve(`customer-token-${renewals}`);
}

/** Options of Sumsub's SDK. Here: where the emulated frame is. A server needs none. */
export const sumsub = typeof document === 'undefined' ? {} : { baseUrl: document.documentElement.dataset['sumsub'] };
