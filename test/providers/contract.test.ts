import { expect } from '@open-wc/testing';
import didit from '../../src/providers/didit.js';
import { hosted } from '../../src/providers/hosted.js';
import { readIdenfy } from '../../src/providers/hosted/idenfy.js';
import onfido from '../../src/providers/onfido.js';
import persona from '../../src/providers/persona.js';
import stripeIdentity from '../../src/providers/stripe-identity.js';
import { loadScript } from '../../src/providers/shared/script.js';
import sumsub from '../../src/providers/sumsub.js';
import veriff from '../../src/providers/veriff.js';
import { adapterContract, AdapterFixture } from '../../src/testing/index.js';
import type { ContractSubject } from '../../src/testing/index.js';
import { pretendDesktop } from '../support/media.js';
import { emulators } from '../support/upgrade.js';
import { postFrom, toldTo, vendorOrigin } from '../support/vendor.js';

const token = async () => (await fetch('/_emulator/token?play=quiet')).text();

type Place = Pick<AdapterFixture<unknown>, 'container'>;

const frameIn = ({ container }: Place) => container.querySelector('iframe');

const say = (fixture: Place, data: unknown) => postFrom(frameIn(fixture), data);

/** The options of an adapter are its own; the kit is the same for all. */
const subject = <Options>(given: ContractSubject<Options>) => given as unknown as ContractSubject<never>;

/** Asks the frame until the SDK has said so to it. */
async function untilTold(fixture: Place, words: string): Promise<void> {
  while (!JSON.stringify(await toldTo(frameIn(fixture))).includes(words));
}

/** A frame is there before its page is: asks until that answers, or will not any more. */
async function until(ask: () => Promise<unknown>): Promise<void> {
  const late = () => new Promise<undefined>((resolve) => setTimeout(resolve, 100));
  for (let times = 0; times < 50 && !(await Promise.race([ask(), late()])); times += 1);
}

const untilThere = (fixture: Place) =>
  until(() => (fixture.container.isConnected ? toldTo(frameIn(fixture)) : Promise.resolve(true)));

const subjects: Readonly<Record<string, (origin: string) => ContractSubject<never>>> = {
  veriff: (baseUrl) =>
    subject({
      adapter: veriff,
      options: { baseUrl },
      urlField: 'url',
      payload: async () => ({ url: `https://magic.veriff.me/v/${await token()}` }),
      submit: (fixture) => say(fixture, 'VERIFF_SUBMITTED'),
    }),
  persona: (baseUrl) =>
    subject({
      adapter: persona,
      options: { baseUrl },
      payload: async () => ({ inquiryId: 'inq_x', sessionToken: await token() }),
      submit: (fixture) =>
        say(fixture, { name: 'complete', metadata: { inquiryId: 'x', status: 'completed', fields: {} } }),
      expire: (fixture) => say(fixture, { name: 'error', error: { status: 409, code: 'unauthenticated' } }),
    }),
  didit: (baseUrl) =>
    subject({
      adapter: didit,
      options: { baseUrl },
      urlField: 'url',
      payload: async () => ({ url: `https://verify.didit.me/session/${await token()}` }),
      submit: (fixture) => say(fixture, { type: 'didit:completed', data: { sessionId: 's', status: 'Pending' } }),
      expire: (fixture) => say(fixture, { type: 'didit:error', data: { error: 'sessionExpired' } }),
    }),
  onfido: (baseUrl) =>
    subject({
      adapter: onfido,
      options: { baseUrl },
      payload: async () => ({ token: await token(), workflowRunId: 'run' }),
      submit: async (fixture) => {
        await untilThere(fixture);
        say(fixture, { remote: 'end' });
      },
      expire: async (fixture) => {
        await untilThere(fixture);
        say(fixture, { remote: 'word', error: { type: 'expired_token' } });
      },
    }),
  'stripe-identity': (baseUrl) =>
    subject({
      adapter: stripeIdentity,
      options: { baseUrl },
      payload: async () => ({ clientSecret: await token(), publishableKey: 'pk_test_emulated' }),
      // Its dialog stands over the page, not in the container.
      submit: async () => {
        const frame = document.querySelector<HTMLIFrameElement>('iframe[title="Stripe Identity"]');
        await until(() => toldTo(frame));
        postFrom(frame, { remote: 'end' });
      },
    }),
  hosted: (baseUrl) =>
    subject({
      adapter: hosted({ hosts: ['vendor.example'], read: readIdenfy }),
      options: { baseUrl },
      urlField: 'url',
      payload: async () => ({ url: `https://id.vendor.example/${await token()}` }),
      submit: (fixture) => say(fixture, { status: 'APPROVED', manualStatus: 'WAITING' }),
    }),
  sumsub: (baseUrl) =>
    subject({
      adapter: sumsub,
      options: { baseUrl },
      payload: async () => ({ accessToken: await token() }),
      submit: (fixture) =>
        frameIn(fixture)?.contentWindow?.postMessage({ emulator: 'send', method: 'idCheck.onApplicantSubmitted' }, '*'),
      expire: (fixture) =>
        frameIn(fixture)?.contentWindow?.postMessage(
          { emulator: 'send', method: 'idCheck.onError', payload: { code: 'invalid-token' } },
          '*',
        ),
      expectLanguage: (fixture, lang) => untilTold(fixture, `"language":"${lang}"`),
      expectTheme: (fixture, theme) => untilTold(fixture, `"theme":"${theme}"`),
    }),
};

for (const [name, create] of Object.entries(subjects)) {
  describe(`the contract, kept by ${name}`, () => {
    pretendDesktop();
    if (name === 'stripe-identity') before(async () => loadScript(`${await vendorOrigin(name)}/sdk.js`));
    for (const [index, { name: sentence }] of adapterContract(create('http://localhost')).entries()) {
      it(sentence, async () => {
        const origin = name === 'sumsub' ? (await emulators()).sumsub : await vendorOrigin(name);
        await adapterContract(create(origin))[index]?.run();
      });
    }
    // The SDKs of the others are part of their adapters, and there at once.
    if (/^(hosted|sumsub)$/.test(name)) return;
    it('starts nothing for a user who has left while the SDK was downloaded', async () => {
      const { adapter, options, payload } = create(await vendorOrigin(name));
      const fixture = new AdapterFixture({ adapter, options, payload: await payload() });
      const mounting = fixture.mount().catch((cause: unknown) => (cause as Error).name);
      await fixture.unmount();
      expect(await mounting).to.equal('AbortError');
    });
  });
}
