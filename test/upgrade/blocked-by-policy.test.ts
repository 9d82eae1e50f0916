import { expect } from '@open-wc/testing';
import { emulators, frameOf, offer } from '../support/upgrade.js';
import { failure, recordConsole } from './support/begin.js';

describe('on a page whose policy allows no foreign frames', () => {
  const console = recordConsole();
  let violations = 0;

  before(() => {
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = "frame-src 'self'";
    document.head.append(policy);
    document.addEventListener('securitypolicyviolation', () => violations++);
  });

  it('the upgrade fails at once, the console names the line to add, and the token stays out of it', async () => {
    const { sumsub } = await emulators();
    const { element, error } = await failure({ replies: [offer('quiet')] });
    expect(violations).to.be.greaterThan(0);
    expect(error).to.include({ code: 'provider-blocked', kind: 'configuration' });
    expect(error.recovery).to.deep.equal(['retry', 'support']);
    expect(error.message).to.contain(`frame-src ${sumsub}`);
    expect(console.text).to.contain(`frame-src ${sumsub}`);
    expect(console.text).not.to.contain('_act-');
    expect(frameOf(element)).to.equal(null);
  });
});
