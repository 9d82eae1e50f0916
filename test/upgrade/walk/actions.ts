import { canMoveInOne, moveInOne } from '../../support/abilities.js';
import { wordsOf } from '../../support/view.js';
import { setOnline, setVisible } from '../support/fake-page.js';
import { setInView } from './fake-viewport.js';
import { tokenOf } from './provider.js';
import type { WalkElement } from './walk-element.js';
import type { Walk } from './walk.js';

/** Does something with one element of the page, and says what; undefined if that is impossible now. */
type Action = (own: WalkElement, walk: Walk) => string | undefined | Promise<string | undefined>;

/** Lets everything run that is ready to run; timers stand still. */
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
  launch: ['manual', 'manual', 'auto', 'visible', 'offer', 'offer'],
  display: ['inline', 'dialog'],
  theme: ['auto', 'light', 'dark'],
  lang: ['en', 'nl', 'de', 'xx'],
  method: ['post', 'post', 'get'],
  'status-endpoint': ['', '/status', '/status', '/status'],
  'levels-endpoint': ['', '/levels'],
  'wait-for': ['', 'headers', 'request'],
  'ready-timeout': ['5000', '20000', 'soon'],
  'request-timeout': ['3000', '15000'],
  'default-provider': ['acme', 'nobody', ''],
  'sign-in-url': ['', '/sign-in', 'javascript:void 0'],
  'support-url': ['', '/support'],
  'heading-level': ['3', '-1'],
};

/** The page or the user asks for a start; nothing comes of it while an attempt is under way. */
function ask(own: WalkElement, callback: () => void): void {
  const wasAsking = own.isAsking;
  own.isAsking = true;
  callback();
  own.isAsking = wasAsking;
}

function start(own: WalkElement): string {
  if (!own.element.isConnected) own.isWanted = true;
  else if (!own.isBusy) own.permit('start');
  ask(own, () => own.element.start());
  return 'start()';
}

function click(own: WalkElement): string | undefined {
  const { element, walk } = own;
  const all = element.shadowRoot?.querySelectorAll<HTMLElement>('button, summary') ?? [];
  const buttons = [...all].filter((button) => button.checkVisibility());
  if (buttons.length === 0) return undefined;
  const button = walk.chance.pick(buttons);
  if (!own.isBusy) {
    own.permit('start');
    own.permit('retry');
  }
  own.permit('status');
  ask(own, () => button.click());
  return `click "${button.ariaLabel ?? wordsOf(button)}"`;
}

/** An idle element has a reason to launch if it launches by itself, was asked to, or was interrupted. */
function expectLaunch(own: WalkElement): void {
  const { element, isWanted } = own;
  const isInterrupted = element.resume && sessionStorage.getItem(own.resumeKey) !== null;
  own.isLaunching = element.isConnected && (element.launch !== 'manual' || isWanted || isInterrupted);
  if (own.isLaunching) own.permit('start');
  if (own.isLaunching && isInterrupted) own.permit('resume');
}

function append(own: WalkElement, { chance, places }: Walk): string | undefined {
  const { element } = own;
  if (element.isConnected) return undefined;
  const place = chance.pick(places);
  if (own.isWanted) {
    own.permit('start');
    ask(own, () => place.append(element));
  } else place.append(element);
  expectLaunch(own);
  own.isWanted = false;
  if (chance.happens(0.9)) return 'append';
  // Before anything of the launch has run.
  return `append, ${chance.happens(0.5) ? reset(own) : cancel(own)}`;
}

/** Taken off the page. */
async function remove(own: WalkElement): Promise<string> {
  own.element.remove();
  await Promise.resolve();
  await Promise.resolve();
  own.hasLeft = true;
  own.isLaunching = false;
  own.permits.clear();
  return 'remove';
}

/** The page is loaded again: the element leaves without having been removed, and is there again. */
async function reload(own: WalkElement, walk: Walk): Promise<string | undefined> {
  const { element, resumeKey } = own;
  if (!element.isConnected) return undefined;
  const mark = sessionStorage.getItem(resumeKey);
  await remove(own);
  if (mark) sessionStorage.setItem(resumeKey, mark);
  return `reload${mark && element.resume ? ' of an interrupted attempt' : ''}, ${append(own, walk) ?? ''}`;
}

