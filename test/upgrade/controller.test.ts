import { expect } from '@open-wc/testing';
import { defaults } from '../../src/element/settings.js';
import { UpgradeController } from '../../src/upgrade/controller.js';
import { UpgradeError } from '../../src/upgrade/error.js';
import { send } from '../../src/upgrade/request.js';
import type { UpgradeState } from '../../src/upgrade/state.js';
import { recordConsole } from './support/begin.js';

describe('code of an attempt that cannot be loaded', () => {
  const console = recordConsole();

  /** The last state of an attempt whose code fails to load like this. */
  const failingBy = (cause: Error) =>
    new Promise<UpgradeState>((resolve) => {
      const controller = new UpgradeController({
        readSettings: () => ({ ...defaults, send, request: () => new Promise(() => undefined) }),
        prepare: () => undefined,
        loadAttempt: () => Promise.reject(cause),
        takeEarlyReply: () => undefined,
        beforeStateChange: () => undefined,
        stateChanged(state) {
          if (state.status === 'failed') resolve(state);
        },
      });
      controller.start('start');
    });

  it('is provider-load-failed, with the cause', async () => {
    const cause = new TypeError('Failed to fetch dynamically imported module.');
    const state = await failingBy(cause);
    expect(state).to.have.nested.include({ 'error.code': 'provider-load-failed', 'error.cause': cause });
    expect(console.text).to.include(`provider-load-failed: The element did not load. ${String(cause)}`);
  });

  it('fails as the error that it throws, if that is an UpgradeError', async () => {
    const error = new UpgradeError('unknown-provider');
    expect(await failingBy(error)).to.include({ error });
  });
});
