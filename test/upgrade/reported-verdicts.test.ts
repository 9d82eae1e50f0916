import { expect } from '@open-wc/testing';
import '../../src/upgrade/poll-status.js';
import type { ProviderEvent, VerificationUpgradeElement } from '../../src/index.js';
import type { FakeMount } from '../../src/testing/fake-provider.js';
import { FakeProvider } from '../../src/testing/fake-provider.js';
import { activeSumsub, say } from '../support/sumsub.js';
import { frameOf, neverReady, offerOf, until } from '../support/upgrade.js';
import { begin, recordConsole } from './support/begin.js';
import { fakeTime } from './support/fake-time.js';

const submitted: ProviderEvent = { type: 'submitted' };
const undecided: ProviderEvent = { type: 'submitted', undecided: true };
const approved: ProviderEvent = { type: 'approved' };
const rejected: ProviderEvent = { type: 'rejected', final: true };
const questionnaire: ProviderEvent = { type: 'step', step: 'QUESTIONNAIRE' };

/** An active SDK of a provider with several levels. */
async function active(): Promise<{ element: VerificationUpgradeElement; sdk: FakeMount }> {
  const fake = new FakeProvider({ singleLevel: false });
  const { element } = await begin({ replies: [offerOf('acme')], properties: { providers: { acme: fake.load } } });
  await until(element, 'active');
  return { element, sdk: await fake.mounted() };
}

describe('a verdict on the documents', () => {
  const time = fakeTime();
  recordConsole();

  const goingOn: Readonly<Record<string, ProviderEvent>> = {
    'in the questionnaire that follows': questionnaire,
    'asked to hand in something again': { type: 'step', step: 'awaitingUser' },
  };
  for (const verdict of [approved, rejected]) {
    for (const [what, step] of Object.entries(goingOn)) {
      it(`${verdict.type} does not end what the user is ${what}`, async () => {
        const { element, sdk } = await active();
        for (const event of [submitted, step, verdict]) sdk.report(event);
        await time.clock.tickAsync(60_000);
        expect(element.state.status).to.equal('pending');
        expect(sdk.unmounts).to.equal(0);
      });
    }
  }

  it('does not end more steps than before', async () => {
    const { element, sdk } = await active();
    sdk.report({ type: 'step', progress: { current: 3, total: 3 } });
    sdk.report(submitted);
    sdk.report({ type: 'step', progress: { current: 3, total: 5 } });
    sdk.report(approved);
    await time.clock.tickAsync(60_000);
    expect(element.state.status).to.equal('pending');
    expect(sdk.unmounts).to.equal(0);
  });

  it('counts once the questionnaire is submitted, too', async () => {
    const { element, sdk } = await active();
    for (const event of [submitted, questionnaire, approved, questionnaire, submitted, approved]) sdk.report(event);
    await time.clock.tickAsync(4_000);
    expect(element.state).to.include({ status: 'approved', confirmedBy: 'provider' });
  });

  it('does not count if the provider takes it back while it is held', async () => {
    const { element, sdk } = await active();
    for (const event of [submitted, approved, undecided]) sdk.report(event);
    await time.clock.tickAsync(60_000);
    expect(element.state.status).to.equal('pending');
    expect(sdk.unmounts).to.equal(0);
    sdk.report(approved);
    await time.clock.tickAsync(4_000);
    expect(element.state).to.include({ status: 'approved', confirmedBy: 'provider' });
  });

  it('does not count if it came twice and the provider takes it back', async () => {
    const { element, sdk } = await active();
    for (const event of [submitted, approved, approved, undecided]) sdk.report(event);
    await time.clock.tickAsync(60_000);
    expect(element.state.status).to.equal('pending');
  });

  it('rejected, shortly after another one that is being held, ends that', async () => {
    const { element, sdk } = await active();
    for (const event of [submitted, approved, rejected]) sdk.report(event);
    await time.clock.tickAsync(60_000);
    expect(element.state).to.include({ status: 'rejected', confirmedBy: 'provider' });
  });
});

describe('an SDK that fails', () => {
  recordConsole();

  it('changes nothing if its first word was the submission', async () => {
    const fake = new FakeProvider({ ...neverReady, singleLevel: false });
    const { element } = await begin({ replies: [offerOf('acme')], properties: { providers: { acme: fake.load } } });
    const sdk = await fake.mounted();
    sdk.report(submitted);
    sdk.report({ type: 'failed' });
    expect(element.state.status).to.equal('pending');
  });

  it('ends the attempt if it has reported no submission, but a verdict of before', async () => {
    const { element, sdk } = await active();
    sdk.report(approved);
    expect(element.state.status).to.equal('pending');
    sdk.report({ type: 'failed' });
    expect(element.state.status).to.equal('failed');
  });
});

