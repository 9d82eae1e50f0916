import type { SinonFakeTimers } from 'sinon';
import { fakeClock } from '../../support/fake-clock.js';

/** For one `describe`: time stands still but for `clock.tick…`. Frames, promises and requests go on as ever. */
export function fakeTime(): { readonly clock: SinonFakeTimers } {
  let clock: SinonFakeTimers | undefined;
  beforeEach(() => {
    clock = fakeClock({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  });
  afterEach(() => clock?.restore());
  return {
    get clock() {
      if (clock) return clock;
      throw new Error('Time is fake during a test only.');
    },
  };
}
