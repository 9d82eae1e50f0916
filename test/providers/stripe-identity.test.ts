import { expect, nextFrame } from '@open-wc/testing';
import type { UpgradeWarningEvent } from '../../src/index.js';
import stripeIdentity from '../../src/providers/stripe-identity.js';
import { readError } from '../../src/providers/stripe-identity/errors.js';
import { AdapterFixture } from '../../src/testing/index.js';
import { keepLedger } from '../support/ledger.js';
import { next, part, record, until } from '../support/upgrade.js';
import { mountVendor, postFrom, vendorOrigin, watched } from '../support/vendor.js';
import { setBlocked } from '../upgrade/support/fake-page.js';

const vendor = 'stripe-identity';
const session = (play = 'quiet') => ({ clientSecret: `{{token:${play}}}`, publishableKey: 'pk_test_emulated' });

/** Stripe's dialog over the page. */
const dialog = () => document.querySelector<HTMLIFrameElement>('iframe[title="Stripe Identity"]');

const active = async (setup: Partial<Parameters<typeof mountVendor>[0]> = {}) => {
  const mounted = await mountVendor({ vendor, payload: session(), ...setup });
  await until(mounted.element, 'active');
  const loaded = new Promise((resolve) => dialog()?.addEventListener('load', resolve, { once: true }));
  await loaded;
  return mounted;
};

const end = (error?: object) => postFrom(dialog(), { remote: 'end', error });

const scripts = () => [...document.scripts].filter(({ src }) => src.includes('stripe'));

