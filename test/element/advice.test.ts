import { expect } from '@open-wc/testing';
import { secondCopy } from '../support/second-copy.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { mountUpgrade, offerOf, part, Run, until } from '../support/upgrade.js';

/** What is written to the console as a warning while something is done. */
async function warningsDuring(act: () => Promise<unknown>): Promise<readonly string[]> {
  const lines: string[] = [];
  const { warn } = console;
  console.warn = (...words: unknown[]) => void lines.push(words.join(' '));
  try {
    await act();
  } finally {
    console.warn = warn;
  }
  return lines;
}

/** Two elements with the same mistake, each of them rendered, tried, and rendered again. */
const useTwice = (
  attributes: Readonly<Record<string, string>>,
  properties: Readonly<Record<string, unknown>>,
  status: 'active' | 'failed',
) =>
  warningsDuring(async () => {
    for (let element = 0; element < 2; element++) {
      const mounted = await mountUpgrade({ attributes, properties: properties });
      const { element: upgrade } = mounted;
      await until(upgrade, status);
      upgrade.theme = 'dark';
      upgrade.cancel();
      await upgrade.updateComplete;
      // It may have failed before its views were there.
      while (!part(upgrade, 'heading')) await new Promise(requestAnimationFrame);
      upgrade.remove();
      await Promise.resolve();
      await upgrade.updateComplete;
    }
  });

/** The lines that the page has had: each is written once. */
const warned = () =>
  (globalThis as unknown as Record<symbol, Set<string> | undefined>)[Symbol.for('verification-upgrade.warnings')];

