import { expect } from '@open-wc/testing';
import type { UpgradeMessageEvent, UpgradeWarningEvent } from '../../src/index.js';
import { frameOf, mountUpgrade, next, offer, part, play, told, until } from '../support/upgrade.js';
import { activeSumsub, message, say } from '../support/sumsub.js';
import { firstView } from '../support/view.js';

/** What a frame may send that only Sumsub and the user should see. */
const personal = {
  applicantId: '5f1a',
  applicantActionId: '9c2b',
  imageId: 7,
  idDocType: 'PASSPORT',
  country: 'NLD',
  residency: 'NLD',
  authCode: 'secret',
  redirectUrl: 'https://shop.example/?code=secret',
  creationDate: '2026-11-23',
  passcode: '1234',
  postcode: '1011 AB',
  securityanswer: 'Rex',
  codeword: 'Rex',
  reviewResult: { reviewAnswer: 'RED', moderationComment: 'The face on the photo is another.' },
};

describe('what the page’s analytics hear of Sumsub', () => {
  it('is every message under its own name, known or not', async () => {
    const { element } = await activeSumsub();
    const names: string[] = [];
    element.addEventListener('upgrade-message', ({ name, provider }) => {
      // The frame's own, whenever its fonts or its box change.
      if (!name.endsWith('onResize')) names.push(`${provider} ${name}`);
    });
    await say(element, 'onStepInitiated', { idDocSetType: 'IDENTITY' });
    await say(element, 'onSomethingOfTomorrow');
    expect(names).to.deep.equal(['sumsub idCheck.onStepInitiated', 'sumsub idCheck.onSomethingOfTomorrow']);
  });

  it('goes up through the page', async () => {
    const { element } = await activeSumsub();
    const heard = next<UpgradeMessageEvent>(document, 'upgrade-message');
    play(element, 'idCheck.onSomethingOfTomorrow');
    expect((await heard).target).to.equal(element);
  });

  it('holds the fields that are neither secret nor personal, and no other', async () => {
    const { element } = await activeSumsub();
    const harmless = {
      idDocSetType: 'IDENTITY',
      currentStep: 1,
      totalSteps: 3,
      answer: 'GREEN',
      levelName: 'satoshi',
      reviewStatus: 'pending',
      code: 'low-photo-quality',
    };
    const { event } = await say(element, 'onSomethingOfTomorrow', { ...personal, ...harmless });
    expect(event.payload).to.deep.equal(harmless);
  });

  it('is no field that quotes the token, under whatever name', async () => {
    const { element } = await activeSumsub();
    const token = String((await told(element))[0]?.['accessToken']);
    const { event } = await say(element, 'onSomethingOfTomorrow', {
      accessToken: token,
      code: `failed for ${token}`,
      answer: { deep: [token] },
      levelName: btoa(token),
      reviewStatus: 'pending',
    });
    expect(event.payload).to.deep.equal({ reviewStatus: 'pending' });
  });

  it('holds no token from the first message to the last of a whole story', async () => {
    const heard: UpgradeMessageEvent[] = [];
    const { element } = await mountUpgrade({ replies: [offer('auto')], attributes: { launch: 'manual' } });
    element.addEventListener('upgrade-message', (event) => heard.push(event));
    element.start();
    await until(element, 'approved');
    const text = JSON.stringify(heard.map(({ name, payload }) => ({ name, payload })));
    expect(heard.length).to.be.above(10);
    expect(text).to.not.contain('_act-').and.to.not.contain('applicantId');
  });
});

describe('what goes wrong inside Sumsub’s frame', () => {
  for (const [name, payload, words] of [
    ['onUploadError', { code: 'file-too-big', error: 'The file of Alex is too big.' }, 'Sumsub: file-too-big'],
    ['onUploadWarning', { code: 'low-quality', msg: 'The photo is blurred.' }, 'Sumsub: low-quality'],
  ] as const) {
    it(`is a warning on ${name}, and the user goes on`, async () => {
      const { element } = await activeSumsub();
      const warned = next<UpgradeWarningEvent>(element, 'upgrade-warning');
      const { state } = await say(element, name, payload);
      const { code, message: text } = await warned;
      expect(code).to.equal('upload');
      expect(text).to.equal(words);
      expect(state.status).to.equal('active');
      expect(frameOf(element)).to.not.equal(null);
    });
  }

  it('ends the attempt on an error, with its code for the developer', async () => {
    const { element } = await activeSumsub();
    play(element, 'idCheck.onError', { code: 'internal-error', error: 'It cannot go on.', reason: 'Maintenance' });
    const { error } = await until(element, 'failed');
    expect(error).to.include({ code: 'provider-error', kind: 'provider' });
    expect(error.message).to.equal('Sumsub: internal-error Maintenance');
    expect(error.recovery).to.deep.equal(['retry', 'support']);
    expect(frameOf(element)).to.equal(null);
    await firstView(element);
    expect(part(element, 'code')?.textContent).to.contain('provider-error');
    expect(element.shadowRoot?.textContent).to.not.contain('internal-error');
  });

  it('ends the attempt on an error that says nothing', async () => {
    const { element } = await activeSumsub();
    play(element, 'idCheck.onError');
    const { error } = await until(element, 'failed');
    expect(error.code).to.equal('provider-error');
  });

  it('keeps the token out of the error that the page gets', async () => {
    const { element } = await activeSumsub();
    const token = String((await told(element))[0]?.['accessToken']);
    play(element, 'idCheck.onError', { code: 'internal-error', error: `No applicant for ${token}` });
    const { error } = await until(element, 'failed');
    expect(`${error.message} ${error.stack ?? ''} ${String(error.cause)}`).to.not.contain(token);
    expect(element.shadowRoot?.textContent).to.not.contain(token);
  });

  it('is passed on as a code or not at all, however it quotes the token', async () => {
    const { element } = await activeSumsub();
    const token = String((await told(element))[0]?.['accessToken']);
    const claims = token.split('.')[1] ?? '';
    const events: unknown[] = [];
    for (const name of ['upgrade-message', 'upgrade-warning', 'upgrade-state-change'] as const)
      element.addEventListener(name, ({ type, ...own }) => events.push([type, { ...own }]));
    const spellings = [
      ...[token, token.slice(0, 60), token.replace(/^_act-sbx-jwt-/, ''), claims, atob(claims), btoa(token)],
      ...[token.toUpperCase(), token.slice(0, 24), token.replaceAll(/(?<=.)(?=.)/g, ' '), `${token.slice(0, 30)}...`],
    ];
    for (const spelling of spellings) {
      play(element, `idCheck.${spelling}`);
      await say(element, 'onUploadError', { code: spelling, msg: spelling, error: spelling, reason: spelling });
      await say(element, 'onStepInitiated', { idDocSetType: spelling });
      await say(element, 'onSomethingOfTomorrow', { levelName: spelling, answer: spelling, code: [spelling] });
    }
    play(element, 'idCheck.onError', { code: token, error: claims, reason: atob(claims) });
    const { error } = await until(element, 'failed');
    const text = JSON.stringify([events, error.message, element.state]);
    for (const spelling of spellings) expect(text).to.not.contain(spelling.slice(0, 24));
  });

  it('is heard before the first screen, too', async () => {
    const { element } = await mountUpgrade({ replies: [offer('stuck')] });
    await message(element, 'onReady');
    play(element, 'idCheck.onError', { code: 'no-level', error: 'There is no such level.' });
    expect((await until(element, 'failed')).error.message).to.contain('no-level');
  });
});
