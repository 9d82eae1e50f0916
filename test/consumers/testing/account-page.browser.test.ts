// @vitest-environment node
import { chromium, type Browser, type Page } from 'playwright-core';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { errors, type FakeProvider, offer, unavailable, decided } from 'verification-upgrade/testing';
import en from 'verification-upgrade/locales/en';

let server: ViteDevServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const { CHROME_PATH, CHROME_ARGS = '' } = process.env;
  browser = await chromium.launch({
    ...(CHROME_PATH && { executablePath: CHROME_PATH }),
    args: CHROME_ARGS.split(' '),
  });
  server = await createServer({ configFile: false, logLevel: 'error', server: { port: 0, hmr: false } });
  await server.listen();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});
beforeEach(async () => {
  page = await browser.newPage();
});
afterEach(() => page.close());

/** Opens the page, whose server answers like this. */
async function open(json: object, status = 200) {
  await page.route('**/api/v2/user/upgrade', (route) => route.fulfill({ json, status }));
  await page.goto(server.resolvedUrls?.local[0] ?? '');
}

declare const provider: FakeProvider; // of page.ts

it('shows the new level once the provider approves', async () => {
  await open(offer('sumsub', { access_token: 'any' }));
  await page.getByText('Fake provider').waitFor();
  await page.evaluate(async () => (await provider.mounted()).report({ type: 'approved' }));
  await page.getByRole('heading', { name: 'You’re verified' }).waitFor();
  expect(await page.locator('#level').textContent()).toBe('satoshi');
});

it.each([
  { answer: decided('pending'), heading: en['pending.heading'] },
  { answer: decided('rejected'), heading: en['rejected.heading'] },
  { answer: unavailable(), heading: en['unavailable.top.heading'] },
])('says "$heading"', async ({ answer, heading }) => {
  await open(answer);
  await page.getByRole('heading', { name: heading }).waitFor();
  expect(await page.locator('#level').textContent()).toBe('hero');
});

it('offers support for an account that the API does not know', async () => {
  await open(errors('ER709'), 400);
  await page.getByRole('link', { name: 'Contact support' }).waitFor();
});