function move({ element }: WalkElement, { chance, places }: Walk): string | undefined {
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

function setAttribute(own: WalkElement, { chance }: Walk): string {
  const name = chance.pick(Object.keys(attributes));
  const value = chance.pick(attributes[name] ?? []);
  own.element.setAttribute(name, value);
  if (name === 'launch' && own.element.state.status === 'idle') expectLaunch(own);
  return `${name}="${value}"`;
}

function setProperty({ element, server }: WalkElement, { chance }: Walk): string {
  if (chance.happens(0.3)) {
    element.earlyReply = server.early();
    return 'earlyReply set';
  }
  if (chance.happens(0.5)) return `resume = ${String((element.resume = !element.resume))}`;
  element.headers = element.headers ? undefined : {};
  return `headers ${element.headers ? 'set' : 'unset'}`;
}

function answer(own: WalkElement): string | undefined {
  const answered = own.server.answer();
  if (!answered) return own.server.answerEarly() ? 'answer to an early request' : undefined;
  const { request, hasExpired } = answered;
  if (hasExpired && request.reason !== 'expired' && !request.signal.aborted) own.grant('expired');
  return `answer to ${request.reason}${hasExpired ? ': expired' : ''}`;
}

/** The SDK, or one that is gone already, reports something. */
function report(own: WalkElement, { chance, providers }: Walk): string | undefined {
  const mount = chance.happens(0.9) ? own.live : own.mounts.at(-1 - chance.below(4));
  if (!mount || own.isReporting) return undefined;
  const { isLive } = mount;
  const event = providers.event(tokenOf(mount));
  if (isLive) own.verdicts.record(event, mount.adapter.singleLevel === true);
  const { state } = own.element;
  own.isReporting = true;
  mount.report(event);
  own.isReporting = false;
  if (!isLive && own.element.state !== state) own.violate(`An SDK that is gone has changed the state: ${event.type}.`);
  const step = event.type === 'step' ? ` ${event.step ?? JSON.stringify(event.progress)}` : '';
  return `${isLive ? 'the' : 'a former'} SDK: ${event.type}${step}`;
}

function refresh(own: WalkElement, { chance }: Walk): string | undefined {
  const mount = chance.happens(0.8) ? own.live : own.mounts.at(-1 - chance.below(4));
  if (!mount) return undefined;
  if (mount.isLive) own.grant('refresh');
  mount.context.refresh().catch(() => undefined);
  return `${mount.isLive ? 'the' : 'a former'} SDK: refresh()`;
}

/** A mount or an unmount that takes time is done. */
function release(own: WalkElement, { chance }: Walk): string | undefined {
  const slow = own.mounts.filter((mount) => mount.release);
  if (slow.length === 0) return undefined;
  const mount = chance.pick(slow);
  const { release: complete } = mount;
  mount.release = undefined;
  complete?.();
  return 'a slow mount or unmount is done';
}

/** Something else on the page removes what the SDK has rendered, or its frame is loaded again. */
function disturb(own: WalkElement, { chance }: Walk): string | undefined {
  const { live } = own;
  if (!live?.hasRendered || live.isEmpty) return undefined;
  const { frame, context } = live;
  if (frame && chance.happens(0.6)) {
    frame.dispatchEvent(new Event('load'));
    return 'the frame is loaded again';
  }
  if (chance.happens(0.5)) context.container.remove();
  else context.container.replaceChildren();
  return 'the page removes what the SDK has rendered';
}

async function wait(_: WalkElement, { chance, clock }: Walk): Promise<string> {
  const time = chance.pick([50, 1000, 1000, 3000, 4000, 6000, 21_000, 61_000]);
  for (let left = time; left > 0; left -= 1000) {
    // As in a browser: what a timer has set off runs before the next timer.
    await clock.tickAsync(Math.min(left, 1000));
    await nextTask();
  }
  return `${time} ms pass`;
}

function network(walk: Walk): string {
  walk.isOnline = !walk.isOnline;
  for (const own of walk.elements) {
    const { state } = own.element;
    if (walk.isOnline && state.status === 'failed' && state.error.code === 'offline') own.permit('retry');
  }
  setOnline(walk.isOnline);
  return walk.isOnline ? 'online' : 'offline';
}

function tab(walk: Walk): string {
  walk.isVisible = !walk.isVisible;
  if (walk.isVisible) for (const own of walk.elements) own.permit('status');
  setVisible(walk.isVisible);
  return walk.isVisible ? 'tab in front' : 'tab behind';
}

function scroll(_: WalkElement, { chance }: Walk): string {
  const inView = chance.happens(0.7);
  setInView(inView);
  return inView ? 'scrolled into view' : 'scrolled away';
}

function cancel(own: WalkElement): string {
  own.isCancelledByPage = true;
  own.isLaunching = own.isWanted = false;
  own.permits.delete('start');
  own.permits.delete('resume');
  own.element.cancel();
  return 'cancel()';
}

function reset(own: WalkElement): string {
  own.isLaunching = own.isWanted = false;
  own.permits.delete('start');
  own.permits.delete('resume');
  own.element.reset();
  return 'reset()';
}

/** A listener of the page acts on the next event, in the middle of a transition. */
function interrupt(own: WalkElement, walk: Walk): string {
  const [name, act] = walk.chance.pick<readonly [string, () => unknown]>([
    ['start', () => start(own)],
    ['cancel', () => cancel(own)],
    ['reset', () => reset(own)],
    ['move', () => move(own, walk)],
    ['report', () => report(own, walk)],
  ]);
  own.interruption = () => {
    walk.trace.push(`  ${own.name}: the page's listener: ${name}`);
    act();
  };
  return `a listener will ${name}`;
}

/** Everything that can happen, and how often it does. */
const actions: readonly (readonly [weight: number, action: Action])[] = [
  [6, start],
  [1, cancel],
  [1, reset],
  [9, click],
  [1, remove],
  [1, reload],
  [9, append],
  [3, move],
  [8, setAttribute],
  [2, setProperty],
  [30, answer],
  [40, report],
  [4, refresh],
  [14, release],
  [5, disturb],
  [12, wait],
  [1, (_, walk) => network(walk)],
  [1, (_, walk) => tab(walk)],
  [3, scroll],
  [4, interrupt],
];

/** Does one thing. Offline or in the background there is little to see, so that never lasts. */
export async function act(walk: Walk): Promise<string> {
  const { chance } = walk;
  if (!walk.isOnline && chance.happens(0.2)) return network(walk);
  if (!walk.isVisible && chance.happens(0.2)) return tab(walk);
  for (;;) {
    const own = chance.pick(walk.elements);
    const done = await chance.weigh(actions)(own, walk);
    if (done !== undefined) return `${own.name}: ${done}`;
  }
}
