import { expect, fixture, html } from '@open-wc/testing';
import { emulators, frameOf, mountUpgrade, offer, play, record, told, until } from '../support/upgrade.js';
import { activeSumsub, freshToken, message, say } from '../support/sumsub.js';
import { nextTask } from '../upgrade/support/deferred.js';

const verdict = { reviewStatus: 'completed', reviewResult: { reviewAnswer: 'GREEN' } };

/** Resolves when an emulated frame says what it has been told. */
const reportFrom = (frame: HTMLIFrameElement) =>
  new Promise<void>((resolve) => {
    addEventListener('message', function hear({ source, data }: MessageEvent<{ emulator?: string } | null>) {
      if (source !== frame.contentWindow || data?.emulator !== 'report') return;
      removeEventListener('message', hear);
      resolve();
    });
  });

/** Resolves when the script of an emulated frame runs. What it is told before is lost, so it is asked again and again. */
async function untilItRuns(frame: HTMLIFrameElement): Promise<void> {
  const isThere = reportFrom(frame);
  const asking = setInterval(() => frame.contentWindow?.postMessage({ emulator: 'report' }, '*'), 20);
  await isThere;
  clearInterval(asking);
}

/** Another frame of Sumsub's origin on the page, that no element has put there. */
async function stranger(): Promise<HTMLIFrameElement> {
  const { sumsub } = await emulators();
  const src = `${sumsub}/websdk/websdk.html?_=id_${btoa(await freshToken('dead'))}`;
  const frame = await fixture<HTMLIFrameElement>(html`<iframe title="A stranger" src=${src}></iframe>`);
  await untilItRuns(frame);
  return frame;
}

/** Has the stranger speak Sumsub's language, and waits until the page has heard it. */
async function forge(frame: HTMLIFrameElement, method: string, payload: object = {}): Promise<void> {
  const heard = reportFrom(frame);
  frame.contentWindow?.postMessage({ emulator: 'send', method, payload }, '*');
  // Answered in order: when this is back, the forged one has been heard.
  frame.contentWindow?.postMessage({ emulator: 'report' }, '*');
  await heard;
}

/** The same with data of any shape. */
async function forgeData(frame: HTMLIFrameElement, data: unknown): Promise<void> {
  const heard = reportFrom(frame);
  frame.contentWindow?.postMessage({ emulator: 'post', data }, '*');
  frame.contentWindow?.postMessage({ emulator: 'report' }, '*');
  await heard;
}

describe('a stranger of Sumsub’s own origin', () => {
  it('causes no error with data that no SDK can read', async () => {
    const { element } = await activeSumsub();
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    let deep: unknown = 'end';
    for (let level = 0; level < 500; level += 1) deep = [deep];
    const senders = [await stranger(), frameOf(element)];
    const errors: unknown[] = [];
    const onError = (event: ErrorEvent) => {
      errors.push(event.message);
      event.preventDefault();
    };
    // In front of the test runner, for which an uncaught error is a failure too.
    addEventListener('error', onError, { capture: true });
    const methods = [null, undefined, 7, 7n, true, {}, [], ['idCheck'], { indexOf: 1 }, cyclic, deep];
    for (const sender of senders) {
      if (!sender) throw new Error('There is no frame.');
      for (const data of [...methods, ...methods.map((method) => ({ method }))]) await forgeData(sender, data);
    }
    removeEventListener('error', onError, { capture: true });
    expect(errors).to.deep.equal([]);
    // It still hears its own frame.
    expect((await say(element, 'onStepInitiated', { idDocSetType: 'SELFIE' })).state).to.include({ step: 'SELFIE' });
  });

  it('a stranger’s verdict counts for nothing, not even with the session’s own id', async () => {
    let sessionId: unknown;
    // Ahead of the SDK, which takes the id out of what it has heard.
    const eavesdrop = ({ data }: MessageEvent<Record<string, unknown>>) => (sessionId ??= data['sessionId']);
    addEventListener('message', eavesdrop, { capture: true });
    const { element } = await activeSumsub();
    removeEventListener('message', eavesdrop, { capture: true });
    expect(sessionId).to.be.a('string');

    const frame = await stranger();
    const statuses = record(element);
    const names: string[] = [];
    element.addEventListener('upgrade-message', ({ name }) => names.push(name));
    for (const id of [sessionId, 'another', undefined]) {
      await forge(frame, 'idCheck.onApplicantVerificationCompleted', { ...verdict, sessionId: id });
      await forge(frame, 'idCheck.onApplicantSubmitted', { sessionId: id });
      await forge(frame, 'idCheck.onError', { code: 'internal-error', sessionId: id });
    }
    expect(statuses).to.deep.equal([]);
    expect(names).to.deep.equal([]);
  });

  it('a stranger cannot speak for a frame that has not spoken yet', async () => {
    const reasons: string[] = [];
    const { element } = await mountUpgrade({
      replies: [offer('dead')],
      attributes: { 'ready-timeout': '60000' },
      properties: { headers: ({ reason }) => (reasons.push(reason), {}) },
    });
    await until(element, 'loading');
    const frame = await stranger();
    let own = frameOf(element);
    for (; !own; own = frameOf(element)) await new Promise(requestAnimationFrame);
    await untilItRuns(own);
    const statuses = record(element);
    await forge(frame, 'idCheck.onReady');
    await forge(frame, 'idCheck.onInitialized');
    await forge(frame, 'idCheck.onApplicantVerificationCompleted', verdict);
    await forge(frame, 'idCheck.onError', { code: 'invalid-token' });
    // A fresh token is asked for a task after the SDK has asked for it.
    await nextTask();
    await nextTask();
    expect(statuses).to.deep.equal([]);
    expect(reasons).to.deep.equal(['start']);
    expect(await told(element)).to.deep.equal([]);
  });

  it('leaves a running verification able to end', async () => {
    const { element } = await activeSumsub();
    const frame = await stranger();
    await forge(frame, 'idCheck.onInitialized');
    const heard = message(element, 'onApplicantStatusChanged');
    play(element, 'idCheck.onApplicantStatusChanged', verdict);
    await heard;
    expect(element.state.status).to.equal('pending');
  });
});