describe('a provider that goes on with other steps', () => {
  const time = fakeTime();
  recordConsole();

  const others: Readonly<Record<string, readonly [progress: { current: number; total: number }, status: string]>> = {
    'fewer steps than before, the first of them': [{ current: 1, total: 2 }, 'active'],
    'more steps than before': [{ current: 1, total: 4 }, 'active'],
    'the last of fewer steps': [{ current: 2, total: 2 }, 'approved'],
    'the last of as many steps': [{ current: 3, total: 3 }, 'approved'],
  };
  for (const [what, [progress, status]] of Object.entries(others)) {
    it(`shows ${what} while its approval is held: ${status}`, async () => {
      const { element, sdk } = await active();
      sdk.report({ type: 'step', progress: { current: 2, total: 3 } });
      sdk.report(submitted);
      sdk.report(approved);
      sdk.report({ type: 'step', progress });
      await time.clock.tickAsync(60_000);
      expect(element.state.status).to.equal(status);
    });
  }

  it('is under review though it has reported no steps before', async () => {
    const { element, sdk } = await active();
    sdk.report(submitted);
    sdk.report({ type: 'step', progress: { current: 1, total: 3 } });
    expect(element.state.status).to.equal('pending');
  });

  it('is under review also after a step that has neither a name nor progress', async () => {
    const { element, sdk } = await active();
    sdk.report(submitted);
    sdk.report({ type: 'step' });
    expect(element.state.status).to.equal('pending');
  });
});

describe('what Sumsub says of another level than the one that the applicant is at', () => {
  const time = fakeTime();
  recordConsole();

  const change = ['onApplicantLevelChanged', { levelName: 'satoshi-kyc' }] as const;
  const selfie = ['onStepInitiated', { idDocSetType: 'SELFIE' }] as const;
  const handedIn = ['onApplicantSubmitted', {}] as const;
  const review = (levelName: string, reviewStatus: string, reviewAnswer?: string) => [
    'onApplicantStatusChanged',
    { levelName, reviewStatus, ...(reviewAnswer && { reviewResult: { reviewAnswer, reviewRejectType: 'FINAL' } }) },
  ];
  const cases: Readonly<Record<string, readonly [messages: readonly (readonly unknown[])[], status: string]>> = {
    'a late approval does not count': [
      [change, selfie, handedIn, review('basic-kyc', 'completed', 'GREEN')],
      'pending',
    ],
    'a late rejection does not count': [[change, selfie, handedIn, review('basic-kyc', 'completed', 'RED')], 'pending'],
    'an approval does not end a step': [[change, selfie, review('basic-kyc', 'completed', 'GREEN')], 'active'],
    'a request for more counts': [[change, selfie, handedIn, review('questionnaire', 'init')], 'active'],
    'an open review takes back an approval': [
      [change, selfie, handedIn, review('satoshi-kyc', 'completed', 'GREEN'), review('questionnaire', 'queued')],
      'pending',
    ],
    'the approval of this level counts': [
      [change, selfie, handedIn, review('satoshi-kyc', 'completed', 'GREEN')],
      'approved',
    ],
    'an approval of an unnamed level counts': [
      [change, selfie, handedIn, review('', 'completed', 'GREEN')],
      'approved',
    ],
    'a change back is one': [
      [
        change,
        handedIn,
        ['onApplicantLevelChanged', { levelName: 'basic-kyc' }],
        review('satoshi-kyc', 'completed', 'GREEN'),
      ],
      'active',
    ],
  };
  for (const [what, [messages, status]] of Object.entries(cases)) {
    it(what, async () => {
      const { element } = await activeSumsub();
      for (const [name, payload] of messages) await say(element, String(name), Object(payload) as object);
      await time.clock.tickAsync(4_000);
      expect(element.state.status).to.equal(status);
    });
  }
});

describe('an end of a review that Sumsub does not explain', () => {
  const time = fakeTime();
  recordConsole();

  const ended = ['onApplicantActionStatusChanged', { reviewStatus: 'completed' }] as const;
  const legacy = ['onActionCompleted', { applicantActionId: 'x1' }] as const;
  const approval = ['onApplicantActionCompleted', { answer: 'GREEN' }] as const;
  const handedIn = ['onApplicantActionSubmitted', {}] as const;
  const cases: Readonly<Record<string, readonly [messages: readonly (readonly [string, object])[], status: string]>> = {
    'is no submission: the approval that follows is an earlier one': [[ended, approval], 'pending'],
    'is none by its former name either': [[legacy, approval], 'pending'],
    'is under review if nothing follows': [[legacy], 'pending'],
    'does not keep away the approval of what was handed in': [[ended, handedIn, approval], 'approved'],
    'is the end of what was handed in': [[handedIn, ended, approval], 'approved'],
  };
  for (const [what, [messages, status]] of Object.entries(cases)) {
    it(what, async () => {
      const { element } = await activeSumsub();
      for (const [name, payload] of messages) await say(element, name, payload);
      await time.clock.tickAsync(4_000);
      expect(element.state.status).to.equal(status);
    });
  }
});

describe('the decision on an action that Sumsub already has', () => {
  it('leaves the SDK, which asks for another try', async () => {
    const { element } = await activeSumsub();
    const reviewResult = { reviewAnswer: 'RED', reviewRejectType: 'RETRY' };
    await say(element, 'onApplicantActionStatusChanged', { reviewStatus: 'completed', reviewResult });
    const { state } = await say(element, 'onApplicantActionCompleted', { answer: 'RED' });
    expect(state.status).to.equal('pending');
    expect(frameOf(element)?.isConnected).to.equal(true);
  });
});