describe('what a page gets wrong', () => {
  // Loaded by the element, too; then it need not be waited for.
  before(() => import('../../src/element/advice.js'));
  beforeEach(() => warned()?.clear());

  const secret = 'S3CR3T';
  const cases: Readonly<Record<string, readonly [attributes: Record<string, string>, advice: RegExp]>> = {
    'a token under its name': [{ 'access-token': secret }, /Attribute "access-token" .* use the "headers" property/],
    'headers as an attribute': [
      { headers: `{ "User-Authorization": "${secret}" }` },
      /Attribute "headers" .* use the "headers" property/,
    ],
    'the value of a header': [
      { 'data-user': `Bearer ${secret}` },
      /Attribute "data-user" .* use the "headers" property/,
    ],
    'a JWT': [{ 'data-jwt': `eyJhbGciOiJub25lIn0.${secret}.` }, /Attribute "data-jwt" .* use the "headers" property/],
    'a token of Sumsub’s': [{ 'data-x': `_act-${secret}` }, /Attribute "data-x" .* use the "headers" property/],
  };
  for (const [name, [attributes, advice]] of Object.entries(cases)) {
    it(`${name} in an attribute gets one line that names the property, and not the secret`, async () => {
      const lines = await useTwice(attributes, {}, 'active');
      expect(lines).to.have.length(1);
      expect(lines[0])
        .to.match(/^<verification-upgrade> /)
        .and.match(advice)
        .and.not.include(secret);
    });
  }

  it('an object in an attribute gets one line that names the property', async () => {
    const lines = await useTwice({ 'provider-options': '[object Object]' }, {}, 'active');
    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(/^<verification-upgrade> Attribute "provider-options" .* Set the property/);
  });

  const attributes: readonly (readonly [what: string, name: string, value: string, advice: string])[] = [
    [
      'without its hyphen',
      'statusendpoint',
      '/status',
      'There is no attribute "statusendpoint". Its name is "status-endpoint".',
    ],
    ['with another one', 'support_url', '/help', 'There is no attribute "support_url". Its name is "support-url".'],
    [
      'for a listener',
      'onupgrade-approved',
      'go()',
      'Attribute "onupgrade-approved" does nothing; use addEventListener().',
    ],
    ['of launch', 'launch', 'onload', 'Set attribute "launch" to one of: auto, visible, manual, offer.'],
    ['of display', 'display', 'modal', 'Set attribute "display" to one of: inline, dialog.'],
    ['of theme', 'theme', 'system', 'Set attribute "theme" to one of: auto, light, dark.'],
    ['of method', 'method', 'PUT', 'Set attribute "method" to one of: post, get.'],
    ['of credentials', 'credentials', 'true', 'Set attribute "credentials" to one of: omit, same-origin, include.'],
    ['of wait-for', 'wait-for', 'header', 'Set attribute "wait-for" to one of: headers, request.'],
    ['of a time limit', 'request-timeout', '15s', 'Set attribute "request-timeout" to a number.'],
  ];
  for (const [what, name, value, advice] of attributes) {
    it(`an attribute ${what} that the element does not know gets one line, and the default counts`, async () => {
      const lines = await useTwice({ [name]: value }, {}, 'active');
      expect(lines).to.deep.equal([`<verification-upgrade> ${advice}`]);
    });
  }

  it('the property of another spelling gets one line', async () => {
    const lines = await useTwice({}, { supportURL: '/help' }, 'active');
    expect(lines).to.deep.equal([
      '<verification-upgrade> There is no property "supportURL". Its name is "supportUrl".',
    ]);
  });

  it('a text that no view shows gets one line', async () => {
    const messages = {
      'start.title': 'Hello',
      'start.heading': 'Hello',
      'level.hero': '1',
      'failed.ER709.text': 'Sorry',
    };
    const lines = await useTwice({}, { messages }, 'active');
    expect(lines).to.deep.equal(['<verification-upgrade> No view shows the text "start.title" of "messages".']);
  });

  it('options that are not by provider get one line', async () => {
    const properties = {
      endpoint: new Run().endpoint([offerOf('acme')]),
      providers: { acme: new FakeProvider().load },
      providerOptions: { customizationName: 'ours' },
    };
    const lines = await useTwice({}, properties, 'active');
    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(/Set "providerOptions" to an object with the options of each provider/);
  });

  for (const endpoint of [
    'ftp://shop.example/upgrade',
    'htps://shop.example/upgrade',
    'javascript:alert(1)',
    'https://',
  ]) {
    it(`the endpoint "${endpoint}" fails with a recovery, and gets one line`, async () => {
      const lines = await useTwice({ endpoint }, {}, 'failed');
      expect(lines).to.deep.equal(['<verification-upgrade> Set "endpoint" to an http or https address.']);
    });
  }

  it('is not that the endpoint is a URL object', async () => {
    const fake = new FakeProvider();
    const endpoint: unknown = new URL(new Run().endpoint([offerOf('acme')]), location.href);
    expect(await useTwice({}, { endpoint, providers: { acme: fake.load } }, 'active')).to.deep.equal([]);
  });

  const nonsense: Readonly<Record<string, unknown>> = {
    'a text': 'sumsub',
    'a number': 42,
    'a boolean': true,
    'a list': ['sumsub'],
    'a function': () => undefined,
    'an address in place of a loader': { acme: './acme.js' },
  };
  for (const [what, providers] of Object.entries(nonsense)) {
    it(`providers that are ${what} get one line, and the built-in ones are there`, async () => {
      const lines = await useTwice({}, { providers }, 'active');
      expect(lines).to.deep.equal(['<verification-upgrade> Set "providers" to an object of functions.']);
    });
  }

  const unknown: Readonly<Record<string, unknown>> = {
    'a token that is undefined': { Authorization: `Bearer ${String(undefined)}` },
    'a token that is null': new Headers({ Authorization: 'Bearer null' }),
    'a list in which one is undefined': [['Authorization', `Bearer ${String(undefined)}`]],
    'a value that is not set': { Authorization: undefined },
    'a token that is empty': { Authorization: 'Bearer ' },
    'a token that is still a promise': { Authorization: 'Bearer [object Promise]' },
  };
  for (const [what, headers] of Object.entries(unknown)) {
    it(`headers with ${what} get one line`, async () => {
      const lines = await useTwice({}, { headers }, 'active');
      expect(lines).to.have.length(1);
      expect(lines[0]).to.match(/^<verification-upgrade> "headers" holds "undefined", "null", an object or nothing\.$/);
    });
  }

  it('a second copy of the script gets one line that says where it comes from', async () => {
    const lines = await warningsDuring(secondCopy);
    expect(lines.join()).to.match(/<verification-upgrade> is already registered\. Remove this script\./);
    expect(lines).to.have.length(1);
  });

  it('nothing is said where nothing is wrong', async () => {
    const attributes = {
      'sign-in-url': '/sign-in',
      method: 'POST',
      launch: '',
      'ready-timeout': '30000',
      'data-endpoint': '/elsewhere',
      ':endpoint': 'address',
      'data-testid': 'upgrade',
      'data-csrf-token': '1',
      class: 'token authorization',
      id: 'keyjar',
    };
    const properties = {
      providers: { acme: () => Promise.reject(new Error()) },
      headers: { Authorization: 'Bearer x' },
    };
    expect(await useTwice(attributes, properties, 'active')).to.deep.equal([]);
    for (const nothing of [undefined, null])
      expect(await useTwice({}, { providers: nothing, headers: nothing }, 'active')).to.deep.equal([]);
  });

  it('settles nothing: a token in an attribute is never sent', async () => {
    const { element, run } = await mountUpgrade({ attributes: { headers: '{ "authorization": "Bearer mine" }' } });
    await until(element, 'active');
    const [request] = await run.requests();
    expect(request?.headers['authorization']).to.equal(undefined);
  });
});
