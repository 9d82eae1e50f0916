import { canMoveInOne, moveInOne } from '../../support/abilities.js';
import { parts, wordsOf } from '../../support/view.js';
import { setOnline, setVisible } from '../support/fake-page.js';
import { mintToken } from './secrets.js';
import { setInView } from './sight.js';
import type { Walk } from './walk.js';

/** Does something, and says what; nothing where it makes no sense now. */
type Action = (walk: Walk) => string | undefined | Promise<string>;

/** Lets everything run that is ready to; timers stand still. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await nextTask();
}

const { port1, port2 } = new MessageChannel();
let waiting: (() => void)[] = [];
port1.onmessage = () => {
  const ready = waiting;
  waiting = [];
  for (const go of ready) go();
};

/** A turn of the event loop, without a timer. */
const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(undefined);
  });

const attributes: Readonly<Record<string, readonly string[]>> = {
  launch: ['manual', 'manual', 'auto', 'visible'],
  display: ['inline', 'dialog'],
  theme: ['auto', 'light', 'dark'],
  lang: ['en', 'nl', 'de', 'xx'],
  'status-endpoint': ['', '/status', '/status', '/status'],
  'ready-timeout': ['5000', '20000', 'soon'],
  'request-timeout': ['3000', '15000'],
  'default-provider': ['acme', 'nobody', ''],
  'sign-in-url': ['', '/sign-in', 'javascript:void 0'],
  'support-url': ['', '/support'],
  'heading-level': ['3', '-1'],
};

/** Starts, where no attempt is under way; else nothing may come of it. */
function start(walk: Walk): string {
  if (!walk.element.isConnected) walk.isWanted = true;
  else if (!walk.isBusy) walk.permit('start');
  walk.element.start();
  return 'start()';
}

function click(walk: Walk): string | undefined {
  const buttons = ['button', 'close']
    .flatMap((name) => parts(walk.element, name))
    .filter((one) => one.matches('button'));
  if (buttons.length === 0) return undefined;
  const button = walk.chance.pick(buttons);
  if (!walk.isBusy) {
    walk.permit('start');
    walk.permit('retry');
  }
  walk.permit('status');
  button.click();
  return `click "${button.ariaLabel ?? wordsOf(button)}"`;
}

/** An idle element has a reason to launch, if it launches by itself or has been asked to. */
function launches(walk: Walk): void {
  const { element, isWanted } = walk;
  walk.isLaunching = element.isConnected && (element.launch !== 'manual' || isWanted);
  if (walk.isLaunching) walk.permit('start');
}

function append(walk: Walk): string | undefined {
  const { element, chance, places } = walk;
  if (element.isConnected) return undefined;
  if (walk.isWanted) walk.permit('start');
  chance.pick(places).append(element);
  launches(walk);
  walk.isWanted = false;
  return 'append';
}

/** Taken off the page; perhaps only for a moment, which is a move. */
async function remove(walk: Walk): Promise<string> {
  walk.element.remove();
  await Promise.resolve();
  await Promise.resolve();
  walk.hasLeft = true;
  walk.isLaunching = false;
  walk.permits.clear();
  return 'remove';
}

function move(walk: Walk): string | undefined {
  const { element, chance, places } = walk;
  if (!element.isConnected) return undefined;
  const place = chance.pick(places);
  if (canMoveInOne && chance.happens(0.4)) {
    moveInOne(place, element);
    return 'moveBefore';
  }
  if (chance.happens(0.5)) element.remove();
  place.append(element);
  return 'move';
}

function setAttribute(walk: Walk): string {
  const name = walk.chance.pick(Object.keys(attributes));
  const value = walk.chance.pick(attributes[name] ?? []);
  walk.element.setAttribute(name, value);
  if (name === 'launch' && walk.element.state.status === 'idle') launches(walk);
  return `${name}="${value}"`;
}

function answer(walk: Walk): string | undefined {
  const given = walk.server.answer();
  if (!given) return undefined;
  if (given.hasExpired && given.ask.reason !== 'expired' && !given.ask.signal.aborted) walk.grant('expired');
  return `answer to ${given.ask.reason}`;
}

