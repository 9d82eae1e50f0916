import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startDemo } from '../support/pages.js';
import { doctor } from './support/doctor.js';

describe('the demo', () => {
  it('passes the doctor', async () => {
    const demo = await startDemo();
    try {
      const { code, out } = await doctor(demo.url);
      assert.equal(code, 0, out);
      assert.match(out, /endpoint: POST .* answers with 401 and ER700/);
    } finally {
      await demo.close();
    }
  });
});
