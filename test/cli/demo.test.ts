import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startDemo } from '../support/pages.js';
import { complaints, doctor, findings } from './support/doctor.js';

describe('the demo', () => {
  it('passes the doctor, with the page and with the built script', async () => {
    const demo = await startDemo();
    for (const path of ['', 'demo/bare.html']) {
      const address = new URL(path, demo.url).href;
      const { code, out } = await doctor(address);
      assert.equal(code, 0, out);
      const errors = complaints(await findings(address)).filter((line) => !line.startsWith('warning'));
      assert.deepEqual(errors, []);
    }
    await demo.close();
  });
});