/** The SDK, or one that is long gone, says something. */
function report(walk: Walk): string | undefined {
  const { chance, vendor } = walk;
  const stay = chance.happens(0.85) ? vendor.live : vendor.stays.at(-1 - chance.below(4));
  if (!stay || (!stay.isLive && chance.happens(0.5))) return undefined;
  const event = vendor.event(stay.context.payload.accessToken ?? mintToken());
  const { isLive } = stay;
  const { state } = walk.element;
  stay.context.report(event);
  if (!isLive && walk.element.state !== state) walk.wrong(`An SDK that is gone has changed the state: ${event.type}.`);
  return `${isLive ? 'the' : 'a former'} SDK: ${event.type}`;
}

function refresh(walk: Walk): string | undefined {
  const { chance, vendor } = walk;
  const stay = chance.happens(0.8) ? vendor.live : vendor.stays.at(-1 - chance.below(4));
  if (!stay) return undefined;
  if (stay.isLive) walk.grant('refresh');
  stay.context.refresh().catch(() => undefined);
  return `${stay.isLive ? 'the' : 'a former'} SDK: refresh()`;
}

/** An SDK that took its time is there, or gone, at last. */
function release(walk: Walk): string | undefined {
  const slow = walk.vendor.stays.filter((stay) => stay.release);
  if (slow.length === 0) return undefined;
  const stay = walk.chance.pick(slow);
  const { release: go } = stay;
  stay.release = undefined;
  go?.();
  return 'a slow SDK comes or goes';
}

async function wait(walk: Walk): Promise<string> {
  const time = walk.chance.pick([50, 1000, 1000, 3000, 6000, 21_000, 61_000]);
  for (let left = time; left > 0; left -= 1000) {
    // As in a browser: what a timer has set off runs before the next timer.
    await walk.clock.tickAsync(Math.min(left, 1000));
    await nextTask();
  }
  return `${time} ms pass`;
}

function network(walk: Walk): string {
  walk.isOnline = !walk.isOnline;
  const { state } = walk.element;
  if (walk.isOnline && state.status === 'failed' && state.error.code === 'offline') walk.permit('retry');
  setOnline(walk.isOnline);
  return walk.isOnline ? 'online' : 'offline';
}

function tab(walk: Walk): string {
  walk.isVisible = !walk.isVisible;
  if (walk.isVisible) walk.permit('status');
  setVisible(walk.isVisible);
  return walk.isVisible ? 'tab in front' : 'tab behind';
}

function scroll(walk: Walk): string {
  const inView = walk.chance.happens(0.7);
  setInView(inView);
  return inView ? 'scrolled into view' : 'scrolled away';
}

const cancel: Action = ({ element }) => (element.cancel(), 'cancel()');

function reset(walk: Walk): string {
  walk.element.reset();
  walk.isLaunching = walk.isWanted = false;
  return 'reset()';
}

/** A listener of the page acts on the next event, in the middle of things. */
function interrupt(walk: Walk): string {
  const [name, act] = walk.chance.pick<readonly [string, () => unknown]>([
    ['start', () => start(walk)],
    ['cancel', () => cancel(walk)],
    ['reset', () => reset(walk)],
    ['move', () => move(walk)],
    ['report', () => report(walk)],
  ]);
  walk.interruption = () => {
    walk.trace.push(`  the page's listener: ${name}`);
    act();
  };
  return `a listener waits to ${name}`;
}

/** Everything that can happen, and how often it does. */
const actions: readonly (readonly [weight: number, action: Action])[] = [
  [6, start],
  [1, cancel],
  [1, reset],
  [6, click],
  [1, remove],
  [9, append],
  [4, move],
  [6, setAttribute],
  [30, answer],
  [40, report],
  [6, refresh],
  [9, release],
  [9, wait],
  [1, network],
  [1, tab],
  [3, scroll],
  [4, interrupt],
];

/** Does one thing, whichever. Away from the network and from eyes there is little to see: that never lasts. */
export async function act(walk: Walk): Promise<string> {
  if (!walk.isOnline && walk.chance.happens(0.2)) return network(walk);
  if (!walk.isVisible && walk.chance.happens(0.2)) return tab(walk);
  for (;;) {
    const done = await walk.chance.weigh(actions)(walk);
    if (done !== undefined) return done;
  }
}