describe('Stripe Identity', () => {
  it('puts no script into the page by being imported', async () => {
    await import('../../src/providers/stripe-identity.js');
    await nextFrame();
    expect(scripts()).to.have.length(0);
    expect(window).to.not.have.property('Stripe');
  });

  it('Stripe’s script is not loaded for a user who has left meanwhile', async () => {
    const fixture = new AdapterFixture({
      adapter: stripeIdentity,
      options: {},
      payload: { clientSecret: 'x', publishableKey: 'pk_x' },
    });
    const mounting = fixture.mount().catch((cause: unknown) => (cause as Error).name);
    await fixture.unmount();
    expect(await mounting).to.equal('AbortError');
    await nextFrame();
    expect(scripts()).to.have.length(0);
  });

  describe('with its script', () => {
    const open = keepLedger();
    const observers = () => open().filter((entry) => entry.startsWith('MutationObserver'));

    type Stripe = (key: string, options: { stripeAccount?: string }) => unknown;
    /** For which connected account it was called, each time. */
    const accounts: unknown[] = [];
    let atStart: () => void = () => undefined;
    afterEach(() => (atStart = () => undefined));
    before(async () => {
      const script = document.createElement('script');
      script.src = `${await vendorOrigin(vendor)}/sdk.js`;
      const loaded = new Promise((resolve) => script.addEventListener('load', resolve));
      document.head.append(script);
      await loaded;
      const stripe = Reflect.get(window, 'Stripe') as Stripe;
      const listening: Stripe = (key, options) => {
        accounts.push(options.stripeAccount);
        atStart();
        return stripe(key, options);
      };
      Reflect.set(window, 'Stripe', Object.assign(listening, stripe));
    });
    afterEach(() => expect(dialog()).to.equal(null));

    it('goes from the POST to a review, and never to an approval', async () => {
      const { element } = await mountVendor({ vendor, payload: session('auto'), attributes: { launch: 'manual' } });
      const statuses = record(element);
      element.start();
      expect(await until(element, 'pending')).to.include({ provider: vendor, nextLevel: 'satoshi' });
      await nextFrame();
      expect(statuses).to.deep.equal(['requesting', 'loading', 'active', 'pending']);
      expect(part(element, 'heading')?.textContent).to.contain('checking');
    });

    it('warns on a page that may not use the camera', async () => {
      setBlocked('camera');
      const { element } = await mountVendor({ vendor, payload: session() });
      expect((await next<UpgradeWarningEvent>(element, 'upgrade-warning')).code).to.equal('camera-blocked');
      await until(element, 'active');
      element.cancel();
    });

    it('reads snake case, and takes the page’s own key', async () => {
      const { element } = await active({
        payload: { client_secret: '{{token:quiet}}' },
        options: { publishableKey: 'pk_test_of_the_page' },
        attributes: { lang: 'nl-NL' },
      });
      expect(Object.fromEntries(new URL(dialog()?.src ?? '').searchParams)).to.include({
        key: 'pk_test_of_the_page',
        lang: 'nl',
      });
      element.cancel();
    });

    for (const [lang, expected] of [
      ...['en-GB', 'es-419', 'fr-CA', 'pt-BR', 'zh-HK', 'zh-TW'].map((tag) => [tag, tag] as const),
      ['pt-BR-x-a', 'pt-BR'],
      ['pt-PT', 'pt'],
      ['xen-GB', 'xen'],
    ] as const) {
      it(`speaks ${expected} for ${lang}`, async () => {
        const { element } = await active({ attributes: { lang } });
        expect(new URL(dialog()?.src ?? '').searchParams.get('lang')).to.equal(expected);
        element.cancel();
      });
    }

    it('is cancelled by the whole word of an error, and by no other', () => {
      const codes = ['my_session_canceled', 'session_cancelled_not', 'consent_declined_not', 'declined'];
      for (const code of [...codes, 'my_device_unsupported', 'device_unsupported_not'])
        expect(readError({ code }), code).to.deep.equal({ type: 'failed', message: `Stripe Identity: ${code}` });
    });

    for (const [given, account, expected] of [
      [{}, undefined, undefined],
      [{}, 'acct_page', 'acct_page'],
      [{ stripeAccount: 'acct_server' }, 'acct_page', 'acct_server'],
    ] as const) {
      it(`acts for the account ${expected}: the server's, else the page's`, async () => {
        const options = account ? { stripeAccount: account } : {};
        const { element } = await active({ payload: { ...session(), ...given }, options });
        expect(accounts.at(-1)).to.equal(expected);
        element.cancel();
      });
    }

    it('takes the place of another one of it when that is gone, and not before', async () => {
      const first = await active();
      const own = dialog();
      const former: (Element | null)[] = [];
      const properties = watched(vendor, stripeIdentity, () => former.push(dialog()));
      const second = await mountVendor({ vendor, payload: session(), properties });
      await until(second.element, 'loading');
      await nextFrame();
      expect(second.element.state.status).to.equal('loading');
      expect(dialog()).to.equal(own);
      first.element.cancel();
      await until(second.element, 'active');
      expect(own?.isConnected).to.equal(false);
      expect(former).to.deep.equal([null]);
      second.element.cancel();
    });

    it('shows that something is loading meanwhile', async () => {
      const { element } = await active();
      expect(element.shadowRoot?.querySelector('.bones')?.getBoundingClientRect().height).to.be.above(10);
      expect(part(element, 'heading')?.textContent.trim()).to.equal('Identity verification');
      element.cancel();
    });

    it('is in front of everything with our dialog, too, and can be used', async () => {
      const { element } = await active({ attributes: { display: 'dialog' } });
      const { left, top, width, height } = dialog()?.getBoundingClientRect() ?? new DOMRect();
      expect(document.elementFromPoint(left + width / 2, top + height / 2)).to.equal(dialog());
      expect(part(element, 'dialog')).to.equal(null);
      end({ code: 'session_cancelled' });
      await until(element, 'cancelled');
      expect(part(element, 'dialog')).to.not.equal(null);
    });

    for (const code of ['session_cancelled', 'consent_declined']) {
      it(`is cancelled on ${code}`, async () => {
        const { element } = await active();
        end({ code, message: 'x' });
        await until(element, 'cancelled');
      });
    }

    for (const [code, expected] of [
      ['device_unsupported', 'device-unsupported'],
      ['camera_permission_denied', 'camera-denied'],
      ['under_supported_age', 'provider-error'],
    ] as const) {
      it(`fails as ${expected} on ${code}`, async () => {
        const { element } = await active();
        end({ code, message: 'Some words.' });
        const { error } = await until(element, 'failed');
        expect(error.code).to.equal(expected);
        expect(error.recovery).to.deep.equal(['retry', 'support']);
        expect(error.message).to.contain(code);
      });
    }

    it('is missed if a script of the page removes its dialog, and not while that is moved', async () => {
      const { element } = await active();
      const cover = dialog()?.parentElement;
      if (cover) document.body.prepend(cover);
      await nextFrame();
      expect(element.state.status).to.equal('active');
      cover?.remove();
      const { error } = await until(element, 'failed');
      expect(error).to.include({ code: 'provider-error' });
      expect(error.recovery).to.deep.equal(['retry', 'support']);
    });

    it('leaves nothing on the page when the attempt is broken off, and the page’s own nodes stay', async () => {
      const { element } = await active();
      const bystander = document.body.appendChild(document.createElement('aside'));
      const frame = dialog();
      expect(frame?.isConnected).to.equal(true);
      element.cancel();
      expect(frame?.isConnected).to.equal(false);
      expect(bystander.isConnected).to.equal(true);
      bystander.remove();
    });

    it('watches the page no more when the attempt is broken off', async () => {
      const { element } = await active();
      expect(observers()).not.to.deep.equal([]);
      element.remove();
      await nextFrame();
      expect(observers()).to.deep.equal([]);
    });

    it('opens no dialog for a user who leaves while Stripe starts', async () => {
      const { element } = await mountVendor({ vendor, payload: session(), attributes: { launch: 'manual' } });
      atStart = () => element.cancel();
      const added: string[] = [];
      const observer = new MutationObserver((records) =>
        added.push(...records.flatMap((record) => [...record.addedNodes].map(({ nodeName }) => nodeName))),
      );
      observer.observe(document.body, { childList: true });
      element.start();
      await until(element, 'cancelled');
      await nextFrame();
      observer.disconnect();
      expect(added).to.deep.equal([]);
    });

    it('leaves a dialog of Stripe’s that the page has opened meanwhile', async () => {
      const { element } = await active();
      const payment = document.createElement('div');
      const frame = document.createElement('iframe');
      frame.src = `${await vendorOrigin(vendor)}/payment`;
      payment.append(frame);
      document.body.append(payment);
      element.cancel();
      expect(dialog()).to.equal(null);
      expect(payment.isConnected).to.equal(true);
      payment.remove();
    });

    it('leaves it, too, once its own dialog has ended', async () => {
      const { element } = await active();
      const payment = document.createElement('iframe');
      payment.src = `${await vendorOrigin(vendor)}/payment`;
      document.body.append(payment);
      end();
      await until(element, 'pending');
      element.reset();
      expect(payment.isConnected).to.equal(true);
      payment.remove();
    });

    it('leaves nothing on the page either where the page names its own origin with a slash', async () => {
      const { element } = await active({ options: { baseUrl: `${await vendorOrigin(vendor)}/` } });
      element.cancel();
      expect(dialog()).to.equal(null);
    });

    it('says which field is missing, and refuses a secret key', async () => {
      const { element } = await mountVendor({
        vendor,
        payload: { publishableKey: 'pk_test_x', token: 'only-this-one' },
      });
      const { error } = await until(element, 'failed');
      expect(error.code).to.equal('bad-response');
      expect(error.message).to.contain('clientSecret').and.to.not.contain('only-this-one');
      const other = await mountVendor({ vendor, payload: { ...session(), publishableKey: 'sk_live_oh_no' } });
      const { error: refusal } = await until(other.element, 'failed');
      expect(refusal.code).to.equal('bad-response');
      expect(refusal.message).to.contain('pk_').and.to.not.contain('sk_live_oh_no');
    });

    it('quotes nothing of what Stripe writes but a code', async () => {
      const { element } = await active();
      const secret = new URL(dialog()?.src ?? '').searchParams.get('token') ?? 'none';
      end({ code: 'unknown', message: `No such session: ${secret}` });
      const { error } = await until(element, 'failed');
      expect(error.message).to.equal('Stripe Identity: unknown');
      expect(JSON.stringify(element.state)).to.not.contain(secret);
    });
  });
});
