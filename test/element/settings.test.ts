import { expect } from '@open-wc/testing';
import sinon from 'sinon';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { createUpgrade, mountUpgrade, offerOf, until } from '../support/upgrade.js';

/** Attribute, property, default, a value that makes sense, and values that mean the default. */
const table: readonly (readonly [string, string, unknown, string, unknown, readonly string[]])[] = [
  ['endpoint', 'endpoint', '/api/v2/user/upgrade', '/api/v3', '/api/v3', ['']],
  ['launch', 'launch', 'auto', 'manual', 'manual', ['']],
  ['display', 'display', 'inline', 'dialog', 'dialog', ['']],
  ['theme', 'theme', 'auto', 'dark', 'dark', ['']],
  ['default-provider', 'defaultProvider', 'sumsub', 'acme', 'acme', ['']],
  ['credentials', 'credentials', 'same-origin', 'include', 'include', ['']],
  ['request-timeout', 'requestTimeout', 15_000, '500', 500, ['', '0', '-1', 'soon', 'NaN']],
  ['ready-timeout', 'readyTimeout', 20_000, '500', 500, ['', '0', '-1', 'soon', 'NaN']],
  ['heading-level', 'headingLevel', 2, '4', 4, ['', '0', '-1', 'big']],
  ['sign-in-url', 'signInUrl', '', '/sign-in', '/sign-in', ['']],
  ['support-url', 'supportUrl', '', '/help', '/help', ['']],
  ['status-endpoint', 'statusEndpoint', '', '/status', '/status', ['']],
];

const create = () => document.createElement('verification-upgrade');

describe('settings', () => {
  for (const [attribute, property, fallback, value, meaning, nonsense] of table) {
    describe(attribute, () => {
      const read = (element: HTMLElement) => Reflect.get(element, property) as unknown;

      it(`is ${JSON.stringify(fallback)} by default`, () => {
        expect(read(create())).to.equal(fallback);
      });

      it(`is the property ${property}, as its type`, () => {
        const element = create();
        element.setAttribute(attribute, value);
        expect(read(element)).to.equal(meaning);
      });

      it('goes back to the default with its attribute', () => {
        const element = create();
        element.setAttribute(attribute, value);
        element.removeAttribute(attribute);
        expect(read(element)).to.equal(fallback);
      });

      for (const text of nonsense) {
        it(`takes "${text}" for the default`, () => {
          const element = create();
          element.setAttribute(attribute, value);
          element.setAttribute(attribute, text);
          expect(read(element)).to.equal(fallback);
        });
      }
    });
  }

  it('takes warm-up as a flag that is off', () => {
    const element = create();
    expect(element.warmUp).to.equal(false);
    element.toggleAttribute('warm-up', true);
    expect(element.warmUp).to.equal(true);
    element.toggleAttribute('warm-up', false);
    expect(element.warmUp).to.equal(false);
  });

  for (const property of ['warmUp', 'resume'] as const) {
    it(`takes ${property} as a boolean, also if a framework sets the text of the attribute`, () => {
      const element = create();
      const read = (value: unknown) => {
        Reflect.set(element, property, value);
        return element[property];
      };
      expect([true, 'true', 1].map(read)).to.deep.equal([true, true, true]);
      expect([false, 'false', null, undefined, 0].map(read)).to.deep.equal([false, false, false, false, false]);
    });
  }

  for (const property of ['headers', 'request', 'providers', 'provider-options', 'messages']) {
    it(`has no attribute ${property}`, () => {
      const element = create();
      element.setAttribute(property, 'secret');
      element.setAttribute(property.replace('-', ''), 'secret');
      const { headers, request, providers, providerOptions, messages } = element;
      expect({ headers, request, providers, providerOptions, messages }).to.deep.equal({
        headers: undefined,
        request: undefined,
        providers: {},
        providerOptions: {},
        messages: {},
      });
    });
  }

  it('has updateComplete as a promise also if nothing has changed', async () => {
    await create().updateComplete;
    expect(create().updateComplete).to.be.instanceOf(Promise);
  });

  it('updates nothing for a value that it has already', () => {
    const element = create();
    const update = sinon.spy(element, 'requestUpdate');
    element.theme = 'auto';
    element.setAttribute('ready-timeout', '20000');
    expect(update.callCount).to.equal(0);
    element.theme = 'dark';
    expect(update.callCount).to.equal(1);
  });

  it('has a state that only it can change', () => {
    const element = create();
    expect(Reflect.set(element, 'state', { status: 'approved' })).to.equal(false);
    expect(element.state).to.deep.equal({ status: 'idle' });
  });

  it('writes no attribute on itself, whatever happens', async () => {
    const { element } = await createUpgrade({ attributes: { launch: 'manual' } });
    document.body.append(element);
    Object.assign(element, { theme: 'dark', headingLevel: 3, supportUrl: '/help', warmUp: true, readyTimeout: 9_000 });
    element.start();
    await until(element, 'active');
    element.cancel();
    await until(element, 'cancelled');
    expect(element.getAttributeNames()).to.deep.equal(['endpoint', 'launch']);
    element.remove();
  });

  for (const nothing of [undefined, null]) {
    it(`works with every property set to ${nothing}, as frameworks do`, async () => {
      const names = ['launch', 'display', 'theme', 'defaultProvider', 'credentials', 'requestTimeout', 'readyTimeout'];
      names.push(
        'warmUp',
        'signInUrl',
        'supportUrl',
        'statusEndpoint',
        'headingLevel',
        'headers',
        'request',
        'messages',
      );
      names.push('providerOptions');
      const fake = new FakeProvider();
      const { element } = await mountUpgrade({
        replies: [offerOf('acme')],
        properties: { ...Object.fromEntries(names.map((name) => [name, nothing])), providers: { acme: fake.load } },
      });
      await until(element, 'active');
      expect((await fake.mounted()).context.options).to.deep.equal({});
      expect(element.shadowRoot?.querySelector('[role=heading]')?.getAttribute('aria-level')).to.equal('2');
    });
  }
});
