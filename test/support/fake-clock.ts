import { useFakeTimers } from 'sinon';
import type { SinonFakeTimers } from 'sinon';

/**
 * Sinon's fake timers, and `performance.now()` with them. Sinon would replace the whole object: WebKit goes on with the former one
 * in code that has read it often.
 */
export function fakeClock(
  config: Exclude<Parameters<typeof useFakeTimers>[0], number | Date | undefined>,
): SinonFakeTimers {
  const clock = useFakeTimers(config);
  const faked = Reflect.get(clock, 'performance') as Pick<Performance, 'now'>;
  const restore = clock.restore.bind(clock);
  performance.now = () => faked.now();
  clock.restore = () => {
    Reflect.deleteProperty(performance, 'now');
    restore();
  };
  return clock;
}
